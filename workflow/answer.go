package workflow

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/meaning"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// Answer is an answer to one question of a plan. Version is that of the question as the person saw it; nil takes the one
// that stands.
type Answer struct {
	N       int
	Answer  string // one of the question's choices, or its Chinese
	Version *int
}

// Answer answers questions of a plan, all or none of them. What no choice says and nobody can read is refused.
func (d *Workflow) Answer(ctx context.Context, by models.Actor, plan, reason string, answers ...Answer) ([]breakdown.PlanQuestion, error) {
	all, err := d.Questions(ctx, plan)
	if err != nil {
		return nil, err
	}
	given := make([]breakdown.QuestionAnswer, 0, len(answers))
	for _, a := range answers {
		at := slices.IndexFunc(all, func(q breakdown.PlanQuestion) bool { return q.N == a.N })
		if at < 0 {
			return nil, &models.Error{Code: models.NotFound, Message: fmt.Sprintf("计划“%s”没有第%d个问题。", plan, a.N)}
		}
		text, paths, err := pathAnswer(ctx, d, plan, all[at], a.Answer)
		if err == nil && len(paths) == 0 {
			text, err = answerTo(ctx, d, plan, all[at].Question, a.Answer)
		}
		if err != nil {
			return nil, err
		}
		version := all[at].Version
		if a.Version != nil {
			version = *a.Version
		}
		given = append(given, breakdown.QuestionAnswer{N: a.N, Answer: text, Version: version, Also: paths})
	}
	if err := d.Store.Questions.Answer(ctx, by, plan, reason, given...); err != nil {
		return nil, err
	}
	if all, err = d.Questions(ctx, plan); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(q breakdown.PlanQuestion) bool {
		return !slices.ContainsFunc(answers, func(a Answer) bool { return a.N == q.N })
	}), nil
}

// AnswerAllProposed answers every open question that proposes an answer with that.
func (d *Workflow) AnswerAllProposed(ctx context.Context, by models.Actor, plan, reason string) ([]breakdown.PlanQuestion, error) {
	open, err := d.OpenQuestions(ctx, plan)
	if err != nil {
		return nil, err
	}
	var answers []Answer
	for _, q := range open {
		if q.Proposed != "" {
			answers = append(answers, Answer{q.N, q.Proposed, &q.Version})
		}
	}
	if len(answers) == 0 {
		return nil, nil
	}
	return d.Answer(ctx, by, plan, reason, answers...)
}

var aYear = regexp.MustCompile(`^(?:19|20)\d\d$`)

// answerTo brings an answer to the form that is kept.
func answerTo(ctx context.Context, d *Workflow, plan string, q tally.Question, text string) (string, error) {
	text = strings.TrimSpace(text)
	for _, c := range q.Choices {
		if text == c || text == tally.AnswerWord(q.Code, c) {
			return c, nil
		}
	}
	switch q.Code {
	case tally.AskYear, tally.AskHorizon:
		if year := strings.TrimSuffix(d.Words.Fold(text), "年"); aYear.MatchString(year) {
			return year, nil
		}
		return "", notAnAnswer(q, text, "应为年份，如 2018")
	case tally.AskDepartment:
		if name, err := d.Store.Departments.Resolve(ctx, text); err == nil {
			return name, nil
		}
		if text != "" {
			return text, nil
		}
	case tally.AskNumber:
		return text, readsAsTarget(d.Words, q, text)
	case tally.AskUnit:
		if _, known := d.Words.Unit(text); known {
			return text, nil
		}
		return "", notAnAnswer(q, text, "应为计量单位")
	case tally.AskParent:
		if ind, err := d.Indicator(ctx, plan, text); err == nil && ind.Name != q.Indicator {
			return ind.Name, nil
		}
		return "", notAnAnswer(q, text, "应为计划里另一个指标的名称；不属于哪个指标写 none")
	}
	return "", notAnAnswer(q, text, "应为 "+strings.Join(q.Choices, "、")+" 之一")
}

func notAnAnswer(q tally.Question, text, expected string) error {
	which := "第" + fmt.Sprint(q.N) + "个问题"
	if q.N == 0 {
		which = "“" + q.Indicator + "”"
	}
	return invalid("answer", "%s答的是“%s”，%s。", which, text, expected)
}

// readsAsTarget refuses words for a target that hold no number or cannot be read.
func readsAsTarget(w *meaning.Words, q tally.Question, text string) error {
	t, p := w.TargetOf(text, phrase.Hint{Name: q.Indicator, Unit: q.Unit})
	if p.Readable && measured(t) {
		return nil
	}
	return notAnAnswer(q, text, "没有读成数字："+cmp.Or(t.Why, "看不出目标数"))
}
