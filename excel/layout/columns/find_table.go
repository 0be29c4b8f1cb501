package columns

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally/lexicon"
)

// table is one block of a sheet: heading rows with a body under them.
type table struct {
	first, last int // heading rows
	body, end   int // indexes into the sheet's Rows: the body is Rows[body:end]
	cols        []Column
	mapped      bool  // by hand
	matrix      bool  // a unit a row, an indicator a column
	aims        []int // the columns that its title makes targets
	who         int   // of streets or departments in such a table, 0 where others name the rows
	from, to    int   // its columns, where another table stands beside it; 0 for all
}

// headingRows are the most rows that a heading takes up.
const headingRows = 4

// findTable looks for the next heading at or after the row with index i.
func (s *tableFinder) findTable(i int) (table, bool) {
	for low := i; i < len(s.g.Rows); i++ {
		heading := s.isHeading(i)
		if !heading && !s.mayAim(i) {
			continue
		}
		t := table{first: s.headingTop(i, low), last: s.headingBottom(i), matrix: s.isMatrixHeading(i)}
		t.body = s.g.From(t.last + 1)
		t.end = t.body
		for t.end < len(s.g.Rows) && !(s.mayBeHeading(s.g.Rows[t.end]) && s.isHeading(t.end)) && !s.aimsBelow(t.body, t.end) {
			t.end++
		}
		t.cols = s.columns(s.g, t.first, t.last)
		if !aimsAcross(s, &t, i) && !heading {
			continue
		}
		return t, true
	}
	return table{}, false
}

// What bounds the search for headings: rows of a sheet that are looked at closely, and cells at the beginning of a row of which at least two
// must be known.
const (
	mostLooked = 500
	beginning  = 12
)

// isHeading reports that a row is the one of a table's heading that names things: at least two
// headings that the vocabulary knows, most of the row, among them one that begins a table.
func (s *tableFinder) isHeading(i int) bool {
	filled, known, anchors, says, pairs, sure, last, named, counts := 0, 0, 0, 0, 0, 0, false, false, false
	seqs := 0
	if s.looked++; s.looked > mostLooked {
		return false
	}
	if s.isMatrixHeading(i) {
		return true
	}
	for _, c := range s.g.Rows[i].Cells {
		h, ok := s.HeadingCell(c)
		if !ok {
			return false
		}
		if h.Text == "" {
			continue
		}
		if word, value, said := strings.Cut(h.Text, ":"); said && value != "" && s.Headings.Ends(vocabulary.FilerEnds, vocabulary.WithoutBrackets(word)) {
			return false // 编制单位:商务局, 金额单位:万元 stand above a heading
		}
		filled++
		if named && !h.Known() && s.IsDepartment(vocabulary.HeadingForm(c.Value)) && s.numberBelow(i, c.Col) { // 招商一局 over its part of each target
			known, last = known+1, true
			continue
		}
		if filled-1 == seqs && h.Role == vocabulary.RoleNone && s.Headings.Ends(vocabulary.NameEnds, h.Noun) { // 道路名称
			known, anchors, last, named = known+1, anchors+1, true, true
			continue
		}
		knows := h.Known() || h.When.Months() && s.Headings.Is(vocabulary.Happened, h.Noun) // 4月新设
		if last, pairs = knows, pairs+pairOf(last, knows); !last {
			if filled > beginning && known < 2 {
				return false
			}
			continue
		}
		known++
		w := s.Headings.WordRole(vocabulary.HeadingForm(c.Value))
		named = named || w == vocabulary.RoleName
		if w == vocabulary.RoleSeq {
			seqs++
		}
		if w == vocabulary.RoleSeq && filled == 1 || w == vocabulary.RoleName {
			sure++
		}
		if w == vocabulary.RoleSeq && oneBelow(s.g, i, c.Col) {
			counts, sure = true, sure+1
		}
		if isAnchor(h.Role) || h.Role == vocabulary.RoleResponsible && filled < 3 || anchors == 0 && filled == 1 && s.Headings.HeadRole(vocabulary.HeadingForm(c.Value)) != vocabulary.RoleNone {
			anchors++
		} else if h.Role.Says() || h.Role.IsFigure() || !h.When.IsZero() {
			says++
		}
	}
	enough := 2 // half of a heading is known, a third where it counts the rows from 1 or counts and names them
	if sure > 1 {
		enough = 3
	}
	if filled < 2 || known < 2 || known*enough < filled || pairs*2 == filled && !counts { // 主管部门 | 建设局 | 实施单位 | 某公司: a line of a form
		return false
	}
	return anchors > 0 && anchors+says > 1 || anchors == 0 && s.nameless(i, filled, known, says)
}

// numberBelow reports a number in the row below the one with index i.
func (s Sheet) numberBelow(i, col int) bool {
	return i+1 < len(s.g.Rows) && s.g.Rows[i+1].At(col).Kind == xlsx.Number
}

// oneBelow reports that counting begins in the row below the one with index i: what stands over it heads a table, whatever its other words.
func oneBelow(g *xlsx.Grid, i, col int) bool {
	return i+1 < len(g.Rows) && g.Rows[i+1].At(col).Value == "1"
}

