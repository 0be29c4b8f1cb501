package models

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/tallysheet/tallysheet/internal/parallel"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/models/evidence"
	"github.com/tallysheet/tallysheet/models/order"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"gorm.io/gorm"
)

// consolidation is the job of a plan's editions; the revision of its run is the number of the edition.
const consolidation = "consolidate/"

// MonthJob is the job of a plan's months, whose key follows: its runs see to it that each month gets its edition.
const MonthJob = "month/"

// ConsolidationJob is the job that makes a plan's editions, whose key follows.
const ConsolidationJob = consolidation

// OfEdition gives the plan and the period of a run that makes an edition.
func OfEdition(run Run) (plan string, period tally.Round, err error) {
	period, err = tally.ParseRound(run.Period)
	if err != nil || len(run.Job) <= len(consolidation) {
		return "", period, db.Refuse(Invalid, "任务“%s”不是汇总任务。", run.Job)
	}
	return run.Job[len(consolidation):], period, nil
}

// FrozenSubmission is a version that an edition was made from.
type FrozenSubmission struct {
	ID         string      `json:"-"`
	Department string      `json:"department"`
	Period     tally.Round `json:"period"`
	Version    int         `json:"version"`
	SHA256     string      `json:"sha256"`
	Outcome    string      `json:"outcome"` // digest of the figures and findings read from it
}

// Inputs are what an edition is made from: fixed once for its number, whatever is filed or set afterwards.
type Inputs struct {
	Plan        tally.Plan            `json:"plan"`           // with the targets in force for Period
	Past        []tally.PastIndicator `json:"past,omitempty"` // those whose targets were others in earlier rounds of the year
	Period      tally.Round           `json:"period"`
	Number      int                   `json:"number"` // of the edition
	CutOff      Timestamp             `json:"cut_off"`
	Digest      string                `json:"digest"`         // SHA-256; the same inputs give the same, in another database too
	Audit       tally.Anchor          `json:"audit,omitzero"` // where the audit chain ended when they were fixed
	Settings    breakdown.Settings    `json:"settings"`
	Submissions []FrozenSubmission    `json:"submissions"`        // in force: see submissionsInForce
	Remarks     []tally.Remark        `json:"remarks"`            // of Period
	Notes       []tally.Note          `json:"notes"`              // of Period
	Reports     []tally.Report        `json:"reports"`            // of Period; Missing is left to the consolidation
	Comments    []tally.Comment       `json:"comments,omitempty"` // of Period
	Unlocks     []tally.Unlock        `json:"unlocks,omitempty"`  // of Period
	Orders      []tally.Order         `json:"orders,omitempty"`   // of the plan, as they stand: those opened from editions up to Period
	Filed       []tally.FiledFigures  `json:"-"`                  // of Submissions
}

// Figures are those of the inputs, one for each department, indicator, month and span.
func (in *Inputs) Figures() []tally.Figure { return figuresAmong(in.Filed) }

// FiguresBy are those of one department.
func (in *Inputs) FiguresBy(department string) []tally.Figure {
	var own []tally.FiledFigures
	for _, f := range in.Filed {
		if f.Department == department {
			own = append(own, f)
		}
	}
	return figuresAmong(own)
}

func figuresAmong(all []tally.FiledFigures) []tally.Figure {
	filed := make([]filedFigures, len(all))
	for i := range all {
		f := &all[i]
		filed[i] = filedFigures{&Submission{Department: f.Department, Period: f.Period}, make([]tally.Figure, f.Figures.Len())}
		for k := range filed[i].figures {
			filed[i].figures[k] = f.Figure(k)
		}
	}
	return onePerMonth(filed)
}

// Claim claims the making of an edition of a plan and period: of the next for number 0. The number is
// Run.Revision. It is a Conflict while another process is at it, and where that number is published.
func (s Editions) Claim(ctx context.Context, plan string, period tally.Round, number int, o ClaimOptions) (Run, error) {
	if err := breakdown.RequirePlan(s.db.Reading(ctx), plan); err != nil {
		return Run{}, err
	}
	key := RunKey{Job: consolidation + plan, Period: period.String(), Revision: 1}
	var last []editionRow
	err := s.db.Writing(ctx).Where("plan_key = ? AND period = ?", plan, period).Order("number DESC").Limit(1).Find(&last).Error
	if err != nil {
		return Run{}, fmt.Errorf("editions: %w", err)
	}
	if len(last) > 0 {
		key.Revision = last[0].Number + 1
	}
	if number > 0 {
		key.Revision = number
	}
	if _, err := s.db.Claims().Materialise(ctx, key); err != nil {
		return Run{}, fmt.Errorf("claim edition: %w", err)
	}
	run, ok, err := s.db.Claims().Claim(ctx, key, o)
	if err != nil {
		return Run{}, err
	}
	if !ok {
		return run, db.Refuse(Conflict, "%s第%d版%s。", period.Chinese(), key.Revision, whyNot(run))
	}
	return run, nil
}

