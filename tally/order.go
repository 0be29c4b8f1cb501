package tally

import (
	"fmt"
	"slices"
	"time"
)

// Order is the 督办单: one row that is behind, or one thing that leaders asked for, followed until it is closed. What it
// stands at follows from its acts (see Take) and is never set by itself.
type Order struct {
	N          int         `json:"n"` // one series for the whole site
	Basis      OrderBasis  `json:"basis"`
	Rules      []OrderRule `json:"rules,omitempty"` // by which it was opened, where it was a rule
	Plan       string      `json:"plan,omitempty"`  // key; "" of what was typed without one
	Origin     EditionRef  `json:"origin,omitzero"` // the edition whose row it follows
	Indicator  string      `json:"indicator,omitempty"`
	Subject    string      `json:"subject"`               // the indicator's name, or what was typed
	Light      Light       `json:"light,omitempty"`       // of the row when it was opened
	Sentence   string      `json:"sentence,omitempty"`    // the row's gap in words
	Source     string      `json:"source,omitempty"`      // which 批示, which meeting
	SourceDate string      `json:"source_date,omitempty"` // 2018-10-08
	Asks       string      `json:"asks"`                  // what the department is to say and do
	Why        string      `json:"why,omitempty"`         // the reason for following a green row
	Department string      `json:"department"`            // in the lead: it answers
	Supports   []string    `json:"supports,omitempty"`
	State      OrderState  `json:"state"`
	Version    int         `json:"version"` // counts the acts; an act names the one that was seen
	OpenedAt   time.Time   `json:"opened_at"`
	OpenedBy   string      `json:"opened_by"`
	Due        string      `json:"due"`               // the last day for the answer, 2018-10-15
	Cause      string      `json:"cause,omitempty"`   // as last answered
	Measure    string      `json:"measure,omitempty"` // as last answered
	AnsweredAt time.Time   `json:"answered_at,omitzero"`
	Late       bool        `json:"late,omitempty"`   // answered after the due day
	Result     string      `json:"result,omitempty"` // what the office said when it closed, returned or extended
	ClosedAt   time.Time   `json:"closed_at,omitzero"`
	Turned     EditionRef  `json:"turned,omitzero"` // since which edition the row's light is better
	Acts       []OrderAct  `json:"acts,omitempty"`
	Colour     OrderColour `json:"colour,omitempty"` // at the time that it was looked at
	Left       int         `json:"left"`             // working days to the due day, then; negative days past it
	Age        int         `json:"age"`              // days since it was opened, to its closing
}

// EditionRef names an edition of a plan.
type EditionRef struct {
	Period Round `json:"period,omitzero"`
	Number int   `json:"number,omitempty"`
	Light  Light `json:"light,omitempty"` // of the row in it
}

// IsZero reports no edition.
func (r EditionRef) IsZero() bool { return r.Number == 0 }

// Chinese is the edition in a cell: 2018年10月第1版.
func (r EditionRef) Chinese() string {
	if r.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s第%d版", r.Period.Chinese(), r.Number)
}

// OrderBasis says why there is an order.
type OrderBasis string

// The bases.
const (
	OrderByRule      OrderBasis = "rule"        // the plan's rule chose the row
	OrderByRow       OrderBasis = "row"         // the office picked the row
	OrderInstruction OrderBasis = "instruction" // 领导批示
	OrderMeeting     OrderBasis = "meeting"     // 会议议定
)

// Typed reports an order that the office wrote, of no row.
func (b OrderBasis) Typed() bool { return b == OrderInstruction || b == OrderMeeting }

// OrderState is where an order stands.
type OrderState string

// The states: open → answered → closed or returned; extended is open with a later day.
const (
	OrderOpen     OrderState = "open"
	OrderAnswered OrderState = "answered"
	OrderReturned OrderState = "returned"
	OrderExtended OrderState = "extended"
	OrderClosed   OrderState = "closed"
)

// Owed reports that the department is to answer.
func (s OrderState) Owed() bool { return s == OrderOpen || s == OrderReturned || s == OrderExtended }

// OrderColour is how near the day is for which an order waits (三色督办单); "" where it is not near, or nothing is owed.
type OrderColour string

// The colours.
const (
	OrderBlue   OrderColour = "blue"   // three working days are left at most
	OrderYellow OrderColour = "yellow" // the last day
	OrderRed    OrderColour = "red"    // past it
)

// OrderActKind is what was done to an order.
type OrderActKind string

// The acts.
const (
	ActOpen   OrderActKind = "open"
	ActAnswer OrderActKind = "answer"
	ActClose  OrderActKind = "close"
	ActReturn OrderActKind = "return"
	ActExtend OrderActKind = "extend"
)