// pairOf counts a known heading with a word of the sheet's own behind it.
func pairOf(before, now bool) int {
	if before && !now {
		return 1
	}
	return 0
}

func isAnchor(r vocabulary.Role) bool {
	switch r {
	case vocabulary.RoleSeq, vocabulary.RoleName, vocabulary.RoleTask, vocabulary.RoleGroup, vocabulary.RoleUnit, vocabulary.RoleArea:
		return true
	}
	return false
}

// nameless reports a heading whose first column has no heading: the others are figures, and labels stand below the
// empty place or below a corner with words of its own. One more heading with words of its own may stand behind them.
func (s *tableFinder) nameless(i, cells, known, says int) bool {
	if known*2 < cells || says < 2 || i+1 >= len(s.g.Rows) {
		return false
	}
	first := s.g.Rows[i].Cells[0]
	corner, foreign := 0, 0 // words that the vocabulary has not: 项目资金(万元) in the corner
	for k, c := range s.g.Rows[i].Cells {
		h := s.Heading(c.Value)
		switch {
		case k == 0 && !h.Known():
			corner = 1
		case !h.Known():
			foreign++
		case h.Role.IsUnitInCharge() || h.Role == vocabulary.RoleDeadline:
		case c.Kind == xlsx.Text && !h.Role.IsFigure() && !h.Role.IsText() && !h.Role.IsOtherFigure() && h.Role != vocabulary.RoleAside && h.Role != vocabulary.RoleWeight && h.Role != vocabulary.RoleScore && h.Noun != "":
			return false
		}
	}
	if foreign > corner {
		return false
	}
	for _, row := range s.g.Rows[i+1 : min(i+4, len(s.g.Rows))] {
		if c := row.Cells[0]; c.Kind == xlsx.Text && c.Col < first.Col+corner {
			return true
		}
	}
	return false
}

// mayBeHeading is the quick test that keeps body rows from being understood as headings one by one.
func (s Sheet) mayBeHeading(row xlsx.Row) bool {
	known := 0
	for _, c := range row.Cells {
		if c.Kind == xlsx.Text && len(c.Value) < 60 {
			role := s.Headings.WordRole(vocabulary.HeadingForm(c.Value))
			if known++; role == vocabulary.RoleNone {
				known--
			}
			if isAnchor(role) || known > 2 {
				return true
			}
		}
		if c.Kind == xlsx.Number && c.Col > 1 {
			return false
		}
	}
	return false
}

// headingTop goes up from the naming row over the rows of wider headings (2018年 over two columns), not above the row with index low.
func (s *tableFinder) headingTop(i, low int) int {
	top := i
	for top > low && i-top < headingRows-2 && s.g.Rows[top-1].Number == s.g.Rows[top].Number-1 && s.spansBelow(s.g.Rows[top-1], s.g.Rows[i]) {
		top--
	}
	return s.g.Rows[top].Number
}

func (s *tableFinder) spansBelow(up, naming xlsx.Row) bool {
	wide := 0
	if c := up.Cells[0]; len(up.Cells) == 1 && (c.Col == naming.Cells[0].Col || s.g.Merge(up.Number, c.Col).LastCol == c.Col || s.IsDepartment(vocabulary.WithoutBrackets(vocabulary.HeadingForm(c.Value)))) {
		return false // a title that was not merged over the table, or who filed it
	}
	if c := up.Cells[0]; len(up.Cells) == 1 && c.Col <= naming.Cells[0].Col && (s.Headings.TitledPlan(c.Value) || s.Headings.TitledProgress(c.Value)) {
		return false // a title that was merged over a part of it
	}
	width := s.headingWidth(up, naming)
	for _, c := range up.Cells {
		h, ok := s.HeadingCell(c)
		m := s.g.Merge(up.Number, c.Col)
		if !ok || h.Text == "" || (m.LastCol-m.FirstCol+1)*5 > width*4 || strings.Contains(h.Text, ":") {
			return false
		}
		if below := naming.At(c.Col); h.Role.IsUnitInCharge() && m.LastCol == m.FirstCol && m.LastRow == up.Number && below.Kind == xlsx.Text && !s.Heading(h.Text+below.Value).Role.IsUnitInCharge() {
			return false // 主管部门 | 建设局: a line of a form
		}
		if m.LastCol > m.FirstCol || h.Known() && !isAnchor(h.Role) && naming.At(c.Col).Kind != xlsx.Blank {
			wide++
		} else if !h.Known() && m.LastRow < naming.Number {
			return false
		}
	}
	return wide > 0
}

// headingWidth is how many columns the heading has: those of the naming row, or all that stand in the row above it where
// one of its headings is merged down beside the naming row.
func (s Sheet) headingWidth(up, naming xlsx.Row) int {
	width, first, last, down := len(naming.Cells), up.Cells[0].Col, 0, false
	for _, c := range up.Cells {
		m := s.g.Merge(up.Number, c.Col)
		last = m.LastCol
		down = down || m.LastRow >= naming.Number
	}
	if down {
		width = max(width, last-first+1)
	}
	return width
}