// whyNot says in Chinese why a run cannot be claimed now.
func whyNot(r Run) string {
	switch r.State {
	case RunFailed:
		return fmt.Sprintf("上次汇总没有成功（%s），将在%s自动再试，也可以由人工立即重做", r.LastError, printed(r.RetryAt.Time))
	case RunParked:
		return fmt.Sprintf("已连续%d次汇总失败（%s），停下等人工处理", r.Failures, r.LastError)
	case RunDone:
		return "刚由另一个进程出版，请刷新"
	case RunPending, RunRunning:
	}
	return fmt.Sprintf("正在由另一个进程汇总，请稍候；它若中断，%s以后可以重做", printed(r.LeaseUntil.Time))
}

// Freeze is the fixing of an edition's inputs, which goes on beside the making of the edition.
type Freeze struct {
	Inputs Inputs // Digest comes with Wait
	side   parallel.Group
	digest string
}

// Wait waits until the inputs are fixed and gives them. What is made from them must not be published before.
func (f *Freeze) Wait() (Inputs, error) {
	err := f.side.Wait()
	f.Inputs.Digest = f.digest
	return f.Inputs, err
}

// Freeze fixes the inputs of a claimed edition, or gives those that an earlier claimant of the same number
// fixed. due is when reports were due, zero where there is no such time.
func (s Editions) Freeze(ctx context.Context, run Run, due time.Time) (*Freeze, error) {
	plan, period, err := OfEdition(run)
	if err != nil {
		return nil, err
	}
	now, err := s.db.Claims().Get(ctx, run.RunKey)
	if err != nil {
		return nil, err
	}
	f := &Freeze{}
	if now.InputsID != "" {
		if f.Inputs, err = s.frozen(ctx, now); err != nil {
			return nil, err
		}
		f.digest = f.Inputs.Digest
		f.Inputs.Filed, err = s.filedIn(ctx, f.Inputs.Submissions)
		return f, err
	}
	in, err := s.collect(ctx, plan, period, due)
	if err != nil {
		return nil, err
	}
	in.Number = run.Revision
	if in.Audit, err = s.db.Sign(in.Audit); err != nil {
		return nil, err
	}
	f.Inputs = in
	f.side.Go(func() (err error) {
		f.digest, err = s.fix(ctx, run, in)
		return err
	})
	if f.Inputs.Filed, err = s.filedIn(ctx, in.Submissions); err != nil {
		return nil, errors.Join(err, f.side.Wait())
	}
	return f, nil
}

// filedIn gives what was filed with the submissions that an edition is made from, by department and period. The figures are not stored
// with its inputs again: those of a submission never change.
func (s Editions) filedIn(ctx context.Context, from []FrozenSubmission) ([]tally.FiledFigures, error) {
	ids := make([]string, 0, len(from))
	for _, f := range from {
		ids = append(ids, f.ID)
	}
	parts := slices.Collect(slices.Chunk(ids, figuresAtOnce))
	filed := make([][]tally.FiledFigures, len(parts))
	var side parallel.Group
	side.SetLimit(readersAtOnce)
	for i, part := range parts {
		side.Go(func() (err error) {
			filed[i], err = filedBy(s.db.Reading(ctx), part)
			return err
		})
	}
	if err := side.Wait(); err != nil {
		return nil, err
	}
	all := slices.Concat(filed...)
	slices.SortFunc(all, func(a, b tally.FiledFigures) int {
		return cmp.Or(cmp.Compare(a.Department, b.Department), a.Period.Compare(b.Period))
	})
	return all, nil
}

// Submissions whose figures are read by one question, and how many questions are asked side by side: the others' pages
// need connections too.
const (
	figuresAtOnce = 50
	readersAtOnce = 3
)

// CurrentInputs gives what an edition made now would be made from; nothing is claimed or fixed. due is as for
// Freeze.
func (s Editions) CurrentInputs(ctx context.Context, plan string, period tally.Round, due time.Time) (Inputs, error) {
	in, err := s.collect(ctx, plan, period, due)
	if err != nil {
		return in, err
	}
	if in.Filed, err = s.filedIn(ctx, in.Submissions); err != nil {
		return in, err
	}
	in.Digest, err = in.writeTo(io.Discard)
	return in, err
}

