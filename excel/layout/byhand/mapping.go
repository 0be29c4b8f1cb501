package byhand

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
)

// Mapping is what a person said of headings that could not be understood: which column plays which role. It is kept
// for a department and used again for the same heading.
type Mapping struct {
	Tables []Table `json:"tables" yaml:"tables"`
}

// Table maps the columns of one table. With a fingerprint it is used for a table with that heading, wherever it
// stands; without one, for the given rows of the sheets whose name matches.
type Table struct {
	Fingerprint string            `json:"fingerprint,omitempty" yaml:"fingerprint"`
	Sheet       string            `json:"sheet,omitempty" yaml:"sheet"` // a name, * for any text; "" for every sheet
	Header      [2]int            `json:"header" yaml:"header"`         // first and last heading row
	Columns     map[string]Column `json:"columns" yaml:"columns"`       // by letter; a column left out is not read
}

// Column is the part that one column plays.
type Column struct {
	Role   string `json:"role" yaml:"role"`               // a role of headings.yaml by its key or its Chinese name, or "actual"
	Span   string `json:"span,omitempty" yaml:"span"`     // of an actual: month, ytd or project
	Unit   string `json:"unit,omitempty" yaml:"unit"`     // of the column's figures
	Period string `json:"period,omitempty" yaml:"period"` // 2018-09 of an actual; 2018, 2018-Q1 of a target
}

// UnmarshalYAML lets a column be given by its role alone: B: name.
func (c *Column) UnmarshalYAML(unmarshal func(any) error) error {
	var role string
	if err := unmarshal(&role); err == nil {
		c.Role = role
		return nil
	}
	type plain Column
	return unmarshal((*plain)(c))
}

// Parse reads a mapping from JSON or YAML: {tables: [...]}, or one table alone. The roles are checked against the
// vocabulary, and a table must have a name and a heading row.
func Parse(h *vocabulary.Headings, text []byte) (*Mapping, error) {
	var m struct {
		Mapping `yaml:",inline"`
		Table   `yaml:",inline"`
	}
	if err := yaml.UnmarshalWithOptions(text, &m, yaml.DisallowUnknownField()); err != nil {
		return nil, fmt.Errorf("mapping: %w", err)
	}
	out := m.Mapping
	if len(m.Columns) > 0 {
		out.Tables = append(out.Tables, m.Table)
	}
	if len(out.Tables) == 0 {
		return nil, fmt.Errorf("mapping: no columns")
	}
	for i := range out.Tables {
		if err := check(h, &out.Tables[i]); err != nil {
			return nil, fmt.Errorf("mapping, table %d: %w", i+1, err)
		}
	}
	return &out, nil
}

// SideBySide parts a table in which several columns were said to name the rows into one a name: what stands between a name and the next
// is the first one's, but for the group before a name.
func SideBySide(t Table) []Table {
	letters := slices.SortedFunc(maps.Keys(t.Columns), func(a, b string) int { return cmp.Compare(columnNumber(a), columnNumber(b)) })
	var tables []Table
	begin := func() {
		tables = append(tables, Table{Fingerprint: t.Fingerprint, Sheet: t.Sheet, Header: t.Header, Columns: map[string]Column{}})
	}
	begin()
	named := false
	for i, letter := range letters {
		is := func(k int, role vocabulary.Role) bool {
			return k < len(letters) && t.Columns[letters[k]].Role == string(role)
		}
		if named && (is(i, vocabulary.RoleName) || is(i, vocabulary.RoleGroup) && is(i+1, vocabulary.RoleName)) {
			begin()
			named = false
		}
		named = named || is(i, vocabulary.RoleName)
		tables[len(tables)-1].Columns[letter] = t.Columns[letter]
	}
	return tables
}

func check(h *vocabulary.Headings, t *Table) error {
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
		role, err := RoleOf(h, c)
		if err != nil {
			return fmt.Errorf("column %s: %w", letter, err)
		}
		named = named || role == vocabulary.RoleName
		if _, err := tally.ParseRound(c.Period); err != nil && role.IsActual() {
			return fmt.Errorf("column %s: %w", letter, err)
		}
	}
	if !named {
		return fmt.Errorf("no column has the role name")
	}
	return nil
}

// RoleOf is the role that a person gave a column.
func RoleOf(h *vocabulary.Headings, c Column) (vocabulary.Role, error) {
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
	case tally.SpanYTD, tally.SpanPoint: // which is kept as it
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
			if h.Rows == t.Header && t.OnSheet(h.Sheet) {
				t.Fingerprint = h.Fingerprint
				break
			}
		}
	}
}

// OnSheet reports that the mapping is for the sheet of that name.
func (t *Table) OnSheet(name string) bool {
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
