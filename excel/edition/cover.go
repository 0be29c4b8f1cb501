package edition

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/dress"
	"github.com/tallysheet/tallysheet/excel/packed"
	"github.com/tallysheet/tallysheet/tally"
)

// paper is a sheet that is laid out by hand rather than as a table.
type paper struct {
	columns int
	widths  []float64
	lines   []line
	merges  []string
}

// put adds a row whose cells start at given columns and reach to the column before the next one.
func (p *paper) put(height float64, starts []int, cells ...cell) {
	row := len(p.lines) + 1
	out := make([]cell, p.columns)
	for i, from := range starts {
		if i >= len(cells) {
			break
		}
		c, to := cells[i], p.columns-1
		if i+1 < len(starts) {
			to = starts[i+1] - 1
		}
		for k := from; k <= to; k++ {
			out[k] = cell{style: c.style, from: c.from, basis: c.basis}
		}
		out[from] = c
		if to > from {
			p.merges = append(p.merges, area(from, row, to, row))
		}
	}
	p.lines = append(p.lines, line{height: height, cells: out})
}

// wide adds one cell across the sheet, as high as its text asks.
func (p *paper) wide(c cell, least float64) {
	p.put(packed.HeightFor(packed.LinesIn(c.value, p.width()), least), []int{0}, c)
}

// gap leaves a little air.
func (p *paper) gap(height float64) { p.lines = append(p.lines, line{height: height}) }

func (p *paper) width() float64 {
	w := 0.0
	for _, x := range p.widths {
		w += x
	}
	return w
}

// sheet closes the paper.
func (p *paper) sheet(name string, dress func(*excelize.File) error) sheet {
	return sheet{name: name, widths: p.widths, merges: p.merges, lines: slices.Values(p.lines), dress: dress}
}

// cover describes 封面: what, which period, which edition, how the lights are given, how many, who is missing, and what the others are for.
func (b *book) cover(others []sheet) sheet {
	p := &paper{columns: 8, widths: slices.Repeat([]float64{11.5}, 8)}
	p.wide(say(coverLine, ""), 40)
	p.wide(say(coverTitle, b.subject()), 44*float64(packed.LinesIn(b.subject(), 38)))
	p.wide(say(coverTitle, b.ed.Period.Chinese()+"完成情况"), 44)
	p.wide(say(coverLine, "第"+strconv.Itoa(b.ed.Number)+"版  ·  截止 "+b.ed.CutOff.In(b.zone).Format("2006年1月2日 15:04")), 28)
	p.wide(say(coverLine, ""), 30)
	p.gap(20)
	counts, words := b.tiles()
	p.put(46, []int{0, 2, 4, 6}, counts...)
	p.put(24, []int{0, 2, 4, 6}, words...)
	p.gap(20)
	for _, x := range b.facts() {
		p.put(packed.HeightFor(packed.LinesIn(x[1], 11.5*6), 25), []int{0, 2}, say(label, x[0]), say(value, x[1]))
	}
	p.gap(18)
	p.wide(say(band, "亮灯规则："+b.ed.RuleTitle()), 24)
	for _, l := range b.ed.RuleLines() {
		p.wide(say(value, l), 22)
	}
	p.gap(18)
	p.wide(say(band, "本册内容"), 24)
	for _, x := range others {
		if x.about == "" { // a further part of a long table
			continue
		}
		c, about := say(coverLink, x.name), x.about
		c.link = place{x.name, 1}
		if x.silent {
			about = "本期没有内容，不打印"
		}
		p.put(24, []int{0, 2}, c, say(value, about))
	}
	last := ref(7, len(p.lines))
	return p.sheet(CoverSheet, func(f *excelize.File) error {
		return b.setPage(f, CoverSheet, dress.Page{Paper: dress.A4, OnePage: true, Last: last, Tab: "1F3864"})
	})
}

// tiles are large counts of the lights, and under them their words, each on its colour.
func (b *book) tiles() (counts, words []cell) {
	for k, l := range lights {
		n := whole(tile(l), len(b.lit[k]))
		n.from, n.basis = b.figuresOf(b.lit[k]), b.word(l)+"灯指标的个数"
		counts, words = append(counts, n), append(words, say(tileWord(l), b.word(l)+"灯"))
	}
	return counts, words
}

// facts are the pairs of 封面.
func (b *book) facts() [][2]string {
	ed := b.ed
	var missing, late []string
	filed := 0
	for _, r := range ed.Reports {
		switch {
		case r.State != tally.ReportAccepted:
			missing = append(missing, r.Department+"（"+reportWord(r)+"）")
		case r.Late:
			late = append(late, r.Department)
		}
		if r.State == tally.ReportAccepted {
			filed++
		}
	}
	facts := [][2]string{
		{"计划", ed.Title + "（" + ed.Plan + "）"},
		{"报告期", ed.Period.Chinese()},
		{"版次", fmt.Sprintf("第%d版", ed.Number)},
		{"数据截止", ed.CutOff.In(b.zone).Format("2006-01-02 15:04:05")},
		{"指标", strconv.Itoa(len(ed.Rows)) + " 项"},
		{"报送", fmt.Sprintf("应报 %d 个部门，已审核 %d 个", len(ed.Reports), filed)},
		{"未报、未审核", orNone(missing)},
		{"迟报", orNone(late)},
	}
	if asked := b.asked(); len(asked) > 0 {
		facts = append(facts, [2]string{"读法待确认", fmt.Sprintf("%d 项，确认以前亮灰灯：%s", len(asked), strings.Join(asked, "、"))})
	}
	facts = append(facts, [2]string{"输入指纹", ed.Digest})
	if !ed.Audit.IsZero() {
		facts = append(facts, [2]string{"审计锚点", ed.Audit.Chinese()})
	}
	return facts
}

// asked are the indicators whose light waits for a person to say what their target means.
func (b *book) asked() (names []string) {
	for i := range b.ed.Rows {
		if r := &b.ed.Rows[i]; r.Waits() {
			names = append(names, r.Indicator.Name)
		}
	}
	return names
}

func orNone(all []string) string {
	if len(all) == 0 {
		return "无"
	}
	return strings.Join(all, "、")
}
