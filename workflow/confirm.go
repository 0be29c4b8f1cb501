package workflow

import (
	"context"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
)

// Confirmation is what a person says of one indicator; what is "" is not spoken of.
type Confirmation struct {
	Plan      string `json:"-"`
	Indicator string `json:"-"`       // its name, alias or id
	Better    string `json:"better"`  // higher, lower
	Measure   string `json:"measure"` // see tally.Measure
	Unit      string `json:"unit"`
	Target    string `json:"target"`  // the target in other words, where the workbook's cannot be read
	Lead      string `json:"lead"`    // departments, several apart by 、
	Support   string `json:"support"` // none for nobody
	Parent    string `json:"parent"`  // another indicator's name, or none
	Horizon   string `json:"horizon"` // the year that the target is for
	Path      string `json:"path"`    // to a later year's target: even, compound or 2018=1200,2019=1400
	Base      string `json:"base"`    // the base year's figure, 2016=1000
	Same      bool   `json:"same"`    // of an indicator that stands twice: one
	Distinct  bool   `json:"distinct"`
	Reason    string `json:"reason"`
	Seen      *int   `json:"-"` // see breakdown.Saying
}

// Confirm keeps what a person says of an indicator, asked or not, and gives the indicator as it reads then.
func (d *Workflow) Confirm(ctx context.Context, by models.Actor, c Confirmation) (tally.Indicator, error) {
	ind, err := spokenOf(ctx, d, c)
	if err != nil {
		return ind, err
	}
	said, err := saidIn(ctx, d, c, ind)
	if err != nil {
		return ind, err
	}
	if len(said) == 0 {
		return ind, &models.Error{Code: models.Invalid, Message: "没有说明要确认什么：方向、类型、单位、目标、责任单位、上级指标或年份。"}
	}
	if err := d.Store.Questions.Say(ctx, by, breakdown.Saying{Plan: c.Plan, Indicator: ind.ID, Reason: c.Reason, Seen: c.Seen}, said...); err != nil {
		return ind, err
	}
	if c.Same {
		return ind, nil
	}
	return d.Indicator(ctx, c.Plan, ind.ID)
}

// spokenOf finds the indicator that is spoken of; of one that stands twice, that of which it is asked.
func spokenOf(ctx context.Context, d *Workflow, c Confirmation) (tally.Indicator, error) {
	if c.Same || c.Distinct {
		all, err := d.Questions(ctx, c.Plan)
		if err != nil {
			return tally.Indicator{}, err
		}
		var ids []string
		for _, q := range all {
			if q.Code == tally.AskDuplicate && (d.Words.Key(q.Indicator) == d.Words.Key(c.Indicator) || slices.Contains(q.Indicators, c.Indicator)) {
				ids = append(ids, q.Indicators...)
			}
		}
		if len(ids) == 1 {
			return d.Store.Indicators.Get(ctx, c.Plan, ids[0])
		}
		return tally.Indicator{}, &models.Error{Code: models.Invalid, Message: "没有一个问题问的是“" + c.Indicator + "”是否同一个指标；请用 --question 写问题的编号。"}
	}
	return d.Indicator(ctx, c.Plan, c.Indicator)
}

// saidIn are the parts that a person speaks of, each in the form that is kept.
func saidIn(ctx context.Context, d *Workflow, c Confirmation, ind tally.Indicator) ([]breakdown.Said, error) {
	q := tally.Question{Indicator: ind.Name, Unit: ind.Unit}
	var all []breakdown.Said
	add := func(code tally.QuestionCode, answer, printed string, choices ...string) error {
		if answer = strings.TrimSpace(answer); answer == "" {
			return nil
		}
		q.Code, q.Choices = code, choices
		kept, err := answerTo(ctx, d, c.Plan, q, answer)
		all = append(all, breakdown.Said{Code: code, Answer: kept, Printed: printed})
		return err
	}
	printed := ""
	if len(ind.Targets) > 0 {
		printed = ind.Targets[0].Text
	}
	if c.Target != "" && !slices.ContainsFunc(ind.Targets, func(t tally.Target) bool { return t.Why != "" }) && ind.Confirmed[tally.AskNumber] == "" {
		return nil, &models.Error{Code: models.Invalid, Field: "target", Message: "“" + ind.Name + "”的目标“" + printed + "”读成了数字；改目标值请用 plan revise，写明从哪个月起。"}
	}
	duplicate := map[bool]string{c.Same: tally.AnswerSame, c.Distinct: tally.AnswerDistinct}[true]
	for _, err := range []error{
		add(tally.AskDirection, c.Better, printed, string(tally.Higher), string(tally.Lower)),
		add(tally.AskMeasure, c.Measure, printed, measuresByHand()...),
		add(tally.AskUnit, c.Unit, ind.Unit),
		add(tally.AskNumber, c.Target, printed),
		add(tally.AskParent, c.Parent, ind.Parent, tally.AnswerNone),
		add(tally.AskHorizon, c.Horizon, printed),
		add(tally.AskDuplicate, duplicate, ind.Name, tally.AnswerSame, tally.AnswerDistinct),
	} {
		if err != nil {
			return nil, err
		}
	}
	for code, names := range map[tally.QuestionCode]string{tally.AskLead: c.Lead, tally.AskSupport: c.Support} {
		if names = strings.TrimSpace(names); names != "" {
			all = append(all, breakdown.Said{Code: code, Answer: names, Printed: strings.Join(map[tally.QuestionCode][]string{tally.AskLead: ind.Lead, tally.AskSupport: ind.Support}[code], "、")})
		}
	}
	if c.Path != "" {
		path, err := pathOf(d, c, ind)
		if err != nil {
			return nil, err
		}
		all = append(all, path...)
	}
	slices.SortFunc(all, func(a, b breakdown.Said) int { return strings.Compare(string(a.Code), string(b.Code)) })
	return all, nil
}

// measuresByHand are the kinds that a person may say an indicator is of.
func measuresByHand() []string {
	return []string{string(tally.Level), string(tally.Count), string(tally.Stock), string(tally.Growth), string(tally.Share), string(tally.Ratio),
		string(tally.Rank), string(tally.Delta), string(tally.Ceiling), string(tally.Milestone), string(tally.Text)}
}

// Nothing reports a form that was sent as it stood.
func (c Confirmation) Nothing() bool {
	c.Plan, c.Indicator, c.Reason, c.Seen = "", "", "", nil
	return c == Confirmation{}
}
