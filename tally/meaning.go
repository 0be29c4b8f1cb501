package tally

import "strings"

// Origin says what one part of a target's meaning rests on (DESIGN §9).
type Origin string

// The origins, from the strongest. A light never rests on what is assumed while a doubt stands.
const (
	Confirmed  Origin = "confirmed"  // a person's word
	Printed    Origin = "printed"    // it stands in the workbook
	Vocabulary Origin = "vocabulary" // the words of the field settle it
	Assumed    Origin = "assumed"    // the usual reading, which nobody said
)

// Origins are the origins of the parts of one target's meaning.
type Origins struct {
	Better  Origin `json:"better"`
	Measure Origin `json:"measure"`
	Unit    Origin `json:"unit"`
	Horizon Origin `json:"horizon"`
}

// QuestionCode says what a question is about.
type QuestionCode string

// The questions of DESIGN §9. Those of the first five are of a target's meaning, and its light waits for the answer
// where it depends on it; the others are of a plan's rows.
const (
	AskDirection QuestionCode = "direction" // higher or lower
	AskMeasure   QuestionCode = "measure"   // a flow of the year, what stands, or the figure of a whole year
	AskScale     QuestionCode = "scale"     // 0.085 in a row of per cents
	AskUnit      QuestionCode = "unit"      // a target's unit that does not convert to the row's
	AskHorizon   QuestionCode = "horizon"   // another year than the plan's, without a path

	AskNumber     QuestionCode = "number"     // a number of the phrase that no part of the reading accounts for
	AskDuplicate  QuestionCode = "duplicate"  // the same indicator twice
	AskDepartment QuestionCode = "department" // made of words that name none
	AskParent     QuestionCode = "parent"     // a 其中 that only position suggests
	AskYear       QuestionCode = "year"       // no year printed anywhere: one for the plan

	// Set by a person's hand alone, never asked.
	AskLead    QuestionCode = "lead"
	AskSupport QuestionCode = "support"
	AskPath    QuestionCode = "path" // to the target of a later year, see ParsePath
)

// The answers that are words of their own.
const (
	AnswerSame     = "same"     // to AskDuplicate: one indicator
	AnswerDistinct = "distinct" // to AskDuplicate: two
	AnswerNone     = "none"     // to AskParent, AskSupport: nobody
)

// Question is a part of a meaning, or of a plan's row, that the workbook does not settle. It is asked once, answered
// by the supervision office, and remembered.
type Question struct {
	N         int          `json:"n"` // within the plan, from 1
	Sheet     string       `json:"sheet"`
	Cell      string       `json:"cell"`
	Indicator string       `json:"indicator"` // its name; "" for a question of the whole plan
	Unit      string       `json:"unit,omitempty"`
	Row       int          `json:"row,omitempty"`
	Rows      []int        `json:"rows,omitempty"` // of the sheet, where one answer serves several
	Code      QuestionCode `json:"code"`
	Printed   string       `json:"printed"`  // what stands there
	Proposed  string       `json:"proposed"` // one of Choices, or the text that is proposed
	Why       string       `json:"why"`
	Choices   []string     `json:"choices"` // empty where anything may be written
}

// Recurrence is a target that is due again and again: 每月1次 is 1 a month.
type Recurrence struct {
	Each  string `json:"each"`            // day, week, ten_days (旬), half_month, month, quarter, half or year
	Every int    `json:"every,omitempty"` // of how many of them one is: 2 for 每两月; 0 for each
}

// IsZero reports a target that does not recur.
func (r Recurrence) IsZero() bool { return r.Each == "" }

// The answers to AskScale.
const (
	ScaleFraction = "fraction" // 0.085 is 8.5 %
	ScalePrinted  = "printed"  // 0.085 is 0.085 %
)

// The answers to AskHorizon that say beside the target's year how this year's number comes of it; the others are years.
const (
	PathEven     = "even"     // the same amount a year
	PathCompound = "compound" // the same rate a year
	ByDeadline   = "due"      // each row's number is for the year of its own deadline
)

// Sentence is the question as a person reads it.
func (q Question) Sentence() string {
	if q.Indicator == "" {
		return "待确认：" + q.Why + "。"
	}
	return "「" + q.Indicator + "」待确认：" + q.Why + "。"
}

// About names what the question is about: an indicator, several, or the whole plan.
func (q Question) About(say Say) string {
	switch {
	case q.Indicator != "":
		return q.Indicator
	case len(q.Rows) > 0:
		return say("%d 个指标", len(q.Rows))
	}
	return say("整个计划")
}

// Finding is the question as one of a reading's findings, at its cell. It blocks nothing.
func (q Question) Finding() Finding {
	f := NewFinding(MeaningAsked, q.Sheet, q.Cell, q.Sentence(), q.Choice())
	f.About = q.Indicator
	return f
}

// Choice says what may be answered and what is proposed.
func (q Question) Choice() string {
	var words []string
	for _, c := range q.Choices {
		words = append(words, AnswerWord(q.Code, c))
	}
	text := "请督查部门确认"
	if len(words) > 0 {
		text += "：" + strings.Join(words, "，还是") + "？"
	}
	if q.Proposed != "" {
		text += "建议：" + AnswerWord(q.Code, q.Proposed)
	}
	return text
}

// AnswerWord is the Chinese of an answer to a question; what has no word of its own is shown as it is.
func AnswerWord(code QuestionCode, answer string) string {
	switch code {
	case AskDirection:
		return map[string]string{string(Higher): "越高越好", string(Lower): "越低越好"}[answer]
	case AskMeasure:
		return map[string]string{string(Level): "全年累计完成数（按序时）", string(Count): "今年新增数（按序时）", string(Stock): "年底总数", string(Ratio): "全年数（与目标整体比）", string(Ceiling): "上限（越少越好）"}[answer]
	case AskScale:
		return map[string]string{ScaleFraction: "小数写的百分数（0.085 即 8.5%）", ScalePrinted: "就是写的那个百分数"}[answer]
	case AskUnit:
		return "按“" + answer + "”填报"
	case AskHorizon:
		switch {
		case answer == ByDeadline:
			return "到各自完成时限的数"
		case answer == PathEven:
			return "从基期逐年均匀折算"
		case answer == PathCompound:
			return "从基期按年均增长折算"
		case len(answer) == 4:
			return answer + "年的数"
		}
	case AskDuplicate:
		return map[string]string{AnswerSame: "同一个指标", AnswerDistinct: "两个不同的指标"}[answer]
	case AskYear:
		return answer + "年"
	case AskParent:
		if answer == AnswerNone {
			return "不是其中的一部分"
		}
		return "是“" + answer + "”的一部分"
	default: // answered in one's own words
	}
	return answer
}

// Of are the rows that the question is about.
func (q Question) Of() []int {
	if len(q.Rows) > 0 {
		return q.Rows
	}
	return []int{q.Row}
}
