package deviation

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// measureParts holds a target in parts (10亿元2个,20亿元1个) against an actual in parts, part by part; the worst
// part gives the rates and the light. An actual that is one number answers only a target of one part.
func measureParts(in *Against, s *standing) {
	committed := slices.DeleteFunc(slices.Clone(in.Target.Parts), func(p tally.Part) bool { return p.Stretch })
	if len(committed) == 0 {
		committed, s.dev.OnStretch = in.Target.Parts, true
	}
	if !in.Reported {
		s.greyed(in.absent())
		return
	}
	actual := in.Actual.Parts
	if len(actual) == 0 && in.Actual.Value.OK() {
		if k := in.only(committed); k >= 0 {
			p := committed[k]
			actual = []tally.Part{{Threshold: p.Threshold, Unit: in.Actual.Unit, Count: in.Actual.Value, Of: p.Of}}
			in.besides(s, committed, k)
			committed = committed[k : k+1]
		}
	}
	if len(actual) == 0 && !in.Actual.Value.OK() && in.Actual.Printed != "" {
		actual = in.Words.Phrase(in.Actual.Printed, phrase.Hint{Name: in.Indicator.Name, Unit: in.Target.Unit}).Parts
	}
	if len(actual) == 0 {
		s.greyed("目标分" + strconv.Itoa(len(committed)) + "项，填报没有分项：" + in.Actual.Printed)
		return
	}
	amount := func(p tally.Part) bool { return !in.Words.InPercent(p.Unit) }
	half := len(s.dev.Parts) > 0 && amount(committed[0]) && slices.ContainsFunc(s.dev.Parts, func(b tally.PartDeviation) bool { return amount(b.Part) }) // and no level with its growth
	worst := -1
	committed = slices.Clone(committed)
	actual = in.paired(committed, actual)
	for _, p := range committed {
		one, why := in.part(p, actual)
		if why != "" {
			s.greyed(why)
			return
		}
		s.parts = append(s.parts, one)
		if k := len(s.parts) - 1; worst < 0 || in.Rules.worsePart(&one, &s.parts[worst]) {
			worst = k
		}
	}
	s.worstPart(in, committed, worst)
	if half && in.Rules.raw(s) == tally.Green { // 1500家 is on its way, and of the 30亿元 nothing was filed
		*s = standing{dev: tally.Deviation{Target: in.Target, Basis: tally.Unmeasured, Parts: s.dev.Parts}, phrase: s.phrase}
		s.greyed(s.phrase.fixed)
	}
}

// part measures one part as if it were a target of its own.
func (in *Against) part(p tally.Part, actual []tally.Part) (standing, string) {
	got, why := in.find(p, actual)
	if why != "" {
		return standing{}, why
	}
	own, as := *in, *in.Indicator
	own.Indicator = &as
	unit := in.partUnit(p)
	op := p.Op
	if op == tally.OpNone {
		op = tally.OpAtLeast
	}
	own.Target = &tally.Target{Op: op, Floor: p.Count, Unit: unit, Period: in.Target.Period}
	own.Actual = &tally.Figure{Value: got.Count, Unit: in.partUnit(got)}
	as.Measure = tally.Count
	if in.Words.InPercent(unit) {
		as.Measure = tally.Growth
	}
	if in.Indicator.Measure == tally.Stock || in.Indicator.Measure == tally.Share {
		as.Measure = in.Indicator.Measure
	} else if p.Of != "" && in.Words.Stands(p.Of, unit) {
		as.Measure = tally.Stock
	}
	as.Asked = nil
	var s standing
	measure(&own, &s)
	return s, s.grey
}

// find is the actual for a part: the same threshold, or the same noun, or a unit of the same kind. No project of a
// size yet is none; another noun left out is not.
func (in *Against) find(p tally.Part, actual []tally.Part) (tally.Part, string) {
	for _, a := range actual {
		if in.samePart(p, a) {
			return a, ""
		}
	}
	if p.Threshold.OK() {
		return tally.Part{Threshold: p.Threshold, Unit: p.Unit, Count: exact.Int(0)}, ""
	}
	return tally.Part{}, "填报缺少分项：" + in.partName(p)
}

