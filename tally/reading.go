package tally

import "github.com/tallysheet/tallysheet/tally/exact"

// Kind is what a workbook was taken for.
type Kind string

// The kinds.
const (
	KindPlan     Kind = "plan"
	KindProgress Kind = "progress"
)

// Span says over what time an actual runs.
type Span string

// The spans.
const (
	SpanMonth   Span = "month"
	SpanYTD     Span = "ytd"
	SpanProject Span = "project" // since the project began
	SpanPoint   Span = "point"   // what there was at the end: 期末数; kept as the year to date, which for what stands is the same
)

// Kept is the span under which a figure is filed.
func (s Span) Kept() Span {
	if s == SpanPoint {
		return SpanYTD
	}
	return s
}

// Actual is one figure read from one cell.
type Actual struct {
	Cell   string       `json:"cell"`
	Period Round        `json:"period"`
	Span   Span         `json:"span"`
	Text   string       `json:"text"`  // what stands there, half-width
	Value  exact.Number `json:"value"` // absent for figures in parts
	Unit   string       `json:"unit"`
	Parts  []Part       `json:"parts,omitempty"`
	Rank   exact.Number `json:"rank,omitzero"` // 12.3(4)
}

// Item is one row of a workbook: an indicator with its targets or its actuals.
type Item struct {
	Sheet        string       `json:"sheet"`
	Row          int          `json:"row"`
	NameCell     string       `json:"name_cell,omitempty"`
	Group        []string     `json:"group"`
	Parent       string       `json:"parent"`                  // the name of the row that this is a 其中 of
	ParentOrigin Origin       `json:"parent_origin,omitempty"` // Assumed where only the row's position suggests the parent
	Op           Op           `json:"op,omitempty"`            // printed in a column of its own
	Name         string       `json:"name"`
	Undone       string       `json:"-"`              // the name without the deed in it, as a plan may have it: 片区(户数) of 片区(签约户数); "" for none
	Key          string       `json:"key,omitempty"`  // Indicator.ID, where an issued template binds the row to one
	Task         string       `json:"task,omitempty"` // what is to be done, in a column of its own beside the name (建设任务: 新建口袋公园)
	Unit         string       `json:"unit"`
	UnitOf       []string     `json:"unit_of,omitempty"` // where Unit is "": the units in the table's corner, one of which is the row's
	Caliber      string       `json:"caliber"`
	Measure      Measure      `json:"measure"`
	Better       Better       `json:"better"`
	Lead         []string     `json:"lead"`
	Support      []string     `json:"support"`
	Implementing []string     `json:"implementing"`
	Deadline     string       `json:"deadline"`        // 2020, 2017-09 or 2017-09-30, as precise as printed
	Every        int          `json:"every,omitempty"` // months between reports: 0 or 1 monthly, 3 quarterly, 12 yearly
	Weight       exact.Number `json:"weight,omitzero"` // 权重, 分值: points of the year-end score
	Targets      []Target     `json:"targets"`
	Actuals      []Actual     `json:"actuals"`
	Growth       []Actual     `json:"growth,omitempty"` // year on year, in %, printed beside the actuals
	Facts        []Fact       `json:"facts,omitempty"`  // of a plan: what earlier years came to
	Rates        []Rate       `json:"rates,omitempty"`
	Empty        []Empty      `json:"empty,omitempty"`
	Progress     string       `json:"progress"`
	Problems     string       `json:"problems"`
	NextSteps    string       `json:"next_steps"`
	Remark       string       `json:"remark,omitempty"`
	Document     string       `json:"document,omitempty"` // the plan document that the row was drafted from
	Quoted       string       `json:"sentence,omitempty"` // and the sentence of it
}

// Rate is a completion rate printed in the sheet (完成率): recomputed, never taken.
type Rate struct {
	Cell  string       `json:"cell"`
	Value exact.Number `json:"value"` // percent: 74.09
}

// Empty is a cell for an actual that holds nothing, or a sign for nothing.
type Empty struct {
	Cell   string `json:"cell"`
	Period Round  `json:"period"`
	Span   Span   `json:"span"`
	Text   string `json:"text"` // "", "/", "-", "…"
}

// Reading is what was read from one workbook. It stores nothing and guesses nothing:
// what could not be read is among the findings.
type Reading struct {
	File       string     `json:"file"`
	SHA256     string     `json:"sha256"`
	Kind       Kind       `json:"kind"`
	Title      string     `json:"title"`
	Period     Round      `json:"period"`         // as the sheet says; none where it does not
	Department string     `json:"department"`     // as the sheet says; "" where it does not
	Alone      bool       `json:"-"`              // the department's name stands alone above or below the table: nothing says that it filed
	Plan       string     `json:"plan,omitempty"` // Plan.Key, where the workbook was issued for one
	Items      []Item     `json:"items"`
	Findings   []Finding  `json:"findings"`
	Questions  []Question `json:"questions,omitempty"` // of a plan: what it does not settle
	Headers    []Header   `json:"headers,omitempty"`   // one a table found, for mappings and layout.changed
	Notes      []string   `json:"notes,omitempty"`     // what was left aside, said: pictures, empty sheets
}

// Header is the heading of one table: its columns with the whole path of each and the role taken.
type Header struct {
	Sheet       string   `json:"sheet"`
	Rows        [2]int   `json:"rows"` // first and last heading row
	Columns     []Column `json:"columns"`
	Fingerprint string   `json:"fingerprint"` // of the normalised paths, period words left out
}

// Column is one column of a table.
type Column struct {
	Letter string   `json:"letter"`
	Path   []string `json:"path"`           // from the top heading down
	Role   string   `json:"role"`           // see the vocabulary; "" where none was found
	Read   bool     `json:"read,omitempty"` // indicators, units, targets or figures are taken from it
}
