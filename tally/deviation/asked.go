package deviation

import (
	"maps"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// mostReadings is how many combinations of answers are tried; a row with more is grey.
const mostReadings = 16

// pending holds the actual against the target under every answer to what is still asked (DESIGN §9). Where all give one
// light, it does not rest on what nobody said, and stands; else the row is grey and says what is asked.
func pending(in *Against, s *standing, asked *tally.Question) {
	r := in.Readings
	if r == nil {
		r = in.readings()
	}
	judged(r.reading(in, 0), s)
	if s.grey != "" && !in.Reported { // the question is its sentence, and that nobody has filed stands behind it
		waits(in, s, asked, "（"+s.grey+"）")
		return
	}
	same := r.all
	for i := 1; same && i < len(r.rows); i++ {
		r.other = standing{}
		other := r.reading(in, i)
		other.mute = true
		judged(other, &r.other)
		same = r.other.dev.Raw == s.dev.Raw && r.other.grey == "" == (s.grey == "")
	}
	if same && s.grey == "" {
		return
	}
	waits(in, s, asked, "")
}

// waits makes a row grey until its question is answered.
func waits(in *Against, s *standing, asked *tally.Question, besides string) {
	*s = standing{dev: tally.Deviation{Basis: tally.Unmeasured, Raw: tally.Grey, Light: tally.Grey, Asked: true}}
	s.dev.Target = in.Target
	if s.grey = "待确认"; !in.mute {
		s.grey += "：" + asked.Why + besides
	}
}

// asks is the first open question that a light could rest on; nil where none is: who leads a row changes no light.
func (in *Against) asks() *tally.Question {
	for i := range in.Indicator.Asked {
		if q := &in.Indicator.Asked[i]; ofMeaning(q.Code) || asksTarget(q.Code) {
			return q
		}
	}
	return nil
}

// readings are the row under each combination of answers, the proposed ones first.
func (in *Against) readings() *Readings {
	combinations := []map[tally.QuestionCode]string{{}}
	all := true
	for _, q := range in.Indicator.Asked {
		if len(q.Choices) == 0 || !ofMeaning(q.Code) {
			all = all && !asksTarget(q.Code)
			continue
		}
		choices := []string{q.Proposed}
		for _, c := range q.Choices {
			if c != q.Proposed {
				choices = append(choices, c)
			}
		}
		var next []map[tally.QuestionCode]string
		for _, c := range choices {
			for _, m := range combinations {
				m = maps.Clone(m)
				m[q.Code] = c
				next = append(next, m)
			}
		}
		combinations = next
		if len(combinations) > mostReadings {
			return &Readings{}
		}
	}
	return &Readings{answers: combinations, rows: make([]reading, len(combinations)), all: all}
}

// reading is a row as it reads with some answers; without any, the row itself.
type reading struct {
	indicator *tally.Indicator
	target    *tally.Target
}

// under makes of a reading the one with these answers beside those already given.
func (in *Against) under(answers map[tally.QuestionCode]string, r *reading) {
	at := 0
	for ; at < len(r.indicator.Targets); at++ { // not by value: a target is long
		if t := &r.indicator.Targets[at]; t.Cell == in.Target.Cell && t.Period == in.Target.Period && t.Tier == in.Target.Tier {
			break
		}
	}
	if at == len(r.indicator.Targets) {
		return
	}
	own := *in.Indicator
	if own.Confirmed = answers; len(in.Indicator.Confirmed) > 0 {
		own.Confirmed = maps.Clone(in.Indicator.Confirmed)
		maps.Copy(own.Confirmed, answers)
	}
	in.Words.Settle(&own)
	r.indicator, r.target = &own, &own.Targets[at]
}

// asFraction takes an actual as its row's target is: where 0.085 was confirmed to mean 8.5 %, 0.072 is 7.2 %.
func (in *Against) asFraction() {
	a := in.Actual
	if len(in.Indicator.Confirmed) == 0 || in.Indicator.Confirmed[tally.AskScale] != tally.ScaleFraction || !a.Value.OK() || strings.ContainsAny(a.Printed, "%％") {
		return
	}
	if one := exact.Int(1); a.Value.Cmp(one) < 0 && a.Value.Cmp(one.Neg()) > 0 {
		own := *a
		own.Value = a.Value.Shift(2)
		in.Actual = &own
	}
}

// ofMeaning reports the questions whose answers change how the target is read.
func ofMeaning(code tally.QuestionCode) bool {
	switch code {
	case tally.AskDirection, tally.AskMeasure, tally.AskScale, tally.AskUnit, tally.AskHorizon:
		return true
	default: // of a plan's row
	}
	return false
}

// asksTarget reports the questions without which there is no target to hold anything against.
func asksTarget(code tally.QuestionCode) bool {
	switch code {
	case tally.AskNumber, tally.AskYear, tally.AskDuplicate:
		return true
	default:
	}
	return false
}

// Readings are how a row reads under each combination of answers to what is asked of it: the same for every month that it is held
// against one target, and read from words once, when it is first looked at: two that differ are enough. They are for one goroutine.
type Readings struct {
	answers []map[tally.QuestionCode]string
	rows    []reading // one of each; without an indicator until it is looked at
	all     bool      // each question has a list of answers

	// What is judged now. Both are long, and made for every reading of every month they would be a third of what a December costs.
	now   Against
	other standing
}

// ReadingsOf reads a row to be judged for several months; nil where nothing is asked of it.
func ReadingsOf(in *Against) *Readings {
	if len(in.Indicator.Asked) == 0 {
		return nil
	}
	return in.readings()
}

// reading is the row under reading i; itself where there are none.
func (r *Readings) reading(in *Against, i int) *Against {
	r.now = *in
	if len(r.rows) > 0 {
		row := &r.rows[i]
		if row.indicator == nil {
			*row = reading{in.Indicator, in.Target}
			if len(r.answers[i]) > 0 {
				in.under(r.answers[i], row)
			}
		}
		r.now.Indicator, r.now.Target = row.indicator, row.target
	}
	return &r.now
}