// headingBottom goes down from the naming row over sub-headings and a row that numbers the columns.
func (s *tableFinder) headingBottom(i int) int {
	first := s.g.Rows[i].Number
	last := first
	for n := i + 1; n < len(s.g.Rows) && s.g.Rows[n].Number == last+1 && last-first < headingRows-1; n++ {
		if holdsNumbers(s.g.Rows[n]) && !numbersColumns(s.g.Rows[n]) {
			break
		}
		if !s.g.CoversDown(first, last) && !s.isSubHeading(i, n) && !numbersColumns(s.g.Rows[n]) && !s.isUnitRow(s.g.Rows[n]) {
			break
		}
		last++
	}
	return last
}

// isUnitRow reports a row that gives each column its unit: 计量单位 | 亿元 | 亿元 | %, or the units alone.
func (s Sheet) isUnitRow(row xlsx.Row) bool {
	if bareUnits(s, row) {
		return true
	}
	if len(row.Cells) < 3 || s.Headings.WordRole(vocabulary.HeadingForm(row.Cells[0].Value)) != vocabulary.RoleUnit {
		return false
	}
	for _, c := range row.Cells[1:] {
		if c.Kind != xlsx.Text || !s.IsUnit(c.Value) && !s.Headings.IsNothing(c.Value) {
			return false
		}
	}
	return true
}

// bareUnits reports a row of nothing but units, two at least, each under a heading of its own.
func bareUnits(s Sheet, row xlsx.Row) bool {
	for _, c := range row.Cells {
		above := s.g.Shown(row.Number-1, c.Col)
		if c.Kind != xlsx.Text || !s.IsUnit(strings.Trim(vocabulary.HeadingForm(c.Value), "()")) || above.Kind != xlsx.Text || s.IsUnit(vocabulary.HeadingForm(above.Value)) {
			return false
		}
	}
	return len(row.Cells) > 1
}

// bareUnit is the unit of a heading that is nothing else, in brackets: (个).
func bareUnit(h cells.Heading) string {
	if h.Noun == "" && strings.HasPrefix(vocabulary.HalfWidth(h.Text), "(") {
		return h.Unit
	}
	return ""
}

// holdsNumbers reports a row with numbers that are no years: a heading merged down into it stands beside figures.
func holdsNumbers(row xlsx.Row) bool {
	n := 0
	for _, c := range row.Cells {
		_, number := lexicon.ReadNumber(c.Value)
		if number && !c.ShowsDate() && (len(c.Value) != 4 || c.Value < "1990" || c.Value > "2099") {
			n++
		}
	}
	return n > 1
}

// isSubHeading reports a row whose every cell is a heading that stands below a wider one or below none, or goes on with the
// one above it.
func (s *tableFinder) isSubHeading(i, n int) bool {
	above := s.g.Rows[n-1].Number
	known, under := 0, 0
	for _, c := range s.g.Rows[n].Cells {
		h, ok := s.HeadingCell(c)
		if !ok || h.Text == "" {
			return false
		}
		m := s.g.Merge(above, c.Col)
		over := s.g.At(m.FirstRow, m.FirstCol)
		switch {
		case bareUnit(h) != "" && over.Kind == xlsx.Text && m.LastCol == m.FirstCol:
			known, under = known+1, under+1
			continue
		case m.LastCol > m.FirstCol || over.Kind == xlsx.Blank:
			under++
		case s.Headings.WordRole(vocabulary.HeadingForm(over.Value+c.Value)) != vocabulary.RoleNone: // 指标 over 名称
			known, under = known+1, under+1
			continue
		case isAnchor(s.Heading(over.Value).Role):
			return false // a name in the naming column: the body has begun
		}
		if h.Known() || s.Headings.Is(vocabulary.WholeYear, h.Noun) {
			known++
		}
	}
	cells := len(s.g.Rows[n].Cells)
	return under > 0 && known*2 > cells || known > 1 && known == cells // the second line of headings split over two rows
}

// numbersColumns reports a row that only counts the columns: 甲 乙 1 2 3, (1) (2), A B C, 栏次 1 2 3.
func numbersColumns(row xlsx.Row) bool {
	if len(row.Cells) < 3 {
		return false
	}
	next := 0
	for i, c := range row.Cells {
		t, _, _ := strings.Cut(strings.Trim(vocabulary.HeadingForm(c.Value), "()栏"), "=") // 4=3/2
		switch {
		case i == 0 && t != "" && strings.Trim(t, "目次列序号") == "":
		case strings.Contains("甲乙丙丁戊己", t) && len(t) == 3:
		case len(t) == 1 && t[0] >= 'A' && t[0] <= 'Z' && int(t[0]-'A') == c.Col-1:
		case len(t) > 0 && len(t) <= 2 && t[0] >= '1' && t[0] <= '9' && !strings.ContainsAny(t, "."):
			v := 0
			for _, d := range t {
				v = v*10 + int(d-'0')
			}
			if next++; v != next {
				return false
			}
		default:
			return false
		}
	}
	return true
}