// collect reads everything but the figures in one snapshot, so that the parts fit together.
func (s Editions) collect(ctx context.Context, plan string, period tally.Round, due time.Time) (Inputs, error) {
	in := Inputs{Period: period, CutOff: s.db.Now()}
	var side parallel.Group
	var files []evidence.File
	err := s.db.Snapshot(ctx, func(conn *gorm.DB) error {
		history, err := s.plans.History(conn, plan)
		if err != nil {
			return err
		}
		side.Go(func() error { // thousands of rows, for which the database is not needed
			in.Plan, in.Past = withoutVersions(history.At(period)), history.Before(period)
			return nil
		})
		if files, err = evidenceIn(conn, plan, period); err != nil {
			return err
		}
		return in.read(conn, s.remarks, history, due)
	})
	if err := errors.Join(err, side.Wait()); err != nil {
		return Inputs{}, fmt.Errorf("inputs of %s %s: %w", plan, period, err)
	}
	in.Remarks = withEvidence(in.Remarks, files, in.Plan, period)
	asInPlan(in.Remarks, in.Plan)
	return in, nil
}

// withoutVersions leaves out how often something was set, which changes no figure; a plan is shared, and copied where that stands in it.
func withoutVersions(plan tally.Plan) tally.Plan {
	own := false
	for i := range plan.Indicators {
		if plan.Indicators[i].SettingsVersion == 0 {
			continue
		}
		if !own {
			plan.Indicators, own = slices.Clone(plan.Indicators), true
		}
		plan.Indicators[i].SettingsVersion = 0
	}
	return plan
}

// read reads what stands in the database but the plan and the figures.
func (in *Inputs) read(conn *gorm.DB, kept *rowCache[tally.Remark], history *breakdown.PlanHistory, due time.Time) (err error) {
	plan := history.Key
	if in.Audit, err = db.AnchorIn(conn); err != nil {
		return err
	}
	if in.Settings, err = breakdown.SettingsOf(conn, plan); err != nil {
		return err
	}
	cal, err := calendar.Of(in.Settings.Calendar)
	if err != nil {
		return err
	}
	madeOf := cal.MadeOf(in.Period.Kind())
	if in.Submissions, err = submissionsInForce(conn, plan, in.Period, madeOf); err != nil {
		return err
	}
	if in.Remarks, err = remarksOf(conn, kept, in.Submissions, in.Period); err != nil {
		return err
	}
	for _, kind := range madeOf {
		remarks, err := remarksOf(conn, kept, in.Submissions, in.Period.Closing(kind))
		if err != nil {
			return err
		}
		in.Remarks = append(in.Remarks, remarks...)
	}
	if in.Comments, err = commentsOf(conn, plan, in.Period); err != nil {
		return err
	}
	if in.Notes, err = notesOf(conn, plan, in.Period); err != nil {
		return err
	}
	if in.Unlocks, err = unlocksOf(conn, plan, in.Period); err != nil {
		return err
	}
	board, err := boardOf(conn, plan, in.Period, due, in.CutOff.Time, func() (asked, error) { return askedIn(history, in.Settings, in.Period) })
	for _, b := range board {
		in.Reports = append(in.Reports, b.report(due))
	}
	if err != nil {
		return err
	}
	in.Orders, err = ordersOf(conn, plan, in.Period)
	return err
}

// ordersOf are the orders that an edition of a plan and period tells of.
func ordersOf(conn *gorm.DB, plan string, period tally.Round) ([]tally.Order, error) {
	all, err := order.Listed(conn, order.Filter{Plan: plan})
	all = tally.OrdersOf(all, period.Year())
	return slices.DeleteFunc(all, func(o tally.Order) bool { return o.Origin.Period.Compare(period) > 0 }), err
}

// report is how an edition tells of a department. A draft is its department's own business: what was filed before
// it stands.
func (b BoardRow) report(due time.Time) tally.Report {
	r := tally.Report{Department: b.Department, State: b.State, Late: b.Late, Due: due, FiledAt: b.FirstFiledAt, Version: b.Version}
	if b.State == tally.ReportDraft {
		r.State, r.Version = tally.ReportMissing, b.InForce
		if b.InForce > 0 {
			r.State = tally.ReportAccepted
		}
	}
	return r
}

// submissionsInForce are those that an edition of a round is made from: for rounds of its kind from the year before on, and of the kinds
// that it is made of.
func submissionsInForce(conn *gorm.DB, plan string, period tally.Round, madeOf []tally.RoundKind) ([]FrozenSubmission, error) {
	var out []FrozenSubmission
	for _, kind := range append([]tally.RoundKind{period.Kind()}, madeOf...) {
		from := tally.RoundOn(kind, tally.YearOf(period.Year()-1).Begin())
		q := db.InRounds(conn.Table("submissions").Where("plan_key = ? AND in_force = ?", plan, true), "period", from, period.Closing(kind)).
			Order("period, department").Select("id, department, period, version, sha256, outcome")
		err := db.ScanAll(q, func(scan func(...any) error) error { // thousands in a year, without GORM's reflection
			var f FrozenSubmission
			err := scan(&f.ID, &f.Department, &f.Period, &f.Version, &f.SHA256, &f.Outcome)
			out = append(out, f)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return slices.Clip(append([]FrozenSubmission{}, out...)), nil
}
