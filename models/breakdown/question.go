package breakdown

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// questionRow is one question of a plan, or one thing that a person said of it by hand.
type questionRow struct {
	PlanKey      string `gorm:"primaryKey"`
	N            int    `gorm:"primaryKey;autoIncrement:false"`
	Identity     string // see questionIdentity
	Code         tally.QuestionCode
	Indicators   string // JSON, see covered
	Body         string // JSON of the tally.Question
	Asked        bool   // the newest workbook asks it
	ByHand       bool
	Answer       string // "" while it is open
	Reason       string
	Version      int // moved by every answer
	PlanRevision int
	MadeAt       db.Timestamp
	AnsweredBy   string
	AnsweredAt   db.Timestamp
}

// TableName implements GORM's Tabler.
func (questionRow) TableName() string { return "plan_questions" }

// covered is an indicator that a question is about, and what its row printed when it was asked (see printOf).
type covered struct {
	ID    string `json:"id"`
	Print string `json:"print"`
}

func (r questionRow) covers() (all []covered, err error) {
	if err = db.ReadJSON([]byte(r.Indicators), &all); err != nil {
		err = fmt.Errorf("stored question %d of plan %s: %w", r.N, r.PlanKey, err)
	}
	return all, err
}

func (r questionRow) question() (PlanQuestion, error) {
	q := PlanQuestion{ByHand: r.ByHand, Answer: r.Answer, Reason: r.Reason, By: r.AnsweredBy, At: r.AnsweredAt, Version: r.Version, Plan: r.PlanKey}
	if err := db.ReadJSON([]byte(r.Body), &q.Question); err != nil {
		return q, fmt.Errorf("stored question %d of plan %s: %w", r.N, r.PlanKey, err)
	}
	q.N = r.N
	of, err := r.covers()
	for _, c := range of {
		q.Indicators = append(q.Indicators, c.ID)
	}
	return q, err
}

// PlanQuestion is a question of a plan as it is kept, with its answer; Answer is "" while it is open.
type PlanQuestion struct {
	tally.Question
	Plan       string       `json:"-"`
	Indicators []string     `json:"indicators"`        // their ids
	ByHand     bool         `json:"by_hand,omitempty"` // nobody asked; a person said it
	Answer     string       `json:"answer,omitempty"`
	Reason     string       `json:"reason,omitempty"`
	By         string       `json:"by,omitempty"`
	At         db.Timestamp `json:"at,omitzero"`
	Version    int          `json:"version"` // for Answer
}

// Questions are what plans do not settle, and what was said of it.
type Questions struct{ db *db.DB }

// List gives the questions of a plan that are open and those that were answered, by number.
func (s Questions) List(ctx context.Context, plan string) ([]PlanQuestion, error) {
	conn := s.db.Reading(ctx)
	if _, err := takePlan(conn, plan); err != nil {
		return nil, err
	}
	return questionsOf(conn.Where("plan_key = ?", plan))
}

// Elsewhere gives what was answered in all other plans, the newest answer first.
func (s Questions) Elsewhere(ctx context.Context, plan string) ([]PlanQuestion, error) {
	return questionsOf(s.db.Reading(ctx).Where("plan_key <> ? AND answer <> ''", plan).Order("answered_at DESC"))
}

