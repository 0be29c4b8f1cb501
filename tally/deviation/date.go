package deviation

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// measureDate is a milestone: done, days to go or days late, as precise as its deadline is printed (2020, 2017-09,
// 2017-09-30). Without a deadline it is the end of the target's year.
func measureDate(in *Against, s *standing) {
	s.section = SectionMilestone
	s.dev.GapUnit = "天"
	due := in.deadline()
	var late int
	if !due.IsZero() {
		late = int(in.today().Sub(due).Hours() / 24)
	}
	state := in.done()
	if state == yes && in.Rules.evidence && !in.Evidence {
		s.greyed("报已完成，还没有附佐证材料")
		return
	}
	if state == yes {
		s.dev.Basis, s.dev.Met = tally.ByDate, true
		s.days = exact.Integer(0)
		s.phrase.fixed = "已完成"
		return
	}
	switch {
	case due.IsZero():
		s.greyed("未完成，没有完成时限")
		return
	case late < 0:
		s.dev.Basis = tally.ByDate
		s.greyed("未到期，距完成时限（" + in.dueText() + "）还有" + strconv.Itoa(-late) + "天")
		return
	case !in.Reported && in.Progress == "":
		s.greyed(in.absent())
		return
	case state == unsaid:
		s.greyed("已到完成时限（" + in.dueText() + "），是否完成没有写明")
		return
	}
	s.dev.Basis, s.missed = tally.ByDate, true
	s.days = exact.Integer(int64(late))
	s.dev.Gap, s.dev.Behind = exact.Int(int64(-late)), exact.Int(int64(late))
	s.phrase.fixed = "逾期" + strconv.Itoa(late) + "天未完成（完成时限" + in.dueText() + "）"
	if late == 0 {
		s.phrase.fixed = "到期未完成（完成时限" + in.dueText() + "）"
	}
}

// today is the day that the figures run to.
func (in *Against) today() time.Time {
	if d := in.day(); d > 0 {
		return time.Date(in.Period.Year(), time.Month(in.Period.Month()), d, 0, 0, 0, 0, time.UTC)
	}
	return in.Period.End()
}

func (in *Against) dueText() string { return in.Indicator.DueFor(in.Target) }

// deadline is the last day of what is printed; zero where nothing is.
func (in *Against) deadline() time.Time {
	text := in.dueText()
	switch len(text) { // parsing what is not there would cost more than all the rest
	case len("2017-09-30"):
		if t, err := time.Parse(time.DateOnly, text); err == nil {
			return t
		}
	case len("2017-09"):
		if p, err := tally.ParseMonth(text); err == nil {
			return p.End()
		}
	case len("2017"):
		if y, err := strconv.Atoi(text); err == nil {
			return tally.MonthOf(y, 12).End()
		}
	}
	return time.Time{}
}

// finished is what a text says about a milestone.
type finished int

const (
	unsaid finished = iota
	no
	yes
)

// done reads what was filed, and else what was written beside it. Only a whole clause that says so counts:
// 已完成主体工程 is not 已完成.
func (in *Against) done() finished {
	if v := in.Actual.Value; in.Reported && v.OK() && in.Words.InPercent(in.Actual.Unit) {
		if v.Decimal().Cmp(exact.Int(100).Decimal()) >= 0 {
			return yes
		}
		return no
	}
	if said := clauses(in.Actual.Printed, in); said != unsaid {
		return said
	}
	return clauses(in.Progress, in)
}

var (
	clauseEnds = regexp.MustCompile(`[,，。;；、!！\s]+`)
	notDone    = regexp.MustCompile(`未|没有|尚|正在|预计|计划|拟|力争|确保|将|推进|进行|筹备|准备|滞后|延期|推迟`)
	doneWords  = regexp.MustCompile(`^(完成|完工|竣工|建成|办结|销号|达成|实现|交付|投产|投用|投入使用|启用|开通|通过验收|验收)(了|任务|目标|工作|率?100[%％])?$`)
	datePart   = regexp.MustCompile(`(于|在|到)?(\d{4}年)?(\d{1,2}月份?)?(\d{1,2}[日号])?(年|月)?(底|初|中旬|上旬|下旬)?(前|之前|内)?`)
	adverbs    = regexp.MustCompile(`确保|力争|争取|已经|业已|已|均|全部|全面|顺利|正式|按期|如期|按时|提前|圆满|并`)
)

func clauses(text string, in *Against) finished {
	said := unsaid
	for _, c := range clauseEnds.Split(text, -1) {
		switch clause(c, in) {
		case yes:
			return yes
		case no:
			said = no
		}
	}
	return said
}

// underWay cuts off that something goes on: 招标中.
func underWay(c string) (state string, ok bool) {
	for _, end := range []string{"过程中", "当中", "之中", "阶段", "中"} {
		if state, ok := strings.CutSuffix(c, end); ok && !strings.HasSuffix(state, "集") {
			return state, true
		}
	}
	return "", false
}

func clause(c string, in *Against) finished {
	if c == "" {
		return unsaid
	}
	if notDone.MatchString(c) {
		return no
	}
	if state, under := underWay(c); under && len([]rune(state)) > 1 { // 招标中, 主体施工阶段
		if essence(state) == essence(in.Target.Text) { // 运行中, where that was to come
			return yes
		}
		return no
	}
	core := essence(strings.TrimPrefix(c, in.Indicator.Name))
	if doneWords.MatchString(core) {
		return yes
	}
	if goal := essence(in.Target.Text); core != "" && (core == goal || strings.HasSuffix(in.Indicator.Name, core) && len([]rune(core)) > 1) {
		return yes
	}
	return unsaid
}

// essence leaves the deed of a clause: 已于9月10日顺利开学 and 确保9月份顺利开学 are both 开学.
func essence(s string) string {
	return adverbs.ReplaceAllString(datePart.ReplaceAllString(s, ""), "")
}
