package layout

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// Mapping is what a person said of headings that could not be understood: which column plays which role. It is kept
// for a department and used again for the same heading.
type Mapping struct {
	Tables []TableMapping `json:"tables" yaml:"tables"`
}

// TableMapping maps the columns of one table. With a fingerprint it is used for a table with that heading, wherever it
// stands; without one, for the given rows of the sheets whose name matches.
type TableMapping struct {
	Fingerprint string                   `json:"fingerprint,omitempty" yaml:"fingerprint"`
	Sheet       string                   `json:"sheet,omitempty" yaml:"sheet"` // a name, * for any text; "" for every sheet
	Header      [2]int                   `json:"header" yaml:"header"`         // first and last heading row
	Columns     map[string]ColumnMapping `json:"columns" yaml:"columns"`       // by letter; a column left out is not read
}

// ColumnMapping is the part that one column plays.
type ColumnMapping struct {
	Role   string `json:"role" yaml:"role"`               // a role of headings.yaml by its key or its Chinese name, or "actual"
	Span   string `json:"span,omitempty" yaml:"span"`     // of an actual: month, ytd or project
	Unit   string `json:"unit,omitempty" yaml:"unit"`     // of the column's figures
	Period string `json:"period,omitempty" yaml:"period"` // 2018-09 of an actual; 2018, 2018-Q1 of a target
}

// UnmarshalYAML lets a column be given by its role alone: B: name.
func (c *ColumnMapping) UnmarshalYAML(unmarshal func(any) error) error {
	var role string
	if err := unmarshal(&role); err == nil {
		c.Role = role
		return nil
	}
	type plain ColumnMapping
	return unmarshal((*plain)(c))
}

// ParseMapping reads a mapping from JSON or YAML: {tables: [...]}, or one table alone. The roles are checked against the
// vocabulary, and a table must have a name and a heading row.
func ParseMapping(h *vocabulary.Headings, text []byte) (*Mapping, error) {
	var m struct {
		Mapping      `yaml:",inline"`
		TableMapping `yaml:",inline"`
	}
	if err := yaml.UnmarshalWithOptions(text, &m, yaml.DisallowUnknownField()); err != nil {
		return nil, fmt.Errorf("mapping: %w", err)
	}
	out := m.Mapping
	if len(m.Columns) > 0 {
		out.Tables = append(out.Tables, m.TableMapping)
	}
	if len(out.Tables) == 0 {
		return nil, fmt.Errorf("mapping: no columns")
	}
	for i := range out.Tables {
		if err := checkMapping(h, &out.Tables[i]); err != nil {
			return nil, fmt.Errorf("mapping, table %d: %w", i+1, err)
		}
	}
	return &out, nil
}

func checkMapping(h *vocabulary.Headings, t *TableMapping) error {
	if t.Header[1] == 0 {
		t.Header[1] = t.Header[0]
	}
	if t.Header[0] < 1 || t.Header[1] < t.Header[0] || t.Header[1]-t.Header[0] > 9 {
		return fmt.Errorf("heading rows %d to %d", t.Header[0], t.Header[1])
	}
	named := false
	for letter, c := range t.Columns {
		if columnNumber(letter) == 0 {
			return fmt.Errorf("column %q: want a letter", letter)
		}
		role, err := mappedRole(h, c)
		if err != nil {
			return fmt.Errorf("column %s: %w", letter, err)
		}
		named = named || role == vocabulary.RoleName
		if _, err := tally.ParseMonth(c.Period); err != nil && role.IsActual() {
			return fmt.Errorf("column %s: %w", letter, err)
		}
	}
	if !named {
		return fmt.Errorf("no column has the role name")
	}
	return nil
}

func mappedRole(h *vocabulary.Headings, c ColumnMapping) (vocabulary.Role, error) {
	role, ok := h.RoleNamed(c.Role)
	if c.Role == "actual" || c.Role == "实际值" {
		role, ok = vocabulary.RoleDone, true
	}
	if !ok {
		return vocabulary.RoleNone, fmt.Errorf("role %q is not known", c.Role)
	}
	if role != vocabulary.RoleDone && !role.IsActual() {
		return role, nil
	}
	switch tally.Span(c.Span) {
	case tally.SpanMonth:
		return vocabulary.RoleMonth, nil
	case tally.SpanYTD:
		return vocabulary.RoleYTD, nil
	case tally.SpanProject:
		return vocabulary.RoleProject, nil
	case "":
		return role, nil
	}
	return vocabulary.RoleNone, fmt.Errorf("span %q: want month, ytd or project", c.Span)
}

// Bind gives the tables of a mapping the fingerprints of the headings that they were applied to, so that it can be kept and
// used next month. headers are those of the reading that the mapping made.
func (m *Mapping) Bind(headers []tally.Header) {
	for i := range m.Tables {
		t := &m.Tables[i]
		for _, h := range headers {
			if h.Rows == t.Header && t.onSheet(h.Sheet) {
				t.Fingerprint = h.Fingerprint
				break
			}
		}
	}
}

func (t *TableMapping) onSheet(name string) bool {
	return t.Sheet == "" || vocabulary.Matches(t.Sheet, name)
}

// columnNumber is 1 for A; 0 for what is no column.
func columnNumber(letter string) int {
	n := 0
	for _, r := range strings.ToUpper(letter) {
		if r < 'A' || r > 'Z' || n > 1000 {
			return 0
		}
		n = n*26 + int(r-'A') + 1
	}
	return n
}