// questionsOf gives those that are asked or answered.
func questionsOf(conn *gorm.DB) ([]PlanQuestion, error) {
	out := []PlanQuestion{}
	err := db.ScanAll(conn.Model(&questionRow{}).Where("asked = ? OR answer <> ''", true).Order("n").
		Select("plan_key, n, indicators, body, by_hand, answer, reason, version, answered_by, answered_at"), func(scan func(...any) error) error {
		var r questionRow
		if err := scan(&r.PlanKey, &r.N, &r.Indicators, &r.Body, &r.ByHand, &r.Answer, &r.Reason, &r.Version, &r.AnsweredBy, &r.AnsweredAt); err != nil {
			return err
		}
		q, err := r.question()
		out = append(out, q)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("questions: %w", err)
	}
	return out, nil
}

// QuestionAnswer is what a person says. Version is that of the question which they saw: where somebody answered it
// since, it is a Conflict and nothing is overwritten.
type QuestionAnswer struct {
	N       int
	Answer  string
	Version int
	Also    map[string]Said // what the same act says of indicators, by ID: the path to a later year's target
}

// maxAnswer is how long an answer and its reason may be, in characters.
const maxAnswer = 500

// Answer keeps answers, all or none of them. Each may be given anew later.
func (s Questions) Answer(ctx context.Context, by db.Actor, plan, reason string, answers ...QuestionAnswer) error {
	if err := checkAnswer(reason, answers); err != nil {
		return err
	}
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		for _, a := range answers {
			row, err := takeQuestion(tx, plan, a.N)
			if err == nil {
				err = row.answer(tx, by, a, reason)
			}
			if err == nil {
				err = also(tx, by, plan, reason, a.Also)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// also keeps what an answer says of indicators besides, in the order of their IDs.
func also(tx *db.Txn, by db.Actor, plan, reason string, said map[string]Said) error {
	for _, id := range slices.Sorted(maps.Keys(said)) {
		ind, err := printedIndicator(tx, plan, id)
		if err == nil {
			err = sayOne(tx, by, plan, ind, reason, said[id])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func checkAnswer(reason string, answers []QuestionAnswer) error {
	if strings.TrimSpace(reason) == "" {
		return db.Refuse(db.Invalid, "确认读法要写明理由。").At("reason")
	}
	for _, a := range answers {
		if strings.TrimSpace(a.Answer) == "" {
			return db.Refuse(db.Invalid, "没有写答复。").At("answer")
		}
		if len([]rune(a.Answer)) > maxAnswer || len([]rune(reason)) > maxAnswer {
			return db.Refuse(db.Invalid, "答复和理由各不能超过%d个字。", maxAnswer).At("answer")
		}
	}
	return nil
}

func takeQuestion(tx *db.Txn, plan string, n int) (questionRow, error) {
	var row questionRow
	if err := tx.Take(&row, "plan_key = ? AND n = ?", plan, n).Error; err != nil {
		return row, db.Absent(err, "计划“%s”没有第%d个问题。", plan, n)
	}
	return row, nil
}

// answer puts the answer where nobody answered since it was seen.
func (r questionRow) answer(tx *db.Txn, by db.Actor, a QuestionAnswer, reason string) error {
	ok, err := db.One(tx.Model(&questionRow{}).Where("plan_key = ? AND n = ? AND version = ?", r.PlanKey, r.N, a.Version).
		Updates(map[string]any{"answer": a.Answer, "reason": reason, "version": a.Version + 1, "answered_by": by.Label(), "answered_at": tx.At}))
	if err != nil {
		return err
	}
	if !ok {
		said := "还没有答复"
		if r.Answer != "" {
			said = "已由" + r.AnsweredBy + "答为“" + tally.AnswerWord(r.Code, r.Answer) + "”"
		}
		return db.ConflictOf(a.Version, r.Version, "第%d个问题在您看过以后有变化：%s。请刷新后再答。", r.N, said)
	}
	of, err := r.covers()
	if err != nil {
		return err
	}
	tx.Audit(db.AuditEntry{Action: "question.answer", Plan: r.PlanKey, Object: fmt.Sprint(r.N), Detail: map[string]any{"code": r.Code,
		"before": r.Answer, "answer": a.Answer, "reason": reason, "indicators": of}})
	return r.joins(tx, by, a.Answer)
}

// joins lets those whom an answer names report in the plan.
func (r questionRow) joins(tx *db.Txn, by db.Actor, answer string) error {
	switch r.Code {
	case tally.AskDepartment:
		return ensureDepartments(tx, by, r.PlanKey, []string{answer}, true)
	case tally.AskLead:
		return ensureDepartments(tx, by, r.PlanKey, usable(namesIn(answer)), true)
	case tally.AskSupport:
		return ensureDepartments(tx, by, r.PlanKey, usable(namesIn(answer)), false)
	}
	return nil
}

// namesIn are the departments of an answer that names several.
func namesIn(answer string) []string {
	if answer == tally.AnswerNone {
		return nil
	}
	return tally.SplitDepartments(answer)
}

// Said is what a person says of one indicator without being asked.
type Said struct {
	Code    tally.QuestionCode
	Answer  string
	Printed string // what the answer goes before
	Why     string // how it came about, where that is more than a person's word
}

// byHand is why something holds that nobody asked.
const byHand = "由人直接设定"

// Say keeps what a person says of an indicator by hand. Where that was asked of this indicator, it is the answer; what
// one answer settled for many rows stays as it is for the others.
func (s Questions) Say(ctx context.Context, by db.Actor, of Saying, said ...Said) error {
	answers := make([]QuestionAnswer, len(said))
	for i := range said {
		answers[i].Answer = said[i].Answer
	}
	if err := checkAnswer(of.Reason, answers); err != nil {
		return err
	}
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		ind, err := printedIndicator(tx, of.Plan, of.Indicator)
		if err == nil {
			err = unchangedAnswers(tx, of.Plan, of.Indicator, of.Seen)
		}
		if err != nil {
			return err
		}
		for _, one := range said {
			if err := sayOne(tx, by, of.Plan, ind, of.Reason, one); err != nil {
				return err
			}
		}
		return nil
	})
}

func sayOne(tx *db.Txn, by db.Actor, plan string, ind tally.Indicator, reason string, said Said) error {
	var rows []questionRow
	if err := tx.Where("plan_key = ? AND code = ? AND (asked = ? OR answer <> '')", plan, said.Code, true).Order("n").Find(&rows).Error; err != nil {
		return err
	}
	for _, row := range rows {
		of, err := row.covers()
		if err != nil {
			return err
		}
		at := slices.IndexFunc(of, func(c covered) bool { return c.ID == ind.ID })
		switch {
		case at < 0:
		case len(of) == 1:
			if err := row.because(tx, said.Why); err != nil {
				return err
			}
			return row.answer(tx, by, QuestionAnswer{N: row.N, Answer: said.Answer, Version: row.Version}, reason)
		default:
			if err := row.cover(tx, slices.Delete(of, at, at+1)); err != nil {
				return err
			}
		}
	}
	q := tally.Question{Sheet: ind.Sheet, Cell: ind.NameCell, Indicator: ind.Name, Row: ind.Row, Code: said.Code, Printed: said.Printed, Why: cmp.Or(said.Why, byHand)}
	row, err := newQuestion(tx, plan, q, []covered{{ind.ID, printOf(said.Code, ind)}}, "by hand")
	if err != nil {
		return err
	}
	var before []questionRow // the row came back to what it printed when it was said before
	if err := tx.Where("plan_key = ? AND identity = ?", plan, row.Identity).Find(&before).Error; err != nil {
		return err
	}
	if len(before) > 0 {
		if err := before[0].set(tx, map[string]any{"indicators": row.Indicators, "body": row.Body}); err != nil {
			return err
		}
		before[0].Indicators = row.Indicators
		return before[0].answer(tx, by, QuestionAnswer{N: before[0].N, Answer: said.Answer, Version: before[0].Version}, reason)
	}
	row.ByHand = true
	if err := tx.Create(&row).Error; err != nil {
		return db.OrAgain(err)
	}
	return row.answer(tx, by, QuestionAnswer{N: row.N, Answer: said.Answer}, reason)
}

// because keeps how the answer to what nobody asked came about.
func (r questionRow) because(tx *db.Txn, why string) error {
	q, err := r.question()
	if err != nil || !r.ByHand {
		return err
	}
	of, err := r.covers()
	if err != nil {
		return err
	}
	q.Why = cmp.Or(why, byHand)
	if err := r.fill(q.Question, of); err != nil {
		return err
	}
	return r.set(tx, map[string]any{"body": r.Body})
}

// printedIndicator is an indicator as the newest workbook prints it, whatever was said or revised since.
func printedIndicator(tx *db.Txn, plan, id string) (tally.Indicator, error) {
	var row indicatorRow
	if err := tx.Take(&row, "plan_key = ? AND id = ?", plan, id).Error; err != nil {
		return tally.Indicator{}, db.Absent(err, "计划里没有这个指标（%s）。", id)
	}
	ind, err := row.indicator()
	if err != nil {
		return ind, err
	}
	rows, err := newestTargets(tx.Where("plan_revision > 0 AND indicator_id = ?", id), plan)
	slices.SortStableFunc(rows, func(a, b targetRow) int { return a.Position - b.Position })
	for _, r := range rows {
		if r.Withdrawn {
			continue
		}
		t, bad := r.target()
		err = db.FirstError(err, bad)
		ind.Targets = append(ind.Targets, t)
	}
	return ind, err
}

// cover sets which indicators a question is about.
func (r questionRow) cover(tx *db.Txn, of []covered) error {
	text, err := json.Marshal(of)
	if err != nil {
		return fmt.Errorf("question %d: %w", r.N, err)
	}
	return tx.Model(&questionRow{}).Where("plan_key = ? AND n = ?", r.PlanKey, r.N).Update("indicators", string(text)).Error
}

// newQuestion makes the row of a question under the plan's next number.
func newQuestion(tx *db.Txn, plan string, q tally.Question, of []covered, more string) (questionRow, error) {
	var last int
	if err := tx.Model(&questionRow{}).Select("COALESCE(MAX(n), 0)").Where("plan_key = ?", plan).Scan(&last).Error; err != nil {
		return questionRow{}, err
	}
	row := questionRow{PlanKey: plan, N: last + 1, Code: q.Code, Identity: questionIdentity(q, of, more), MadeAt: tx.At}
	return row, row.fill(q, of)
}

func (r *questionRow) fill(q tally.Question, of []covered) error {
	q.N = r.N
	body, err := json.Marshal(q)
	text, bad := json.Marshal(of)
	if err := db.FirstError(err, bad); err != nil {
		return fmt.Errorf("question: %w", err)
	}
	r.Body, r.Indicators = string(body), string(text)
	return nil
}
