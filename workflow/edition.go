package workflow

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/internal/collector"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/consolidate"
	"github.com/tallysheet/tallysheet/tally/deviation"
)

// Consolidate is Issue with the workbook.
func (d *Workflow) Consolidate(ctx context.Context, by models.Actor, plan string, period tally.Round) (tally.Edition, []byte, error) {
	ed, err := Issue(ctx, d, by, plan, period)
	if err != nil {
		return ed, nil, err
	}
	_, workbook, err := d.Store.Editions.Workbook(ctx, plan, period, ed.Number)
	return ed, workbook, err
}

// Issue issues the next edition of a plan and period: claim, freeze the inputs, compute, write, publish in one
// transaction. Where nothing has changed since the last edition, that edition is the answer.
func Issue(ctx context.Context, d *Workflow, by models.Actor, plan string, period tally.Round) (tally.Edition, error) {
	due, err := dueOf(ctx, d, plan, period)
	if err != nil {
		return tally.Edition{}, err
	}
	last, same, err := d.standing(ctx, plan, period, due)
	if err != nil {
		return tally.Edition{}, err
	}
	if same {
		_, ed, err := d.Store.Editions.Get(ctx, plan, period, last.Number)
		return ed, err
	}
	number := 1
	if last != nil {
		number = last.Number + 1
	}
	// The number is that of what was looked at: who was slower than another must not make one more edition of the same.
	run, err := d.Store.Editions.Claim(ctx, plan, period, number, models.ClaimOptions{ByHand: by.ID != models.System().ID})
	if err != nil {
		return tally.Edition{}, err
	}
	if run.Failures > 0 {
		if err := d.Store.Editions.Thaw(ctx, run); err != nil {
			return tally.Edition{}, err
		}
	}
	ed, err := d.publish(ctx, by, run, due)
	if err != nil {
		_, failed := d.Store.Runs.Fail(context.WithoutCancel(ctx), run, err, 0)
		return ed, errors.Join(err, failed)
	}
	return ed, nil
}

// standing gives the newest edition of a period without its rows and figures, nil where there is none, and whether it says what stands now.
func (d *Workflow) standing(ctx context.Context, plan string, period tally.Round, due time.Time) (last *tally.Edition, same bool, err error) {
	if last, err = newest(ctx, plan, period, d.Store.Editions.Head); err != nil || last == nil {
		return nil, false, err
	}
	in, err := d.Store.Editions.CurrentInputs(ctx, plan, period, due)
	if err != nil {
		return nil, false, err
	}
	same, err = unchanged(ctx, d, in, last)
	return last, same, err
}

// publish makes the edition of a claimed run and publishes it.
func (d *Workflow) publish(ctx context.Context, by models.Actor, run models.Run, due time.Time) (tally.Edition, error) {
	plan, period, err := models.OfEdition(run)
	if err != nil {
		return tally.Edition{}, err
	}
	defer d.Making.done(plan, period)
	defer collector.Closely()()
	d.Making.step(plan, period, stepFreeze)
	frozen, err := d.Store.Editions.Freeze(ctx, run, due)
	if err != nil {
		return tally.Edition{}, err
	}
	inputs := frozen.Inputs
	frozen.Inputs.Remarks = nil
	frozen.Inputs.Filed = nil // two years of it are not held while the workbook is written
	ed, packed, err := prepare(ctx, d, inputs)
	defer packed.Discard()
	in, failed := frozen.Wait()
	if err := errors.Join(err, failed); err != nil {
		return ed, err
	}
	d.Making.step(plan, period, stepStore)
	name := fmt.Sprintf("%s %s 汇总表 第%d版.xlsx", ed.Title, ed.Period.Chinese(), ed.Number)
	_, err = d.Store.Editions.Publish(ctx, by, run, in, packed, name)
	return ed, err
}

// prepare makes an edition with its workbook, ready to be stored.
func prepare(ctx context.Context, d *Workflow, in models.Inputs) (ed tally.Edition, packed models.PackedEdition, err error) {
	d.Making.step(in.Plan.Key, in.Period, stepCompute)
	previous, err := before(ctx, d, in.Plan.Key, in.Period, in.Number)
	if err != nil {
		return ed, packed, err
	}
	if ed, err = d.compute(ctx, in, previous); err != nil {
		return ed, packed, err
	}
	in.Filed, in.Remarks = nil, nil
	ed.Audit = in.Audit
	workbook := excel.DescribeEdition(ed)
	ed.Layout = workbook.Layout()
	d.Making.step(in.Plan.Key, in.Period, stepWrite)
	packed, err = d.Store.Editions.Pack(ed, func(file io.Writer, put func([]byte) int) (any, error) {
		return workbook.WriteAnswered(file, put, d.Making.counts(in.Plan.Key, in.Period))
	})
	if err != nil {
		return ed, packed, fmt.Errorf("write edition: %w", err)
	}
	return ed, packed, nil
}

// compute consolidates frozen inputs; previous is the edition before, of which no rows are needed.
func (d *Workflow) compute(ctx context.Context, in models.Inputs, previous *tally.Edition) (tally.Edition, error) {
	rules, err := d.rulesOf(in.Settings)
	if err != nil {
		return tally.Edition{}, err
	}
	return computeUnder(ctx, d, in, rules, previous)
}

// computeUnder is compute under a rule that the plan need not have.
func computeUnder(ctx context.Context, d *Workflow, in models.Inputs, rules *deviation.Rules, previous *tally.Edition) (tally.Edition, error) {
	ci, err := inputOf(ctx, d, in, rules, previous)
	if err != nil {
		return tally.Edition{}, err
	}
	return consolidate.Consolidate(ci)
}

