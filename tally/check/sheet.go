package check

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// sheet holds against what was filed for what the sheet says of itself.
func (k *checking) sheet() {
	r := k.in.Reading
	if r.Kind == tally.KindPlan && !slices.ContainsFunc(r.Findings, func(f tally.Finding) bool { return f.Code == tally.LayoutUnknown && f.Class == tally.ClassA }) {
		k.add(tally.LayoutUnknown, k.firstSheet(), "", "", "这张表像是目标分解表：里面没有"+k.in.Period.Kind().This()+"或累计完成数的列。", "请上传"+k.in.Period.Full()+"的进度表")
	}
	if r.Plan != "" && r.Plan != k.in.Plan.Key {
		k.wrongPlan = true
		k.add(tally.PlanDiffers, k.firstSheet(), "", "",
			"这是计划「"+r.Plan+"」下发给「"+r.Department+"」填"+r.Period.Chinese()+"的表，而现在报送的是计划「"+k.in.Plan.Key+"」。", "请在计划「"+r.Plan+"」里报送这份表，或下载本计划的填报表填写")
	}
	if r.Department != "" && !k.department.Is(r.Department) && (!r.Alone || k.reports(r.Department)) { // 督查办公室 alone on its form is who made it
		k.wrongUnit = true
		k.add(tally.DepartmentDiffers, k.firstSheet(), "", "",
			"表上写的单位是「"+r.Department+"」，而现在是为「"+k.in.Department+"」报送。", "请改正填报单位，或换成"+k.in.Department+"的表；两个名称是同一单位的，请督查部门登记别名")
	}
	says, differs := k.otherPeriod()
	if k.says, k.wrongPeriod = says, differs; differs {
		k.add(tally.PeriodDiffers, k.firstSheet(), "", "",
			"表上写的是"+says.Full()+"的数，而现在报送的是"+k.in.Period.Full()+"。", "请上传"+k.in.Period.Full()+"的表，或改选"+chosen(says, k.in.Period))
	}
	k.layout()
}

// reports reports a department that leads or carries out something of the plan.
func (k *checking) reports(department string) bool {
	is := func(d string) bool { return tally.NamesOf(d, nil).Is(department) }
	return slices.ContainsFunc(k.in.Plan.Indicators, func(ind tally.Indicator) bool {
		return slices.ContainsFunc(ind.Lead, is) || slices.ContainsFunc(ind.Implementing, is)
	})
}

// chosen is what a clerk chooses wrongly: the month, or which kind of report it is.
func chosen(says, filed tally.Round) string {
	if says.Kind() == tally.Monthly && filed.Kind() == tally.Monthly {
		return "报送月份"
	}
	return "报告期"
}

// otherPeriod is the month that the sheet is for where that is another one than it is filed for.
func (k *checking) otherPeriod() (tally.Round, bool) {
	says := k.in.Reading.Period
	if says.IsZero() {
		says = k.newest()
	}
	if says.IsZero() || says == k.in.Period {
		return says, false
	}
	// A sheet with one column a month whose indicators are quarterly is rightly empty between quarters.
	return says, !k.onlyIdle()
}

// newest is the latest month that holds an actual; none where the sheet does not date them.
func (k *checking) newest() tally.Round {
	var p tally.Round
	for i := range k.in.Reading.Items {
		for _, a := range k.in.Reading.Items[i].Actuals {
			if a.Period.IsZero() || a.Period == k.in.Period {
				return k.in.Period
			}
			if a.Period.Compare(p) > 0 {
				p = a.Period
			}
		}
	}
	return p
}

// onlyIdle reports that every row has an empty cell for the filed month and an indicator that is not due in it.
func (k *checking) onlyIdle() bool {
	ix := k.in.Names.index(k.department)
	for i := range k.in.Reading.Items {
		it := &k.in.Reading.Items[i]
		found := ix.candidates(it)
		idle := len(found) == 1 && found[0].Every > 1 && !found[0].DueIn(k.in.Period)
		if !idle || !slices.ContainsFunc(it.Empty, func(e tally.Empty) bool { return e.Period == k.in.Period }) {
			return false
		}
	}
	return len(k.in.Reading.Items) > 0
}

func (k *checking) firstSheet() string {
	r := k.in.Reading
	switch {
	case len(r.Headers) > 0:
		return r.Headers[0].Sheet
	case len(r.Items) > 0:
		return r.Items[0].Sheet
	}
	return ""
}

// layout compares the headings with those of the last sheet: a moved or renamed column is where readings go wrong.
// Columns from which nothing is taken (rates, remarks) may come and go.
func (k *checking) layout() {
	// An issued template is our own layout: whoever turns to it has not changed anything that could mislead.
	if len(k.in.LastHeaders) == 0 || k.in.Reading.Plan != "" {
		return
	}
	left := slices.Clone(k.in.LastHeaders)
	var changed []tally.Header
	for _, h := range k.in.Reading.Headers {
		if i := slices.IndexFunc(left, func(l tally.Header) bool { return readFrom(l) == readFrom(h) }); i >= 0 {
			left = slices.Delete(left, i, i+1)
			continue
		}
		changed = append(changed, h)
	}
	for i, h := range changed {
		var last tally.Header
		if i < len(left) {
			last = left[i]
		}
		cell := ""
		if len(h.Columns) > 0 && h.Rows[0] > 0 {
			cell = h.Columns[0].Letter + count(h.Rows[0])
		}
		k.add(tally.LayoutChanged, h.Sheet, cell, "", "表头和上一次的表不一样"+headingChange(last, h)+"。", "请核对各列是否仍按原意读取；不需要改动则不必处理")
	}
}

// headingChange names the columns that came and went; only their order changed where there are none.
func headingChange(last, now tally.Header) string {
	came, went := headingsOnlyIn(now, last), headingsOnlyIn(last, now)
	switch {
	case len(last.Columns) == 0:
		return "，多了一张表"
	case len(came)+len(went) == 0:
		return "，列的顺序变了"
	}
	var s string
	if len(came) > 0 {
		s += "，新增列" + quotedAll(came)
	}
	if len(went) > 0 {
		s += "，少了列" + quotedAll(went)
	}
	return s
}

func headingsOnlyIn(a, b tally.Header) []string {
	has := map[string]bool{}
	for _, c := range b.Columns {
		has[timeless(c.Path)] = c.Read
	}
	var out []string
	for _, c := range a.Columns {
		if p := timeless(c.Path); c.Read && !has[p] && len(out) < 5 {
			out = append(out, strings.Join(c.Path, "/"))
		}
	}
	return out
}

// readFrom is the headings of the columns that figures are read from, in order, without the month.
func readFrom(h tally.Header) string {
	var b strings.Builder
	for _, c := range h.Columns {
		if c.Read {
			b.WriteString(timeless(c.Path) + "\n")
		}
	}
	return b.String()
}

// timeless leaves digits out of a heading: 9月当月 is last month's 8月当月.
func timeless(path []string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' || r == ' ' {
			return -1
		}
		return r
	}, strings.Join(path, "/"))
}