func (in *Against) samePart(p, a tally.Part) bool {
	if p.Threshold.OK() != a.Threshold.OK() {
		return false
	}
	if p.Threshold.OK() {
		n, ok := in.convert(a.Threshold, a.Unit, p.Unit)
		return ok && n.Equal(p.Threshold) && (p.Of == "" || a.Of == "" || p.Of == a.Of)
	}
	if p.Of != "" && a.Of != "" {
		return in.Words.Key(p.Of) == in.Words.Key(a.Of)
	}
	_, ok := in.convert(a.Count, a.Unit, p.Unit)
	return ok
}

// partUnit is what the count of a part is counted in: its own unit, or the indicator's where Unit is that
// of the threshold.
func (in *Against) partUnit(p tally.Part) string {
	if p.Threshold.OK() {
		return in.Target.Unit
	}
	return p.Unit
}

func (in *Against) partName(p tally.Part) string {
	switch {
	case p.Of != "":
		return p.Of
	case p.Threshold.OK():
		return p.Threshold.Plain() + p.Unit
	}
	return p.Count.Plain() + p.Unit
}

// worstPart takes the rates of the worst part for the whole.
func (s *standing) worstPart(in *Against, parts []tally.Part, worst int) {
	w := s.parts[worst]
	whole := w
	whole.dev.Target = in.Target
	whole.dev.OnStretch = s.dev.OnStretch
	whole.dev.Actual = exact.Number{}
	whole.dev.Met = true
	besides := s.dev.Parts
	var said []string
	for k, one := range s.parts {
		d := one.dev
		text := in.partName(parts[k]) + "：" + d.Actual.Plain() + "/" + parts[k].Count.Plain() + in.partUnit(parts[k])
		d.Sentence = text + "，达到目标"
		if !d.Met {
			d.Sentence = text + "，" + in.Rules.sentence(&one)
		}
		whole.dev.Parts = append(whole.dev.Parts, tally.PartDeviation{Part: parts[k], Actual: d.Actual, Completion: d.Completion, Gap: d.Gap, Sentence: d.Sentence})
		whole.dev.Met = whole.dev.Met && d.Met
		said = append(said, d.Sentence)
	}
	for _, b := range besides { // shown beside, held against nothing yet
		whole.dev.Parts = append(whole.dev.Parts, b)
		said = append(said, b.Sentence)
	}
	whole.phrase = wording{fixed: strings.Join(said, "；") + stretchText(s.dev.OnStretch)}
	*s = whole
}

// only is the one part that a single figure can be for, by its unit: of 332亿元、增幅10% the level, where 亿元 is filed; -1
// where several could be meant or none.
func (in *Against) only(parts []tally.Part) int {
	if len(parts) == 1 {
		return 0
	}
	found := -1
	for i, p := range parts {
		if p.Threshold.OK() {
			return -1
		}
		if _, ok := in.convert(in.Actual.Value, in.Actual.Unit, p.Unit); !ok {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// besides keeps the parts for which nothing was filed.
func (in *Against) besides(s *standing, parts []tally.Part, main int) {
	for i, p := range parts {
		if i != main {
			s.dev.Parts = append(s.dev.Parts, tally.PartDeviation{Part: p, Sentence: in.partName(p) + p.Count.Plain() + p.Unit + "：未报"})
		}
	}
}

// paired gives the parts of the actual the names of the target's where neither side names any: they are filed in the order
// in which they were set. Where only some have names or their numbers differ, nothing is paired.
func (in *Against) paired(target, actual []tally.Part) []tally.Part {
	if len(target) != len(actual) || len(target) < 2 {
		return actual
	}
	out := make([]tally.Part, len(actual))
	named := 0
	for i, p := range target {
		if p.Threshold.OK() || actual[i].Threshold.OK() {
			return actual
		}
		if _, ok := in.convert(actual[i].Count, actual[i].Unit, p.Unit); !ok {
			return actual
		}
		if p.Of != "" && actual[i].Of != "" {
			named++
		}
		out[i] = actual[i]
	}
	if named == len(target) {
		return actual
	}
	if named > 0 {
		return actual
	}
	for i := range target {
		name := cmp.Or(target[i].Of, actual[i].Of, "第"+strconv.Itoa(i+1)+"项")
		target[i].Of, out[i].Of = name, name
	}
	return out
}
