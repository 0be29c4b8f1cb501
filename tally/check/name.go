package check

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// unknown says that the plan has no such indicator. Nothing is taken by nearness.
func (k gathering) unknown(it *tally.Item, m Matched) {
	f := tally.NewFinding(tally.ItemUnknown, it.Sheet, nameCell(it), "", "")
	f.About = it.Name
	switch {
	case len(m.Rivals) > 0:
		f.Message = "计划里有" + count(len(m.Rivals)) + "个指标都叫" + quoted(it.Name) + "，分不清是哪一个：" + strings.Join(m.Rivals, "；") + "。"
		f.Expected = "请写明它的上级指标、分组或计量单位"
	case len(m.Near) > 0:
		f.Suggest = m.Near[0]
		f.Message = "计划里没有" + quoted(it.Name) + "这个指标，最接近的是" + quotedAll(m.Near) + "。"
		f.Expected = "如果就是" + quoted(m.Near[0]) + "，请改成计划里的名称，或请督查部门把它记为别名"
	case k.words.Sums(it.Name): // of the rows around it: nobody reports it
		f.Class = tally.ClassD
		f.Message = quoted(it.Name) + "像是合计行，计划里没有这个指标，没有报送。"
		f.Expected = "是合计的，可以不管；要报送的，请改成计划里的名称"
	default:
		f.Message = "计划里没有" + quoted(it.Name) + "这个指标，也没有相近的名称。"
		f.Expected = "请核对指标名称；不属于本计划的行请删去"
	}
	k.found = append(k.found, f)
}

// duplicate says that a second row reports what an earlier one has reported.
func (k gathering) duplicate(l *reported, it, first *tally.Item) {
	where := nameCell(first)
	if first.Sheet != it.Sheet {
		where = "「" + first.Sheet + "」表" + where
	}
	k.add(tally.ItemDuplicate, it.Sheet, nameCell(it), l.ind.Name,
		quoted(l.ind.Name)+"在"+where+"已经报过，这里又报了一次。", "同一指标只保留一行，请删去多余的一行或改正指标名称")
}

// rival is the earlier row that reports the same period and span as the row does. A month in one sheet and
// the year-to-date in another are no duplicates, nor are the sheets of two months.
func (l *reported) rival(it *tally.Item, filed tally.Round) *tally.Item {
	mine := slots(it, filed)
	for _, other := range l.items {
		theirs := slots(other, filed)
		if len(mine) == 0 || len(theirs) == 0 {
			return other
		}
		for s := range mine {
			if theirs[s] {
				return other
			}
		}
	}
	return nil
}

type slot struct {
	period tally.Round
	span   tally.Span
}

func slots(it *tally.Item, filed tally.Round) map[slot]bool {
	dated := func(p tally.Round) tally.Round {
		if p.IsZero() {
			return filed
		}
		return p
	}
	out := make(map[slot]bool, len(it.Actuals)+len(it.Empty))
	for _, a := range it.Actuals {
		out[slot{dated(a.Period), a.Span.Kept()}] = true
	}
	for _, e := range it.Empty {
		out[slot{dated(e.Period), e.Span.Kept()}] = true
	}
	return out
}

// missing lists what the plan expects from this department in this period and the sheet has no row for.
// A row by a near name does not stand for it: nobody has said yes yet.
func (k *checking) missing() {
	// Where nothing was read, or it is another department's sheet, that is the one cause to name.
	if k.wrongUnit || len(k.in.Reading.Items) == 0 && tally.HasClass(k.in.Reading.Findings, tally.ClassA) {
		return
	}
	for _, ind := range k.in.Names.ledBy(k.department) {
		if k.lines[ind] != nil || !k.expected(ind) {
			continue
		}
		k.add(tally.ItemMissing, "", "", ind.Name,
			"计划要求"+k.in.Department+"报送"+quoted(ind.Name)+"，表里没有这一行。",
			"请补上这一行；确实不用报的，由督查部门写明理由后免报")
	}
}

// expected reports that an indicator which the department carries is measured, and that the period asks for it.
func (k *checking) expected(ind *tally.Indicator) bool {
	if ind.Measure == tally.Text || ind.Asks(tally.AskDuplicate) { // its reports go to the first of the two
		return false
	}
	if !k.asked(ind) || ind.Every > 1 && !ind.DueIn(k.in.Period) {
		return false
	}
	return targetFor(ind, k.in.Period) != nil
}

// asked reports an indicator that reports in rounds of the kind.
func (k *checking) asked(ind *tally.Indicator) bool { return k.in.Asked.For(ind.ID) }

// targetFor is Indicator.TargetIn; a period that is none has no target.
func targetFor(ind *tally.Indicator, p tally.Round) *tally.Target {
	if p.IsZero() {
		return nil
	}
	return ind.TargetIn(p)
}

// nameCell is where a row's name stands; a reading that does not say so names the row's first cell.
func nameCell(it *tally.Item) string {
	if it.NameCell != "" {
		return it.NameCell
	}
	return "A" + count(it.Row)
}
