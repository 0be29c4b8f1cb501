package rows

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/lexicon"
)

// Where a row has no figure of its own but says it otherwise, by its rate and target or in the words of its progress, that figure is
// offered: it is read with a question that the department answers, and its text keeps what it was taken from.

// offer reads the figure that a row says otherwise than in a column of its own.
func (r *bodyReading) offer(row xlsx.Row, it *tally.Item) {
	if len(it.Actuals) > 0 {
		return
	}
	for _, e := range it.Empty {
		if e.Text != "" { // a sign or a word says that there is none
			return
		}
	}
	if !r.offerText(row.Number, it) && len(r.f.Actuals()) == 0 {
		r.offerRate(it)
	}
}

// offerRate offers the rate of the target.
func (r *bodyReading) offerRate(it *tally.Item) {
	if len(it.Rates) == 0 {
		return
	}
	t, ok := yearTarget(it)
	if !ok {
		return
	}
	rate := it.Rates[0]
	value := rate.Value.Mul(t.Floor).Shift(-2).Trimmed()
	text := fmt.Sprintf("完成率%s%%×目标%s%s", rate.Value.Plain(), t.Floor.Plain(), t.Unit)
	r.take(it, rate.Cell, text, value, t.Unit, fmt.Sprintf("“%s”只有完成率%s%%，没有完成数，按目标%s%s折算为%s%s", it.Name, rate.Value.Plain(), t.Floor.Plain(), t.Unit, value.Plain(), t.Unit))
}

// yearTarget is the row's one target with a number and a unit that is not per cent.
func yearTarget(it *tally.Item) (tally.Target, bool) {
	for _, t := range it.Targets {
		if t.Floor.OK() && t.Tier == "" && t.Unit != "%" {
			return t, true
		}
	}
	return tally.Target{}, false
}

// saidShare is the share of the target beside it: 占年度计划的64%.
var saidShare = regexp.MustCompile(`(?:占|完成)[^0-9,，。;；]{0,12}?(?:计划|目标|任务)[^0-9,，。;；]{0,6}?([0-9]+(?:\.[0-9]+)?)\s*%`)

// offerText offers the one figure in the row's unit that its progress tells.
func (r *bodyReading) offerText(row int, it *tally.Item) bool {
	unit := it.Unit
	t, aimed := yearTarget(it)
	if unit == "" && aimed {
		unit = t.Unit
	}
	if unit == "" || unit == "%" {
		return false
	}
	ofMonth := func(c *columns.Column) int { // what has come together goes before what was done in the month
		if title := vocabulary.HeadingForm(c.Title()); r.Headings.Has(vocabulary.OfMonth, title) && !r.Headings.Has(vocabulary.OfSum, title) {
			return 1
		}
		return 0
	}
	texts := slices.Clone(r.b.Texts())
	slices.SortStableFunc(texts, func(a, b *columns.Column) int { return ofMonth(a) - ofMonth(b) })
	for _, c := range texts {
		cell := r.Grid().Shown(row, c.Col())
		if c.Role() != vocabulary.RoleProgress || cell.Kind != xlsx.Text {
			continue
		}
		text := vocabulary.HalfWidth(cell.Value)
		value, in, printed, ok := r.FigureIn(text, unit)
		if !ok {
			continue
		}
		said := fmt.Sprintf("“%s”的进展情况里写着%s，表里没有填完成数，按累计数读", it.Name, printed)
		if share := saidShare.FindStringSubmatch(text); share != nil && aimed {
			if part, ok := lexicon.ReadNumber(share[1]); ok {
				said += heldAgainst(r.Reader, value, in, t, part)
			}
		}
		r.take(it, xlsx.Ref(row, c.Col()), "读自文字："+vocabulary.Clip(cell.Value, 60), value, in, said)
		return true
	}
	return false
}

// offerWords offers the one figure in the row's unit that words in a column of figures tell: 截至9月底完成27.5公里.
func (r *bodyReading) offerWords(at string, cell xlsx.Cell, c *columns.Column, unit string, it *tally.Item) bool {
	if unit == "" || unit == "%" || r.b.IsMatrix() {
		return false
	}
	value, in, printed, ok := r.FigureIn(vocabulary.HalfWidth(cell.Value), unit)
	if !ok {
		return false
	}
	it.Actuals = append(it.Actuals, tally.Actual{Cell: at, Period: r.actualPeriod(c), Span: c.Span(), Text: "读自文字：" + vocabulary.Clip(cell.Value, 60), Value: value, Unit: in})
	f := tally.NewFinding(tally.RemarkAsks, r.Grid().Name, at, fmt.Sprintf("“%s”的“%s”写的是一句话，按其中的%s读", it.Name, c.Title(), printed), "就是这个数的，请说明“是，就是这个数”；不是的，请只填数字")
	f.About = it.Name
	r.Find(f)
	return true
}

// heldAgainst says whether a figure is the share of its target that stands beside it.
func heldAgainst(r *cells.Reader, value exact.Number, in string, t tally.Target, share exact.Number) string {
	own, ok := r.Words.Convert(value, in, t.Unit)
	if !ok {
		return ""
	}
	off := own.Shift(2).Sub(share.Mul(t.Floor)).Abs()
	if off.Cmp(t.Floor.Abs()) <= 0 { // a point for rounding
		return fmt.Sprintf("（占目标%s%s的%s%%，相符）", t.Floor.Plain(), t.Unit, share.Plain())
	}
	return fmt.Sprintf("（但它不是目标%s%s的%s%%）", t.Floor.Plain(), t.Unit, share.Plain())
}

// take keeps an offered figure with its question.
func (r *bodyReading) take(it *tally.Item, cell, text string, value exact.Number, unit, said string) {
	for _, a := range it.Actuals {
		if a.Span == tally.SpanYTD {
			return
		}
	}
	it.Empty = nil
	it.Actuals = append(it.Actuals, tally.Actual{Cell: cell, Period: r.actualPeriod(&columns.Column{}), Span: tally.SpanYTD, Text: text, Value: value, Unit: unit})
	f := tally.NewFinding(tally.RemarkAsks, r.Grid().Name, cell, said, "就是这个数的，请说明“是，就是这个数”；不是的，请在表里加“累计完成”一列填写")
	f.About = it.Name
	r.Find(f)
}