// OrderAct is one thing done to an order: who, when, and what was said.
type OrderAct struct {
	Version int          `json:"version"` // 1 for the opening, then one more each
	Kind    OrderActKind `json:"kind"`
	Text    string       `json:"text,omitempty"`    // reason of a return or extension, result of a closing
	Cause   string       `json:"cause,omitempty"`   // of an answer
	Measure string       `json:"measure,omitempty"` // of an answer
	Due     string       `json:"due,omitempty"`     // the day that it sets
	By      string       `json:"by"`
	At      time.Time    `json:"at"`
}

// Take lays the next act on the order. Acts come in their order; whether one may follow is May's to say. A day is over at
// midnight in China's zone.
func (o *Order) Take(a OrderAct) {
	if o.Version = a.Version; a.Due != "" {
		o.Due = a.Due
	}
	switch a.Kind {
	case ActOpen:
		o.State, o.OpenedAt, o.OpenedBy = OrderOpen, a.At, a.By
	case ActAnswer:
		o.State, o.Cause, o.Measure, o.AnsweredAt = OrderAnswered, a.Cause, a.Measure, a.At
		o.Late = a.At.In(China).Format(time.DateOnly) > o.Due
	case ActClose:
		o.State, o.Result, o.ClosedAt = OrderClosed, a.Text, a.At
	case ActReturn:
		o.State, o.Result = OrderReturned, a.Text
	case ActExtend:
		o.State, o.Result = OrderExtended, a.Text
	}
	o.Acts = append(o.Acts, a)
}

// Last is the act by which the order came to where it stands.
func (o Order) Last() OrderAct { return o.Acts[len(o.Acts)-1] }

// Name is how an order is called in a sentence.
func (o Order) Name() string { return fmt.Sprintf("第%d号督办单", o.N) }

// Concerns reports that the department leads or supports.
func (o Order) Concerns(department string) bool {
	return o.Department == department || slices.Contains(o.Supports, department)
}

// OrderRefusal says why an act may not follow: what is wrong with the request, or (Over) that the order is past it.
type OrderRefusal struct {
	Sentence string
	Field    string
	Over     bool
}

// LeastAnswer is how many characters an answer has at least.
const LeastAnswer = 6

// May says whether an act may follow where the order stands, nil for yes.
func (o Order) May(a OrderAct) *OrderRefusal {
	if o.State == OrderClosed {
		l := o.Last()
		return &OrderRefusal{Over: true, Sentence: fmt.Sprintf("%s已由%s于%s销号，不能再%s。", o.Name(), l.By, l.At.In(China).Format("2006-01-02 15:04"), a.Kind.Chinese())}
	}
	switch a.Kind {
	case ActOpen:
		return &OrderRefusal{Over: true, Sentence: o.Name() + "已经交办。"}
	case ActAnswer:
		return o.mayAnswer(a)
	case ActClose, ActReturn:
		if o.State != OrderAnswered {
			return &OrderRefusal{Sentence: fmt.Sprintf("%s还没有待核实的反馈（%s），不能%s。", o.Name(), o.State.Chinese(), a.Kind.Chinese())}
		}
		if a.Kind == ActReturn && len([]rune(a.Text)) == 0 {
			return &OrderRefusal{Sentence: "退回要写明理由。", Field: "reason"}
		}
	case ActExtend:
		return o.mayExtend(a)
	}
	return nil
}

func (o Order) mayAnswer(a OrderAct) *OrderRefusal {
	const least = "%s至少写%d个字，把话说清楚。"
	if len([]rune(a.Measure)) < LeastAnswer {
		return &OrderRefusal{Sentence: fmt.Sprintf(least, "整改措施", LeastAnswer), Field: "measure"}
	}
	if n := len([]rune(a.Cause)); n < LeastAnswer && (n > 0 || !o.Basis.Typed()) { // what a leader asked for has no cause to be named
		return &OrderRefusal{Sentence: fmt.Sprintf(least, "原因", LeastAnswer), Field: "cause"}
	}
	return nil
}

func (o Order) mayExtend(a OrderAct) *OrderRefusal {
	switch {
	case o.State == OrderAnswered:
		return &OrderRefusal{Sentence: o.Name() + "已有反馈、等待核实，不需要延期：请销号或退回。"}
	case len([]rune(a.Text)) == 0:
		return &OrderRefusal{Sentence: "延期要写明理由。", Field: "reason"}
	case a.Due <= o.Due:
		return &OrderRefusal{Sentence: fmt.Sprintf("延期要延到原定的 %s 以后。", o.Due), Field: "due"}
	}
	return nil
}
