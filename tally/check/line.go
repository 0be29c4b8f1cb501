package check

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// reported is all that a sheet holds about one indicator: one row, or a row of each of several sheets.
type reported struct {
	ind      *tally.Indicator
	items    []*tally.Item
	values   []value // of the filed period
	earlier  []value // of earlier periods, printed again
	progress string  // told in words where a figure was read
	worded   bool    // what it told in words has been named
	broken   bool    // a cell of it could not be read
	suspect  bool    // its unit is in doubt
	fallen   bool    // its year-to-date decreased
}

// value is a figure with what is needed to speak of it.
type value struct {
	tally.Figure
	grain exact.Number // one unit of the last printed digit, in the plan's unit; zero for parts
	point bool         // what there was at the end, which may fall, and of which a month's figure is no part
}

// at is the line's value of a span in the filed period.
func (l *reported) at(span tally.Span) (*value, bool) {
	for i := range l.values {
		if l.values[i].Span == span {
			return &l.values[i], true
		}
	}
	return nil, false
}

// gather sorts the rows to their indicators. Rows without one and second rows are findings and take no
// further part.
func (k gathering) gather(matched []Matched) {
	broken := k.brokenRows()
	for _, i := range k.inSheetOrder() {
		it, m := &k.in.Reading.Items[i], matched[i]
		if m.Indicator == nil {
			k.unknown(it, m)
			continue
		}
		l := k.lines[m.Indicator]
		if l == nil {
			l = &reported{ind: m.Indicator}
			k.lines[m.Indicator] = l
			k.order = append(k.order, l)
		} else if first := l.rival(it, k.in.Period); first != nil {
			k.duplicate(l, it, first)
			continue
		}
		l.items = append(l.items, it)
		k.settleUnit(m.Indicator, it)
		told := k.told(l, it)
		l.broken = l.broken || broken[place{it.Sheet, it.Row}] && k.brokenRows()[place{it.Sheet, it.Row}]
		k.take(l, it, told)
	}
}

// take converts the actuals of a row into the plan's unit.
func (k gathering) take(l *reported, it *tally.Item, told []tally.Actual) {
	for _, a := range k.oneAnswer(l.ind, it, append(told, k.judged(l.ind, it)...)) {
		if a.Period.IsZero() {
			a.Period = k.in.Period
		}
		if a.Unit == "" {
			a.Unit = it.Unit
		}
		if !a.Value.OK() && len(a.Parts) == 0 && k.asksWords(l.ind) { // 未开工
			if a.Period == k.in.Period {
				l.progress = joinNonEmpty("\n", l.progress, a.Text)
			}
			continue
		}
		if k.otherPlace(l.ind, a) { // 第9名 beside 进入前10%: kept in words, for nobody can hold one against the other
			l.progress = joinNonEmpty("\n", l.progress, a.Text)
			k.inWords(l, it, a)
			continue
		}
		v, ok := k.value(l.ind, it, a)
		switch {
		case !ok:
			l.broken = true
		case a.Period == k.in.Period:
			l.values = append(l.values, v)
		case a.Period.Compare(k.in.Period) < 0:
			l.earlier = append(l.earlier, v)
		}
	}
}

// otherPlace reports a place filed for a target that asks for a share of all places, or for none.
func (k gathering) otherPlace(ind *tally.Indicator, a tally.Actual) bool {
	plans := k.unitOf(ind)
	return ind.Measure == tally.Rank && k.words.Place(a.Unit) && plans != "" && !k.words.Place(plans) && !k.words.SameKind(a.Unit, plans)
}

// value is false where the cell has no figure, or one in a unit that the plan's cannot be made of.
func (k gathering) value(ind *tally.Indicator, it *tally.Item, a tally.Actual) (value, bool) {
	f := tally.Figure{
		Indicator: ind.ID, Department: k.in.Department, Period: a.Period, Span: a.Span.Kept(),
		Value: a.Value, Unit: k.unitOf(ind), Printed: a.Text, PrintedIn: a.Unit, Parts: a.Parts,
		Source: tally.Source{FiledWith: k.filed, Sheet: it.Sheet, Cell: a.Cell},
	}
	point := a.Span == tally.SpanPoint
	if f.Unit == "" || k.words.InPercent(a.Unit) && k.growthMeant(ind) {
		f.Unit = a.Unit
	} else if t := targetFor(ind, k.in.Period); t != nil && t.Unit != "" && a.Unit != "" && !k.words.SameKind(a.Unit, f.Unit) && k.words.SameKind(a.Unit, t.Unit) {
		f.Unit = t.Unit // 3亿元 of what is counted in 户: the target says what is asked for
	}
	if !a.Value.OK() {
		return value{Figure: f, point: point}, len(a.Parts) > 0
	}
	grain := a.Value.Grain()
	if a.Unit == "" || a.Unit == f.Unit || ind.Measure == tally.Rank && k.words.Place(a.Unit) && k.words.Place(f.Unit) {
		return value{f, grain, point}, true
	}
	convert := k.words.Convert
	if _, ok := convert(a.Value, a.Unit, f.Unit); !ok && (ind.Measure == tally.Growth || ind.Measure == tally.Delta) {
		convert = k.words.ConvertChange
	}
	converted, ok := convert(a.Value, a.Unit, f.Unit)
	if !ok {
		if a.Period == k.in.Period {
			k.add(tally.NumberUnreadable, it.Sheet, a.Cell, ind.Name,
				quoted(ind.Name)+"这里填的是"+tally.WithUnit(a.Text, a.Unit)+"，"+k.otherKind(ind, a.Unit, f.Unit),
				k.askedFor(ind, f.Unit))
		}
		return value{}, false
	}
	f.Value = converted
	grain, _ = convert(grain, a.Unit, f.Unit)
	return value{f, grain, point}, true
}

