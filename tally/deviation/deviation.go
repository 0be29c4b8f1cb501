package deviation

import (
	"time"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/meaning"
)

// Against is what Deviate is told: one actual, one target, and the moment.
type Against struct {
	Indicator *tally.Indicator // its measure, direction, deadline, curve and lag; its targets are not looked at
	Target    *tally.Target    // not changed, as Actual: both are long, and one Against is made for each reading of each month
	Actual    *tally.Figure    // nil or the zero Figure where nothing was reported
	Reported  bool             // Actual is one
	Progress  string           // what was written beside it: says of a milestone whether it is done
	Evidence  bool             // some file stands behind it
	Period    tally.Round      // at whose end they are compared
	AsOf      time.Time        // 截至10月20日: the day inside the period that the figures run to; zero: its end
	LastYear  exact.Number     // same months of last year, for ranks risen by n
	Peers     exact.Number     // average of the peers, for rules that ask
	Before    []tally.Light    // raw lights of the earlier months of the year, oldest first
	Readings  *Readings        // of what is asked of the row, where it is judged for several months; nil: read each time
	Absent    string           // why nothing was reported, for the grey light; 未报 where nobody knows
	Words     *meaning.Words
	Rules     *Rules

	mute bool // no sentence is made of it
}

// Deviate holds one actual against one target at the end of a period (DESIGN §5, DOMAIN §3). It is pure.
// Rates and lights come from exact fractions; only what is kept is rounded, at the sixteenth decimal.
func Deviate(in Against) tally.Deviation {
	var s standing
	judge(&in, &s)
	if s.grey != "" {
		s.dev.Sentence = s.grey
		return s.dev
	}
	s.dev.Sentence = s.took + in.Rules.sentence(&s)
	s.dev.Sentence += restsOn(in.Indicator)
	if s.dev.Light != s.dev.Raw {
		s.dev.Sentence += "，连续" + in.Rules.memoryText(s.section, s.dev.Light)
	}
	return s.dev
}

// Judge is Deviate without its sentence, for the earlier months of which only the light is asked.
func Judge(in *Against) tally.Deviation {
	var s standing
	in.mute = true
	judge(in, &s)
	return s.dev
}

// judge is Deviate without its sentence. A standing is long, so it is filled in place here and below.
func judge(in *Against, s *standing) {
	if in.Actual == nil {
		in.Actual = &tally.Figure{}
	}
	if q := in.asks(); q != nil {
		pending(in, s, q)
		return
	}
	judged(in, s)
}

// judged is judge where nothing is asked.
func judged(in *Against, s *standing) {
	in.asFraction()
	measure(in, s)
	if s.grey != "" {
		s.dev.Raw, s.dev.Light = tally.Grey, tally.Grey
		return
	}
	s.dev.Raw = in.Rules.raw(s)
	s.dev.Light = in.Rules.remember(s.section, in.Before, s.dev.Raw)
}

// standing is a deviation on its way: the exact numbers that the rules look at, and the words for them.
type standing struct {
	dev     tally.Deviation
	section Section
	grey    string // why it cannot be measured

	// What the tests of a section look at; none where it has no meaning.
	points, ratio, peer, actual, positions, days exact.Fraction

	missed bool // of the state tests: a limit passed, nothing done
	near   bool // 左右, within the tolerance
	beyond bool // past a range on its good side
	strict bool // 突破 n, and exactly n
	parts  []standing
	gap    exact.Fraction // as printed in the sentence, signed: negative is behind
	phrase wording

	inPoints bool // the gap is points, which the light is made from

	took string // how the actual was made of what was filed, before the sentence
}

// wording is how a sentence is put together: before, the size of the gap, its unit, after.
type wording struct {
	ahead, behind, even string
	unit                string
	after               string
	fixed               string // the whole sentence, where no number moves
}

// measure chooses how the two are compared.
func measure(in *Against, s *standing) {
	s.dev.Target = in.Target
	s.dev.Basis = tally.Unmeasured
	ind := in.Indicator
	if ind.Measure == tally.Milestone {
		measureDate(in, s)
		return
	}
	if why := in.otherYear(); why != "" {
		s.greyed(why)
		return
	}
	s.dev.Target = in.Target // as the path asks of this year
	t := in.Target
	if len(t.Parts) > 0 && !t.Value().OK() {
		measureParts(in, s)
		return
	}
	if t.Why != "" && t.Bare() {
		s.greyed("目标未能量化：" + t.Why)
		return
	}
	if t.Bare() {
		s.greyed("目标无法量化")
		return
	}
	if due := in.deadline(); t.Period == "" && due.Year() > in.Period.Year() {
		s.greyed("未到期：完成时限" + in.dueText())
		return
	}
	if !in.Reported {
		s.greyed(in.absent())
		return
	}
	s.dev.OnStretch = !t.Floor.OK()
	goal, ok := in.Goal()
	if !ok {
		s.greyed("目标单位（" + t.StretchUnit + "）与指标单位（" + t.Unit + "）不可比")
		return
	}
	actual, ok := in.actual()
	if n, why, known := in.grown(); known {
		actual, ok, s.took = n, true, "比去年同期（"+in.LastYear.Plain()+in.Indicator.Unit+"）增长"+exact.Shown(exact.FractionOf(n), 2)+"%，"
	} else if why != "" {
		s.greyed(why)
		return
	}
	switch {
	case !in.Actual.Value.OK() && len(in.Actual.Parts) > 0:
		s.greyed("填报为分项数，目标只有一个数：" + in.Actual.Printed)
		return
	case !in.Actual.Value.OK():
		s.greyed("填报不是一个数：" + in.Actual.Printed)
		return
	case !ok:
		s.greyed("单位不可比：目标为" + t.Unit + "，填报为" + in.Actual.Unit)
		return
	}
	s.dev.Actual = actual
	value := exact.FractionOf(actual)
	if in.Peers.OK() {
		s.peer = value.Sub(exact.FractionOf(in.Peers))
	}
	if ind.Better == tally.Lower { // below the average is good, and so is what falls
		if !s.peer.None() {
			s.peer = s.peer.Neg()
		}
	} else {
		s.actual = value
	}
	compare(in, s, goal, value)
}

