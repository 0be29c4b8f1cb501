package deviation

import (
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
	if len(actual) == 0 && in.Actual.Value.OK() && len(committed) == 1 {
		actual = []tally.Part{{Threshold: committed[0].Threshold, Unit: in.partUnit(committed[0]), Count: in.Actual.Value}}
	}
	if len(actual) == 0 && !in.Actual.Value.OK() && in.Actual.Printed != "" {
		actual = in.Words.Phrase(in.Actual.Printed, phrase.Hint{Name: in.Indicator.Name, Unit: in.Target.Unit}).Parts
	}
	if len(actual) == 0 {
		s.greyed("目标分" + strconv.Itoa(len(committed)) + "项,填报没有分项:" + in.Actual.Printed)
		return
	}
	worst := -1
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
}

// part measures one part as if it were a target of its own.
func (in *Against) part(p tally.Part, actual []tally.Part) (standing, string) {
	got, why := in.find(p, actual)
	if why != "" {
		return standing{}, why
	}
	own := *in
	unit := in.partUnit(p)
	op := p.Op
	if op == tally.OpNone {
		op = tally.OpAtLeast
	}
	own.Target = tally.Target{Op: op, Floor: p.Count, Unit: unit, Period: in.Target.Period}
	own.Actual = tally.Figure{Value: got.Count, Unit: in.partUnit(got)}
	own.Indicator.Measure = tally.Count
	if in.Words.InPercent(unit) {
		own.Indicator.Measure = tally.Growth
	}
	if in.Indicator.Measure == tally.Stock || in.Indicator.Measure == tally.Share {
		own.Indicator.Measure = in.Indicator.Measure
	}
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
	return tally.Part{}, "填报缺少分项:" + in.partName(p)
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
	whole.dev.Target, whole.dev.OnStretch = in.Target, s.dev.OnStretch
	whole.dev.Actual = exact.Number{}
	whole.dev.Met = true
	var said []string
	for k, one := range s.parts {
		d := one.dev
		text := in.partName(parts[k]) + ":" + d.Actual.Plain() + "/" + parts[k].Count.Plain() + in.partUnit(parts[k])
		d.Sentence = text + ",达到目标"
		if !d.Met {
			d.Sentence = text + "," + in.Rules.sentence(&one)
		}
		whole.dev.Parts = append(whole.dev.Parts, tally.PartDeviation{Part: parts[k], Actual: d.Actual, Completion: d.Completion, Gap: d.Gap, Sentence: d.Sentence})
		whole.dev.Met = whole.dev.Met && d.Met
		said = append(said, d.Sentence)
	}
	whole.phrase = wording{fixed: strings.Join(said, ";") + stretchText(s.dev.OnStretch)}
	*s = whole
}