// otherKind says why a figure in one unit does not answer for a plan in another.
func (k gathering) otherKind(ind *tally.Indicator, unit, plans string) string {
	if k.words.InPercent(plans) && !k.words.InPercent(unit) && k.asksRate(ind) {
		return "是绝对数，而计划的目标是" + k.rateWords(ind) + "，要用百分数来比。"
	}
	return "单位「" + unit + "」不能换算成计划的单位「" + plans + "」。"
}

// askedFor says what to fill in instead.
func (k gathering) askedFor(ind *tally.Indicator, plans string) string {
	if k.words.InPercent(plans) && k.asksRate(ind) {
		return "请填" + map[bool]string{true: "增长率", false: "占比"}[ind.Measure == tally.Growth] + "（%）；绝对数可以留着，在旁边加一列“同比增长（%）”一类的百分数"
	}
	return "请按计划的单位「" + plans + "」填报"
}

// asksRate reports an indicator whose target is a growth or a share.
func (k gathering) asksRate(ind *tally.Indicator) bool {
	return ind.Measure == tally.Growth || ind.Measure == tally.Share
}

func (k gathering) rateWords(ind *tally.Indicator) string {
	if t := targetFor(ind, k.in.Period); t != nil && t.Text != "" {
		return "「" + targetWords(t) + "」"
	}
	return "百分数"
}

// unitOf is the plan's unit for an indicator: its own, or that of the target in force.
func (k *checking) unitOf(ind *tally.Indicator) string {
	if ind.Unit != "" {
		return ind.Unit
	}
	if t := targetFor(ind, k.in.Period); t != nil {
		return t.Unit
	}
	return ""
}

// place is a row of a sheet.
type place struct {
	sheet string
	row   int
}

// brokenRows are those in which the reading met a cell that it could not use.
func (k *checking) brokenRows() map[place]bool {
	rows := map[place]bool{}
	for _, f := range k.in.Reading.Findings {
		if f.Code == tally.NumberUnreadable || f.Code == tally.CellError || f.Code == tally.FormulaUncached {
			_, row := cellPosition(f.Cell)
			rows[place{f.Sheet, row}] = true
		}
	}
	return rows
}

// inSheetOrder are the indexes of the items as they stand in the workbook, whatever their order in the reading.
func (k gathering) inSheetOrder() []int {
	items := k.in.Reading.Items
	rank := k.sheetRank()
	out := make([]int, len(items))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int {
		if items[a].Sheet == items[b].Sheet {
			return items[a].Row - items[b].Row
		}
		return rank[items[a].Sheet] - rank[items[b].Sheet]
	})
	return out
}

// sheetRank is the place of each sheet: by its heading, or else by when it is first spoken of.
func (k *checking) sheetRank() map[string]int {
	rank := map[string]int{}
	see := func(sheet string) {
		if _, seen := rank[sheet]; !seen {
			rank[sheet] = len(rank)
		}
	}
	for _, h := range k.in.Reading.Headers {
		see(h.Sheet)
	}
	for i := range k.in.Reading.Items {
		see(k.in.Reading.Items[i].Sheet)
	}
	for _, f := range k.in.Reading.Findings {
		see(f.Sheet)
	}
	return rank
}

// cellPosition takes "AB12" apart into column 28 and row 12; of a range the first cell counts. Zeros
// where there is no cell.
func cellPosition(cell string) (col, row int) {
	cell, _, _ = strings.Cut(cell, ":")
	for _, r := range cell {
		switch {
		case r >= 'A' && r <= 'Z' && col < 1<<20:
			col = col*26 + int(r-'A') + 1
		case r >= '0' && r <= '9' && row < 1<<24:
			row = row*10 + int(r-'0')
		}
	}
	return col, row
}
