package edition

import (
	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// dataCells fills one line of 数据, in the order of heads.Data.
func (b *issued) dataCells(c *filler, l dataLine) {
	c.n = 0
	c.say(l.kind.word)
	b.dataIdentity(c, l)
	b.dataFigure(c, l)
	b.dataTarget(c, l)
	b.dataResult(c, l)
	b.dataDuty(c, l)
	if l.figure >= 0 {
		at := sourcePlace(l.figure)
		n := whole(data, at.row)
		if at.sheet != SourceSheet { // the row alone would not say in which part
			n = say(data, at.words())
		}
		n.link = at
		c.add(n)
	} else {
		c.add(cell{})
	}
}

// filler fills cells from left to right.
type filler struct {
	cells  []cell
	n      int
	period printed
	filed  moments
	row    *tally.Row       // of the line before
	target *tally.Deviation // and what it was held against
}

func (f *filler) add(c cell) { f.cells[f.n] = c; f.n++ }

func (f *filler) say(s string) {
	if s == "" {
		f.add(cell{})
		return
	}
	f.add(cell{kind: text, style: style{face: data}, value: s})
}

func (f *filler) whole(n int) { f.add(whole(data, n)) }

func (f *filler) amount(n exact.Number) {
	if !n.OK() {
		f.add(cell{})
		return
	}
	f.add(amount(data, n, numfmt.Of(numfmt.Decimals(n), "")))
}

func (f *filler) rate(n exact.Number, format string) {
	if !n.OK() {
		f.add(cell{})
		return
	}
	f.add(rate(data, n, format))
}

// skip leaves n cells empty.
func (f *filler) skip(n int) {
	for range n {
		f.add(cell{})
	}
}

// dataIdentity: 指标编号 to 责任单位.
func (b *issued) dataIdentity(c *filler, l dataLine) {
	if l.row == nil {
		f := &b.ed.Figures[l.figure]
		c.say(f.Indicator)
		c.skip(2)
		c.say(f.Indicator)
		c.skip(1)
		c.say(f.Department)
		return
	}
	x := l.row.Indicator
	c.say(x.ID)
	c.say(joined(x.Group, " / "))
	c.say(x.Parent)
	c.say(x.Name)
	c.say(x.Caliber)
	if l.figure >= 0 {
		c.say(b.ed.Figures[l.figure].Department)
	} else {
		c.say(l.row.Department)
	}
}

// dataFigure: 报告期 to 分项.
func (b *issued) dataFigure(c *filler, l dataLine) {
	if l.figure < 0 {
		c.say(c.period.of(b.ed.Period))
		c.skip(2)
		c.say(l.row.Indicator.Unit)
		c.skip(3)
		return
	}
	f := &b.ed.Figures[l.figure]
	c.reported(f)
	c.say(partsText(f.Parts))
}

// reported is 报告期 to 原单位, which 数据 and 溯源 have alike.
func (f *filler) reported(v *tally.Figure) {
	f.say(f.period.of(v.Period))
	f.say(v.Span.In(v.Period))
	f.amount(v.Value)
	f.say(v.Unit)
	f.say(v.Printed)
	f.say(v.PrintedIn)
}

// dataTarget: 指标类型 to 比较值.
func (b *issued) dataTarget(c *filler, l dataLine) {
	if bare(&b.ed, l) {
		c.row = nil // what stood there is gone
		c.skip(16)
		return
	}
	d := l.held
	if d == nil {
		d = &l.row.Main
	}
	if c.row == l.row && c.target == d { // as for the month that follows its year to date: they stand there already
		c.n += 15
	} else {
		c.row, c.target = l.row, d
		targetCells(c, l.row, d)
	}
	if l.held == nil {
		c.skip(1)
		return
	}
	c.amount(d.Actual)
}

// bare reports a line that says what was filed and no more: of an indicator that the edition does not have, or a figure that no light
// was computed from, as the month beside its year to date. What it is held against stands with the other; in older editions with both.
func bare(ed *tally.Edition, l dataLine) bool { return l.row == nil || l.held == nil && ed.FiguresOwn }

// targetCells: 指标类型 to 按力争计.
func targetCells(c *filler, r *tally.Row, d *tally.Deviation) {
	t := d.Target
	c.say(r.Indicator.Measure.Chinese())
	c.say(d.Basis.Chinese())
	c.say(r.Indicator.Better.Chinese())
	c.say(t.Period)
	tier := "本级"
	switch t.Tier {
	case tally.TierStretch:
		tier = "力争"
	case "":
	default:
		tier = "上级"
	}
	c.say(tier)
	c.say(t.Text)
	c.say(t.Op.Chinese())
	c.amount(t.Floor)
	c.amount(t.Stretch)
	c.say(t.StretchUnit)
	c.amount(t.Max)
	c.say(t.Unit)
	c.say(partsText(t.Parts))
	c.say(yes(t.Drop))
	c.say(yes(d.OnStretch))
}

// dataResult: 序时进度 to 亮灯说明.
func (b *issued) dataResult(c *filler, l dataLine) {
	switch {
	case l.held != nil:
		d := l.held
		c.rate(d.Schedule, numfmt.Percent)
		c.rate(d.Completion, numfmt.Percent)
		c.rate(d.Gap, "")
		c.rate(d.Behind, "")
		c.say(d.GapUnit)
		met := "否"
		if d.Met {
			met = "是"
		}
		c.say(met)
		raw := d.Raw
		if raw == "" {
			raw = d.Light
		}
		c.say(b.word(raw))
		c.say(b.word(d.Light))
		c.say(d.Sentence)
	case l.point != nil:
		p := l.point
		c.rate(p.Schedule, numfmt.Percent)
		c.rate(p.Completion, numfmt.Percent)
		c.rate(p.Gap(), "")
		c.skip(3)
		raw := p.Raw
		if raw == "" {
			raw = p.Light
		}
		c.say(b.word(raw))
		c.say(b.word(p.Light))
		c.say(p.Sentence)
	default:
		c.skip(9)
	}
}

// dataDuty: 完成时限 to 待确认.
func (b *issued) dataDuty(c *filler, l dataLine) {
	if bare(&b.ed, l) {
		c.skip(6)
		return
	}
	period := b.ed.Period
	if l.figure >= 0 {
		period = b.ed.Figures[l.figure].Period
	}
	c.say(deadlineOf(l))
	c.say(dueIn(l.row, period))
	c.add(lagText(l.row.Indicator.Lag))
	c.amount(l.row.Indicator.Weight)
	d := l.held
	if d == nil {
		d = &l.row.Main
	}
	c.say(originText(d.Target.Origin))
	c.say(yes(d.Asked))
}

// originText says on what the parts of a meaning rest; "" in editions older than origins.
func originText(o tally.Origins) string {
	if o == (tally.Origins{}) {
		return ""
	}
	return "类型：" + o.Measure.Chinese() + "；方向：" + o.Better.Chinese() + "；单位：" + o.Unit.Chinese() + "；年份：" + o.Horizon.Chinese()
}

// deadlineOf is the row's deadline, or what stands for it where a target is for a later year.
func deadlineOf(l dataLine) string {
	if l.held == nil || l.row.Indicator.Deadline == "" {
		return l.row.Indicator.Deadline
	}
	return l.row.Indicator.DueFor(l.held.Target)
}
