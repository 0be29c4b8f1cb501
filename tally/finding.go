package tally

// Class says what a finding asks for (DESIGN §4).
type Class string

// The classes, after 统计联网直报.
const (
	ClassA Class = "A" // must be corrected; blocks filing
	ClassB Class = "B" // must be waived by the supervisor; blocks acceptance
	ClassC Class = "C" // needs the department's explanation; blocks acceptance
	ClassD Class = "D" // a note
)

// Code names what is wrong (DESIGN §4).
type Code string

// The finding codes.
const (
	FileUnsupported   Code = "file.unsupported"
	FileLimit         Code = "file.limit"
	FileConverted     Code = "file.converted"
	LayoutUnknown     Code = "layout.unknown"
	LayoutChanged     Code = "layout.changed"
	NumberUnreadable  Code = "number.unreadable"
	CellError         Code = "cell.error"
	FormulaUncached   Code = "formula.uncached"
	ItemUnknown       Code = "item.unknown"
	ItemDuplicate     Code = "item.duplicate"
	ItemMissing       Code = "item.missing"
	PeriodDiffers     Code = "period.differs"
	DepartmentDiffers Code = "department.differs"
	PlanDiffers       Code = "plan.differs" // an issued template of another plan
	ValueEmpty        Code = "value.empty"
	UnitSuspect       Code = "unit.suspect"
	YTDDecreased      Code = "ytd.decreased"
	MonthDisagrees    Code = "month.disagrees"
	Jump              Code = "jump"
	TargetDiffers     Code = "target.differs"
	ChildrenExceed    Code = "children.exceed"
	RateDisagrees     Code = "rate.disagrees"
	HiddenContent     Code = "hidden.content"
	TargetDeclined    Code = "target.declined"
	MeaningAsked      Code = "meaning.asked"   // at a plan's import, never blocking
	ReportedTwice     Code = "report.conflict" // two units report one indicator differently
	RemarkAsks        Code = "remark.asks"     // a remark changes what its row means
)

// DefaultClass is the class of a code where a plan does not set another.
func DefaultClass(c Code) Class {
	switch c {
	case ItemMissing:
		return ClassB
	case MeaningAsked, UnitSuspect, YTDDecreased, MonthDisagrees, Jump, TargetDiffers, ChildrenExceed, ReportedTwice, RemarkAsks:
		return ClassC
	case ValueEmpty, RateDisagrees, HiddenContent, TargetDeclined, LayoutChanged, FileConverted:
		return ClassD
	case FileUnsupported, FileLimit, LayoutUnknown, NumberUnreadable, CellError, FormulaUncached, ItemUnknown, ItemDuplicate,
		PeriodDiffers, DepartmentDiffers, PlanDiffers:
	}
	return ClassA
}

// Finding is one thing wrong or odd, at one cell. Message and Expected are plain Chinese
// for a clerk: what stands there, and what was expected instead.
type Finding struct {
	Class    Class  `json:"class"`
	Code     Code   `json:"code"`
	Sheet    string `json:"sheet"`
	Cell     string `json:"cell"` // "" where the whole sheet or a missing row is meant
	Message  string `json:"message"`
	Expected string `json:"expected"`
	About    string `json:"about,omitempty"`   // the indicator that it is about
	Suggest  string `json:"suggest,omitempty"` // the nearest name in the plan
}

// NewFinding makes a finding of the code's default class.
func NewFinding(code Code, sheet, cell, message, expected string) Finding {
	return Finding{Class: DefaultClass(code), Code: code, Sheet: sheet, Cell: cell, Message: message, Expected: expected}
}

// HasClass reports whether a finding of the class is among them.
func HasClass(fs []Finding, c Class) bool {
	for _, f := range fs {
		if f.Class == c {
			return true
		}
	}
	return false
}