// inputOf gives what an edition is computed from.
func inputOf(ctx context.Context, d *Workflow, in models.Inputs, rules *deviation.Rules, previous *tally.Edition) (consolidate.Input, error) {
	names, aliases, err := d.departments(ctx, in.Plan.Key)
	if err != nil {
		return consolidate.Input{}, err
	}
	ci := consolidate.Input{
		Plan: settled(d.Words, in.Plan), Past: settledPast(d.Words, in.Past), Period: in.Period, Number: in.Number, CutOff: in.CutOff.Time, Rules: rules, Words: d.Words,
		Departments: names, Aliases: aliases, Filed: in.Filed, Remarks: in.Remarks, Notes: in.Notes, Reports: in.Reports,
		Comments: in.Comments, Told: d.Making.counts(in.Plan.Key, in.Period), Unlocks: in.Unlocks,
	}
	if err := ofRound(&ci, in.Settings); err != nil {
		return ci, err
	}
	if ci.Orders, err = lookedAt(in); err != nil || previous == nil {
		return ci, err
	}
	ci.Previous = &consolidate.Earlier{Digest: previous.Digest, Rule: previous.RuleTitle(), Lines: previous.RuleLines(), Rows: func(do func(*tally.Row)) error {
		return d.Store.Editions.EachRow(ctx, previous.Plan, previous.Period, previous.Number, do)
	}}
	ci.Reasons, ci.Refiled, err = reasons(ctx, d, in, previous)
	return ci, err
}

// unchanged tells whether an edition was made from the very inputs that stand now.
func unchanged(ctx context.Context, d *Workflow, in models.Inputs, last *tally.Edition) (bool, error) {
	previous, err := before(ctx, d, in.Plan.Key, in.Period, last.Number)
	if err != nil {
		return false, err
	}
	in.Number, in.CutOff = last.Number, models.At(last.CutOff)
	in.Orders, in.Unlocks = last.Orders, last.Unlocks // what was done to an order or a lock since is for the next edition, and makes none by itself
	rules, err := d.rulesOf(in.Settings)
	if err != nil {
		return false, err
	}
	ci, err := inputOf(ctx, d, in, rules, previous)
	if err != nil {
		return false, err
	}
	if last.DigestForm < 2 { // over the figures one by one, from before they were packed
		ci.Filed, ci.Figures = nil, in.Figures()
	}
	again, err := consolidate.Digest(ci)
	return again == last.Digest, err
}

// newest gives as much of the newest edition of a period as get reads; nil where there is none.
func newest(ctx context.Context, plan string, period tally.Round, get func(context.Context, string, tally.Round, int) (models.EditionInfo, tally.Edition, error)) (*tally.Edition, error) {
	_, ed, err := get(ctx, plan, period, 0)
	if isCode(err, models.NotFound) {
		return nil, nil
	}
	return &ed, err
}

// before gives the edition before the numbered one without its rows and figures, nil for the first.
func before(ctx context.Context, d *Workflow, plan string, period tally.Round, number int) (*tally.Edition, error) {
	if number <= 1 {
		return nil, nil
	}
	_, ed, err := d.Store.Editions.Head(ctx, plan, period, number-1)
	return &ed, err
}

// departments gives the plan's departments in order, and their aliases.
func (d *Workflow) departments(ctx context.Context, plan string) (names []string, aliases map[string]string, err error) {
	all, err := d.Store.Departments.List(ctx, plan)
	aliases = map[string]string{}
	for _, dept := range all {
		if dept.Reports {
			names = append(names, dept.Name)
		}
		for _, a := range dept.Aliases {
			aliases[a] = dept.Name
		}
	}
	return names, aliases, err
}

// Workbook gives the workbook of an edition as somebody may have it: whole for department "", else the department's own
// lines. It is the same file whether it is downloaded or sent. number 0 is the newest edition.
func (d *Workflow) Workbook(ctx context.Context, plan string, period tally.Round, number int, department string) (name string, data []byte, err error) {
	if department == "" {
		info, data, err := d.Store.Editions.Workbook(ctx, plan, period, number)
		return info.FileName, data, err
	}
	info, ed, err := d.Store.Editions.Get(ctx, plan, period, number)
	if err != nil {
		return "", nil, err
	}
	var own bytes.Buffer
	if err := excel.WriteDepartment(&own, ed, department); err != nil {
		return "", nil, fmt.Errorf("write the edition of %s: %w", department, err)
	}
	return ownName(info, department), own.Bytes(), nil
}

// ownName puts the department into the name of the file.
func ownName(info models.EditionInfo, department string) string {
	ext := path.Ext(info.FileName)
	return strings.TrimSuffix(info.FileName, ext) + " " + department + ext
}

// inputsNow are the inputs that an edition of the period would have now, of a round that the plan has.
func inputsNow(ctx context.Context, d *Workflow, plan string, period tally.Round) (models.Inputs, error) {
	due, err := dueOf(ctx, d, plan, period)
	if err != nil {
		return models.Inputs{}, err
	}
	return d.Store.Editions.CurrentInputs(ctx, plan, period, due)
}

// dueOf is when reports of a round that the plan has are due.
func dueOf(ctx context.Context, d *Workflow, plan string, period tally.Round) (time.Time, error) {
	settings, err := d.Store.Plans.Settings(ctx, plan)
	if err == nil {
		err = takes(settings, period)
	}
	if err != nil {
		return time.Time{}, err
	}
	return due(settings, period)
}
