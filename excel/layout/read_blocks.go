package layout

import (
	"cmp"
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/layout/rows"
	"github.com/tallysheet/tallysheet/excel/layout/trail"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// readBlocks reads the bodies of a sheet's tables.
func (r *reading) readBlocks(ctx context.Context, s *sheetReading) error {
	if len(s.blocks) > 0 {
		r.opt.Why.Say(trail.Sheets, "工作表“%s”：读，有%d张表，整本按“%s”读", s.Grid().Name, len(s.blocks), map[tally.Kind]string{tally.KindPlan: "目标任务分解表", tally.KindProgress: "进展报表"}[r.out.Kind])
	} else {
		r.opt.Why.Say(trail.Sheets, "工作表“%s”：没有认出表头，不读", s.Grid().Name)
	}
	for i := range s.blocks {
		if s.blocks[i].IsList() {
			continue
		}
		if err := r.readBlock(ctx, s, i); err != nil {
			return err
		}
	}
	s.sayBefore()
	s.sayHidden()
	return nil
}

// readBlock settles the columns of a table and reads its rows.
func (r *reading) readBlock(ctx context.Context, s *sheetReading, i int) error {
	settled, l := columns.Settle(s.Sheet, s.Journal, r.known(), s.blocks[i], r.out.Kind)
	s.blocks[i] = settled
	b := &s.blocks[i]
	b.SayPeriod(s.Journal)
	switch {
	case b.IsMatrix() && s.countsWhatIs(b):
		f := tally.NewFinding(tally.LayoutUnknown, s.Grid().Name, xlsx.Ref(b.Last(), b.NameCol()), fmt.Sprintf("标题“%s”说的不是目标任务，第%d行以下的数没有作为目标读", vocabulary.Clip(b.Captions().Title, 30), b.Last()), "不必报送的请说明；是目标的，请在标题写明“目标任务”，或在表头写“目标值”")
		f.Class = tally.ClassC
		s.Find(f)
		return nil
	case b.IsMatrix():
		items, err := rows.ReadMatrix(ctx, s.Sheet, s.Journal, b, r.opt.Department)
		s.keep(items)
		return err
	case l.What != "":
		s.unknownTable(b, l)
		return nil
	}
	read, err := rows.Read(ctx, s.Sheet, s.Journal, b, r.opt.Period, r.opt.Department)
	if s.keep(read.Items); err != nil {
		return err
	}
	s.from[i] = filer{read.Department, read.Alone}
	s.signed = cmp.Or(s.signed, read.Signed)
	if len(read.Items) == 0 && s.AnyFigure(b) {
		s.unknownTable(b, columns.Lack{Cell: xlsx.Ref(b.Last(), b.NameCol()), What: "但下面有数的行都没有读出指标名称", Write: "请在" + xlsx.Letter(b.NameCol()) + "列逐行填写指标名称"})
	}
	s.sayUnread(b)
	return nil
}

// countsWhatIs reports, in a plan, a table of districts whose title says that it counts what is or was done: 2020年基本情况统计.
func (s *sheetReading) countsWhatIs(b *columns.Block) bool {
	if b.Kind() != tally.KindPlan || len(b.Aims()) > 0 || columns.TitledPlan(s.Headings, b.Captions().Title) || !s.Headings.Has(vocabulary.NoAimTitles, b.Captions().Title) {
		return false
	}
	for i := range b.Columns() {
		if b.Columns()[i].Role().IsTarget() {
			return false
		}
	}
	return true
}

// keep takes the items that a table gave.
func (s *sheetReading) keep(items []tally.Item) {
	if len(s.read) == 0 {
		s.read = items // mostly a sheet has one table, and its items need not be copied
		return
	}
	s.read = append(s.read, items...)
}