// compare is measure once both numbers are there, in one unit.
func compare(in *Against, s *standing, goal, actual exact.Fraction) {
	t, ind := in.Target, in.Indicator
	switch {
	case !t.Recur.IsZero() && goal.Sign() > 0:
		measureRecurring(in, s, goal, actual)
	case ind.Measure == tally.Rank:
		measureRank(in, s, goal, actual)
	case t.Drop:
		measureDrop(in, s, goal, actual)
	case t.Op == tally.OpRange && t.Max.OK() && ind.Better == tally.Lower: // only its upper end binds
		measureLimit(in, s, exact.FractionOf(t.Max), actual)
	case t.Op != tally.OpApprox && IsLimit(ind, t):
		measureLimit(in, s, goal, actual)
	case goal.Sign() <= 0 && (!in.percent() || Accumulates(ind.Measure) || ind.Measure == tally.Stock): // no share of nothing
		measureState(in, s, goal, actual)
	case Accumulates(ind.Measure):
		measureSchedule(in, s, goal, actual)
	case ind.Measure == tally.Stock:
		measureWhole(in, s, goal, actual)
	default:
		measureTarget(in, s, goal, actual)
	}
}

// Accumulates reports the measures that are pro-rated by the schedule.
func Accumulates(m tally.Measure) bool {
	return m == tally.Level || m == tally.Count || m == tally.Multi
}

// IsLimit reports a target that is a limit: 以内, 不超过, or a bare number of what should be low.
func IsLimit(ind *tally.Indicator, t *tally.Target) bool {
	return ind.Measure == tally.Ceiling || t.Op == tally.OpAtMost || t.Op == tally.OpLess || ind.Better == tally.Lower
}

// percent reports a target whose differences are percentage points; growth and shares are, where no unit is printed.
func (in *Against) percent() bool {
	switch in.Indicator.Measure {
	case tally.Growth, tally.Share, tally.Delta:
		return in.Target.Unit == "" || in.Words.InPercent(in.Target.Unit)
	case tally.Level, tally.Count, tally.Stock, tally.Ratio, tally.Rank, tally.Ceiling, tally.Multi, tally.Milestone, tally.Text:
	}
	return in.Words.InPercent(in.Target.Unit)
}

// gapUnit is what a difference of two values is counted in.
func (in *Against) gapUnit() string {
	if in.percent() {
		return "个百分点"
	}
	return in.Target.Unit
}

func (s *standing) greyed(reason string) {
	s.grey = reason
}

func (in *Against) absent() string {
	if in.Absent != "" {
		return in.Absent
	}
	return "未报"
}

// Goal is the number that the actual is held against: the floor, or else the stretch, in the target's unit.
func (in *Against) Goal() (exact.Fraction, bool) {
	t := in.Target
	if t.Floor.OK() {
		return exact.FractionOf(t.Floor), true
	}
	n, ok := in.convert(t.Stretch, t.StretchUnit, t.Unit)
	return exact.FractionOf(n), ok
}

func (in *Against) actual() (exact.Number, bool) {
	if in.Indicator.Measure == tally.Rank { // 位 and 名 are one
		return in.Actual.Value, true
	}
	if n, ok := in.convert(in.Actual.Value, in.Actual.Unit, in.Target.Unit); ok {
		return n, ok
	}
	if m := in.Indicator.Measure; m == tally.Growth || m == tally.Delta && in.Words.Points(in.Indicator.Unit) {
		return in.Words.ConvertChange(in.Actual.Value, in.Actual.Unit, in.Target.Unit)
	}
	return in.Actual.Value, false
}

// convert leaves a number as it is where a unit is not printed, or both count things (个, 家).
func (in *Against) convert(n exact.Number, from, to string) (exact.Number, bool) {
	return in.Words.ConvertPrinted(n, from, to)
}

// day is the day of the period that the figures run to; 0 is its end.
func (in *Against) day() int {
	if in.Period.Kind() == tally.Monthly && in.AsOf.Year() == in.Period.Year() && int(in.AsOf.Month()) == in.Period.Month() {
		return in.AsOf.Day()
	}
	return 0
}
