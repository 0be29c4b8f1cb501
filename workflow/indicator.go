package workflow

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/meaning"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// Indicator finds an indicator of a plan by its id, its name or an alias. Of a name that several have, it is refused with
// the ids to choose from; of one that none has, with the nearest names.
func (d *Workflow) Indicator(ctx context.Context, plan, name string) (tally.Indicator, error) {
	p, err := d.Plan(ctx, plan, tally.Round{})
	if err != nil {
		return tally.Indicator{}, err
	}
	var found []tally.Indicator
	var names, ids []string
	for _, ind := range p.Indicators {
		if ind.ID == name {
			return ind, nil
		}
		names = append(names, ind.Name)
		for _, n := range append([]string{ind.Name}, ind.Aliases...) {
			if d.Words.Key(n) == d.Words.Key(name) {
				found = append(found, ind)
				ids = append(ids, ind.ID+"("+strings.Join(slices.Concat(ind.Group, []string{ind.Name}), "/")+")")
				break
			}
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return tally.Indicator{}, &models.Error{Code: models.Invalid, Message: fmt.Sprintf("“%s”有%d项同名，请写编号：%s。", name, len(found), strings.Join(ids, "、"))}
	}
	near := ""
	if list := d.Words.Near(name, names); len(list) > 0 {
		near = "相近的有：" + strings.Join(list, "、") + "。"
	}
	return tally.Indicator{}, &models.Error{Code: models.NotFound, Message: fmt.Sprintf("计划中没有“%s”这个指标。%s", name, near)}
}

// TargetRevision is a target to be revised by hand, in the words of the paper that revises it.
type TargetRevision struct {
	Plan, Indicator   string      // its name, alias or id
	Period            string      // of the target: 2018
	Tier              string      // "" the own, superior 上级下达
	Text              string      // 240亿元, 增长10%以上
	Effective         tally.Round // first month that it holds for
	Reason, Reference string      // why, and 文号
	Seen              *int        // see breakdown.TargetChange
}

// ReviseTarget reads the new target and puts it beside the old. Words that cannot be read, or that measure in another kind of unit than
// before, are refused: what months of figures are held against is not guessed.
func (d *Workflow) ReviseTarget(ctx context.Context, by models.Actor, r TargetRevision) (tally.Target, error) {
	ind, err := d.Indicator(ctx, r.Plan, r.Indicator)
	if err != nil {
		return tally.Target{}, err
	}
	if err := knowsPeriod(ctx, d, r); err != nil {
		return tally.Target{}, err
	}
	unit := ind.Unit
	var old *tally.Target
	for i := range ind.Targets {
		if t := &ind.Targets[i]; t.Tier == r.Tier && t.Period == r.Period {
			old, unit = t, t.Unit
		}
	}
	t, p := d.Words.TargetOf(r.Text, phrase.Hint{Name: ind.Name, Unit: unit})
	if !p.Readable || (old != nil && measured(*old) && !measured(t)) {
		return t, invalid("text", "目标“%s”没有读成数字：%s。", r.Text, cmp.Or(t.Why, "看不出目标数"))
	}
	if t.Unit == "" {
		t.Unit = unit
	}
	if old != nil && old.Unit != "" && !d.Words.SameKind(old.Unit, t.Unit) {
		return t, invalid("text", "原目标“%s”的单位是%s，新目标“%s”的单位是%s，两者不能换算，请核对。", old.Text, old.Unit, r.Text, t.Unit)
	}
	t.Period, t.Tier = r.Period, r.Tier
	if old != nil {
		t.Cell, t.StretchCell = old.Cell, old.StretchCell
		keepStretch(d.Words, &t, *old, ind.Better)
	}
	kept := t
	if ind.Confirmed[tally.AskYear] == r.Period { // the workbook prints no year, and a person said it for the whole plan
		kept.Period = ""
	}
	return t, d.Store.Targets.Revise(ctx, by, breakdown.TargetChange{Plan: r.Plan, Indicator: ind.ID, Target: kept,
		Effective: r.Effective, Reason: r.Reason, Reference: r.Reference, Seen: r.Seen})
}

// keepStretch leaves the ambition as it stood where the new words name only what is committed: a paper that revises
// 确保 says nothing of 力争. An ambition that the new floor has passed is none any more.
func keepStretch(w *meaning.Words, t *tally.Target, old tally.Target, better tally.Better) {
	if t.Stretch.OK() || !t.Floor.OK() || !old.Stretch.OK() {
		return
	}
	unit := cmp.Or(old.StretchUnit, old.Unit)
	n, ok := w.Convert(old.Stretch, unit, t.Unit)
	if !ok { // a level with a growth for its ambition
		t.Stretch, t.StretchUnit = old.Stretch, unit
		return
	}
	if ahead := n.Cmp(t.Floor); ahead > 0 && better != tally.Lower || ahead < 0 && better == tally.Lower {
		t.Stretch = n
	}
}

// knowsPeriod refuses a year for which the plan has no target at all: it is mistyped.
func knowsPeriod(ctx context.Context, d *Workflow, r TargetRevision) error {
	p, err := d.Plan(ctx, r.Plan, tally.Round{})
	if err != nil {
		return err
	}
	for _, ind := range p.Indicators {
		for _, t := range ind.Targets {
			if t.Period == r.Period {
				return nil
			}
		}
	}
	return invalid("period", "计划中没有%s的目标，请写目标的年份，如 2018。", r.Period)
}

// measured reports a target that holds a number.
func measured(t tally.Target) bool { return t.Floor.OK() || t.Stretch.OK() || len(t.Parts) > 0 }