// mapped is the table that a mapping describes in this sheet; ok is false where it is for another heading.
func (s *tableFinder) mapped(m TableMapping) (table, bool) {
	t := table{mapped: true, first: m.Header[0], last: m.Header[1]}
	t.cols = s.columns(s.g, t.first, t.last)
	if m.Fingerprint == "" {
		if !m.onSheet(s.g.Name) {
			return t, false
		}
	} else if fingerprint(t.cols) != m.Fingerprint && !s.moved(&t, m.Fingerprint) {
		return t, false
	}
	t.body = s.g.From(t.last + 1)
	t.end = len(s.g.Rows)
	for i := range t.cols {
		s.mapColumn(&t.cols[i], m.Columns)
	}
	return t, t.body < t.end
}

// movedRows are the first rows of a sheet, in which a heading is looked for that stands elsewhere than last month.
const movedRows = 30

// moved finds the heading with the fingerprint in other rows: a line of the title more, another sheet.
func (s *tableFinder) moved(t *table, print string) bool {
	height := t.last - t.first
	for first := 1; first <= movedRows; first++ {
		if cols := s.columns(s.g, first, first+height); fingerprint(cols) == print {
			t.first, t.last, t.cols = first, first+height, cols
			return true
		}
	}
	return false
}

func (s sheet) mapColumn(c *column, columns map[string]ColumnMapping) {
	m, ok := columns[c.letter()]
	if !ok {
		c.role = vocabulary.RoleAside
		return
	}
	role, err := mappedRole(s.Headings, m)
	if err != nil {
		role = vocabulary.RoleAside
	}
	c.role = role
	if m.Unit != "" {
		c.unit = m.Unit
	}
	if m.Period == "" {
		return
	}
	c.period = m.Period
	if p, err := tally.ParseMonth(m.Period); err == nil && !role.IsTarget() {
		c.when = vocabulary.When{Year: p.Year(), From: p.Month(), To: p.Month(), UpTo: role == vocabulary.RoleYTD}
	}
}

// mappedTables are the tables of a sheet that were mapped by hand, from the top down and from the left. Tables whose
// headings share rows stand side by side: their bodies begin under the lowest of these headings, and each goes down to the
// next heading below it.
func (s *tableFinder) mappedTables(by *Mapping) []table {
	var tables []table
	for _, m := range by.Tables {
		if t, ok := s.mapped(m); ok {
			tables = append(tables, t)
		}
	}
	slices.SortStableFunc(tables, func(a, b table) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.firstColumn(), b.firstColumn()))
	})
	for from := 0; from < len(tables); {
		to, last := from+1, tables[from].last
		for ; to < len(tables) && tables[to].first <= last; to++ {
			last = max(last, tables[to].last)
		}
		body, end := s.g.From(last+1), len(s.g.Rows)
		if to < len(tables) {
			end = s.g.From(tables[to].first)
		}
		for i := from; i < to; i++ {
			tables[i].body, tables[i].end = body, end
			if i+1 < to && tables[i].lastColumn() < tables[i+1].firstColumn() { // what stands in the other half is not this one's
				tables[i].to = tables[i+1].firstColumn() - 1
				tables[i+1].from, tables[i+1].to = tables[i].to+1, len(tables[i+1].cols)
			}
		}
		from = to
	}
	return slices.DeleteFunc(tables, func(t table) bool { return t.body >= t.end })
}

// lastColumn is the rightmost column that is read.
func (t *table) lastColumn() int {
	for i := len(t.cols) - 1; i >= 0; i-- {
		if t.cols[i].role != vocabulary.RoleAside {
			return t.cols[i].col
		}
	}
	return 0
}

// firstColumn is the leftmost column that is read.
func (t *table) firstColumn() int {
	for i := range t.cols {
		if t.cols[i].role != vocabulary.RoleAside {
			return t.cols[i].col
		}
	}
	return 0
}

// sayChanged says that a mapping fitted no heading of the workbook: always of one that was handed in for it, of a remembered one where
// the workbook cannot be read without.
func (r *reading) sayChanged(sheets []*sheetReading) {
	if r.opt.Mapping == nil {
		return
	}
	handed := false
	for _, t := range r.opt.Mapping.Tables {
		handed = handed || t.Fingerprint == ""
	}
	for _, s := range sheets {
		for _, b := range s.blocks {
			if b.mapped {
				return
			}
		}
	}
	if !handed {
		handed = slices.ContainsFunc(r.out.Findings, func(f tally.Finding) bool { return f.Code == tally.LayoutUnknown && f.Class == tally.ClassA })
	}
	if handed && len(sheets) > 0 {
		r.found(tally.NewFinding(tally.LayoutChanged, sheets[0].g.Name, "", "表头与上次人工对应时不同,没有套用那次的对应", "请核对读出的内容;不对时重新对应各列"))
	}
}

// headingGuess is the fullest of a sheet's first rows, offered for mapping where no heading was found.
func (s sheet) headingGuess() (row int, ok bool) {
	best := 1
	for _, r := range s.g.Rows[:min(12, len(s.g.Rows))] {
		n := 0
		for _, c := range r.Cells {
			if c.Kind == xlsx.Text && len(c.Value) <= cells.HeadingLength {
				n++
			}
		}
		if n > best {
			best, row = n, r.Number
		}
	}
	return row, row > 0
}
