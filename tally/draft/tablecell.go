package draft

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// wordyRow reads the cells of a row that tell their targets in sentences (新建社区食堂3家，改造床位120张) as sentences, with the department and
// the date of the row; took notes the cells. It reports false where each cell holds one target of the row's own name.
func (d *drafting) wordyRow(i int, item tally.Item, took map[[2]int]bool) bool {
	wordy := false
	row := item.Row - 1
	rows := d.src.Blocks[i].Rows
	if row < 0 || row >= len(rows) {
		return false
	}
	for col, cell := range rows[row] {
		if took[[2]int{row, col}] || !d.isAimColumn(rows, row, col, item) {
			continue
		}
		found := d.sentencesOf(cell, item.Deadline)
		if len(found.Targets)+len(found.Milestones) == 0 || slices.ContainsFunc(found.Targets, d.namesNothing) {
			continue
		}
		wordy = true
		took[[2]int{row, col}] = true
		d.takeCell(i, row, col, item, found)
	}
	return wordy
}

// isAimColumn reports a cell of a column of targets, as the sheet reader saw it or as its heading says.
func (d *drafting) isAimColumn(rows [][]string, row, col int, item tally.Item) bool {
	for _, t := range item.Targets {
		if r, c, ok := cellAt(t.Cell); ok && r == row && c == col {
			return true
		}
	}
	if row == 0 || col >= len(rows[0]) {
		return false
	}
	return d.has("plan_headings", d.w.Fold(rows[0][col])) && !d.has("review_headings", d.w.Fold(rows[0][col])) && d.w.Fold(rows[0][col]) != d.w.Fold(item.Name) && rows[row][col] != item.Name
}

// sentencesOf drafts the text of a cell by itself, in the years and under the headings of its table.
func (d *drafting) sentencesOf(cell, due string) Draft {
	if len([]rune(cell)) < 5 || len([]rune(cell)) > 2000 {
		return Draft{}
	}
	sub := &drafting{Reader: d.Reader, src: Source{Blocks: []Block{{Text: cell}}}, year: d.year, until: d.until, titleAt: -1, due: due}
	sub.out.Date, sub.out.Year = d.out.Date, d.out.Year
	sub.outline.stack = slices.Clone(d.outline.stack)
	sub.block(0)
	return sub.out
}

// namesNothing reports a target whose words say only how much: that of a cell under the name of its row.
func (d *drafting) namesNothing(t Target) bool {
	folded := d.w.Fold(t.Indicator)
	return len([]rune(folded)) < 2 || d.is("labels", folded) || d.is("verbs", folded) || d.is("idle", folded)
}

// takeCell takes what the sentences of a cell gave, as of its row.
func (d *drafting) takeCell(i, row, col int, item tally.Item, found Draft) {
	sentence := d.rowSentence(d.src.Blocks[i].Rows, row)
	at := []Place{{i, row, col}}
	for _, t := range found.Targets {
		t.Sentence, t.Places, t.Notes = sentence, slices.Clone(at), append(t.Notes, "取自表格")
		t.Lead, t.Support, t.Implement = orNone(item.Lead), orNone(item.Support), item.Implementing
		if item.Deadline != "" && len(t.Deadline) <= len("2026") {
			t.Deadline = item.Deadline
		}
		d.out.Targets = append(d.out.Targets, t)
	}
	for _, m := range found.Milestones {
		m.Sentence, m.Places = sentence, slices.Clone(at)
		if rest, _, _ := d.ends("completes", d.w.Fold(m.What)); rest == "" { // 9月底前完成 says only when
			m.What, m.Text = item.Name+m.What, item.Name+"，"+m.Text
		}
		m.Lead, m.Support = orNone(item.Lead), orNone(item.Support)
		if item.Deadline != "" && len(m.Deadline) <= len("2026") {
			m.Deadline, m.Doubts = item.Deadline, []string{}
		}
		d.out.Milestones = append(d.out.Milestones, m)
	}
	for _, a := range found.SetAside {
		a.Sentence, a.Place = sentence, at[0]
		d.out.SetAside = append(d.out.SetAside, a)
	}
}

// growthColumns takes what a table of a plan of several years gives beside its last year: the average growth, and in 〔〕 the sum of the
// years.
func (d *drafting) growthColumns(i int, item tally.Item, took map[[2]int]bool) {
	rows := d.src.Blocks[i].Rows
	row := item.Row - 1
	if row <= 0 || row >= len(rows) || d.until <= d.year {
		return
	}
	for col, cell := range rows[row] {
		if col >= len(rows[0]) || took[[2]int{row, col}] || !strings.Contains(rows[0][col], "年均") {
			continue
		}
		bare := strings.Trim(cell, "〔〕[]【】 ")
		n, err := exact.ParseNumber(strings.TrimRight(halfDigits(bare), "%％"))
		if err != nil || !n.OK() {
			continue
		}
		t := Target{Indicator: item.Name, Text: cell, Sentence: d.rowSentence(rows, row), Heading: d.outline.path(), Measure: item.Measure, Op: tally.OpAtLeast, Floor: n, Unit: item.Unit, Better: item.Better,
			Deadline: d.out.Until, Lead: orNone(item.Lead), Support: orNone(item.Support), Implement: item.Implementing, Parts: []tally.Part{}, Doubts: []string{}, Places: []Place{{i, row, col}},
			Notes: []string{"取自表格，是几年的累计数"}}
		if bare == strings.TrimSpace(cell) {
			t.Indicator, t.Unit, t.Measure, t.Growth, t.Notes = item.Name+"年均增长", "%", tally.Growth, true, []string{"取自表格，是年均增长"}
		}
		d.out.Targets = append(d.out.Targets, t)
		took[[2]int{row, col}] = true
	}
}
