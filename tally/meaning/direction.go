package meaning

import (
	"cmp"
	"slices"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// Words and signs of a target that say its direction by themselves: the first group a lower bound, the second an upper
// one. What denies stands first, so that 不少于 is never taken for 少于. 达到 says neither.
var bounds = mustCue(`(≥|>|不低于|不少于|不小于|不得低|不得少|不能低|不能少|至少|最少|及以上|以上|高于|大于|多于)|` +
	`(≤|<|不超|不高于|不大于|不多于|不突破|不得超|不得高|不能超|最多|至多|以内|之内|以下|低于|小于|少于|控制在|控制为|控制到|降至|降到|降低到|降低至|减至|减到|压减至|压减到|压降至|缩短至|缩短到|压缩至|压缩到|零|不发生|为0|杜绝)`)

// signed is how a name says the direction itself, most often in brackets: 投诉处理时长（逆向指标）.
var signed = mustCue(`(正向指标|越高越好|越多越好)|(逆向指标|负向指标|反向指标|越低越好|越少越好|控制性指标)`)

func (r *reader) better(b tally.Better, o tally.Origin) {
	r.m.Better, r.m.Origin.Better = b, o
}

// direction says which way the figure should move: what the target or an operator column prints, else what the
// vocabulary settles. Where the two contradict each other, and where neither speaks of what may fall, it is a doubt.
func (r *reader) direction() {
	up, down := r.printed()
	named, settled := r.name.better, r.name.settled
	switch {
	case r.said(tally.AskDirection) != "":
		r.better(tally.Better(r.said(tally.AskDirection)), tally.Confirmed)
	case !settled && !r.name.mayFall && r.m.Origin.Measure == tally.Confirmed && r.m.Measure != tally.Rank:
		r.better(tally.Higher, tally.Confirmed)
		if r.m.Measure == tally.Ceiling {
			r.m.Better = tally.Lower
		}
	case r.m.Measure == tally.Rank:
		r.rankDirection()
		return
	case r.m.Measure == tally.Growth && r.m.Drop && !r.row.Phrase.Drop, r.row.Phrase.Drop:
		r.better(tally.Higher, tally.Printed)
		if r.row.Phrase.Drop {
			r.m.Drop = true
		}
		return
	case r.m.Measure == tally.Milestone, r.m.Measure == tally.Multi && !r.name.mayFall && !(settled && named == tally.Lower):
		r.better(tally.Higher, tally.Printed)
		return
	case down && !up:
		r.better(tally.Lower, tally.Printed)
		if settled && named == tally.Higher && (!r.name.all.is(bad|mayFall|lower) || r.name.headSense().is(higher|satisfaction)) && r.row.Phrase.Floor.OK() && r.row.Phrase.Floor.Decimal().IsPositive() {
			r.contradiction("目标写的是上限，而这类指标通常越高越好", tally.Lower)
		}
	case up && !down:
		r.better(tally.Higher, tally.Printed)
		if settled && named == tally.Lower {
			r.contradiction("目标写的是下限，而这类指标通常越低越好", tally.Lower)
		}
	case settled:
		r.better(named, tally.Vocabulary)
	case r.none():
		r.better(tally.Lower, tally.Printed)
	case r.m.Measure == tally.Text:
		r.better(named, tally.Assumed)
	case r.name.mayFall:
		r.better(tally.Lower, tally.Assumed)
		r.m.doubt(tally.AskDirection, "这类指标有的要求多、有的要求少，表里没有写明", string(tally.Lower), string(tally.Lower), string(tally.Higher))
	default:
		r.better(named, tally.Assumed)
		r.unknown()
	}
	r.limit()
}

// none reports a target of nothing at all: of what is counted none is to be, or there was no need of a target.
func (r *reader) none() bool {
	switch r.m.Measure {
	case tally.Level, tally.Count, tally.Stock, tally.Share, tally.Ratio, tally.Ceiling:
		n := r.row.Phrase.Floor
		return n.OK() && n.Sign() == 0 && !r.row.Phrase.Stretch.OK()
	default: // nothing may be asked of a growth
	}
	return false
}

// mostOf is the share from which on a target is taken for one to be reached: nobody sets a limit of nine tenths to what is to be little.
var mostOf, nearlyAll = exact.Int(70), exact.Int(90)

// unknown asks which way is better where the vocabulary lacks the word that decides, unless the size of the target tells.
func (r *reader) unknown() {
	if !r.m.Recur.IsZero() || r.asks(tally.AskMeasure) && r.name.better != tally.Lower || !r.name.unsure && !r.name.unknown() {
		return
	}
	if !r.name.all.is(bad|lower) && (r.says("happens") || r.v.has("visits", r.unitBase()) || r.units.Money(r.unitText()) && !r.v.endsAs("moneys", r.name.folded)) {
		return
	}
	if n := r.row.Phrase.Floor; n.OK() && (r.m.Measure == tally.Share || r.name.headSense().is(index)) {
		if n.Cmp(nearlyAll) >= 0 || n.Cmp(mostOf) >= 0 && !r.name.all.is(bad|lower) {
			r.better(tally.Higher, tally.Assumed)
			return
		}
	}
	proposed, other := tally.Higher, tally.Lower
	if r.name.better == tally.Lower {
		proposed, other = tally.Lower, tally.Higher
	}
	why := "词表里没有这个指标，看不出是越高越好还是越低越好"
	if !r.name.unknown() {
		why = "名称里有词表没有的词，看不出是越高越好还是越低越好"
	}
	r.m.doubt(tally.AskDirection, why, string(proposed), string(proposed), string(other))
}

// limit: what should be low is held against its target as a limit, a growth too. What comes again and again is judged by how often it was due.
func (r *reader) limit() {
	switch r.m.Measure {
	case tally.Text, tally.Milestone, tally.Multi, tally.Rank, tally.Delta:
		return
	case tally.Level, tally.Count, tally.Stock, tally.Growth, tally.Share, tally.Ratio, tally.Ceiling:
	}
	if p := r.row.Phrase; p.Op == tally.OpEqual && p.Unit == "" && r.row.Unit == "" { // 零死亡: none are to be counted
		r.set(tally.Count, tally.Printed)
		return
	}
	if r.m.Better != tally.Lower || r.m.Origin.Measure == tally.Confirmed {
		return
	}
	r.m.Doubts = slices.DeleteFunc(r.m.Doubts, func(d Doubt) bool { return d.Code == tally.AskMeasure }) // a limit is met or not, whatever piles up
	r.set(tally.Ceiling, r.m.Origin.Better)
}

func (r *reader) asks(code tally.QuestionCode) bool {
	return slices.ContainsFunc(r.m.Doubts, func(d Doubt) bool { return d.Code == code })
}

// unitText is the unit of the number: the target's own, or else the row's.
func (r *reader) unitText() string { return cmp.Or(r.row.Phrase.Unit, r.row.Unit) }

func (r *reader) contradiction(why string, proposed tally.Better) {
	r.m.doubt(tally.AskDirection, why, string(proposed), string(tally.Higher), string(tally.Lower))
}

// printed reports what the target's own words or the operator's column say.
func (r *reader) printed() (up, down bool) {
	switch r.row.Op {
	case tally.OpAtMost, tally.OpLess:
		return false, true
	case tally.OpAtLeast, tally.OpMore:
		return true, false
	case tally.OpNone, tally.OpEqual, tally.OpRange, tally.OpApprox: // say neither
	}
	if up, down = r.name.up, r.name.down; up != down {
		return up, down
	}
	for _, m := range bounds.FindAllStringSubmatch(r.text, -1) {
		up, down = up || m[1] != "", down || m[2] != ""
	}
	return up, down
}

// rankDirection: a place is the better the lower; places won the higher. 提升至前10 is a place.
func (r *reader) rankDirection() {
	p := r.row.Phrase
	switch {
	case p.Op == tally.OpAtMost || p.Op == tally.OpLess:
		r.better(tally.Lower, tally.Printed)
	case rises.MatchString(r.text):
		r.better(tally.Higher, tally.Printed)
	case r.name.climbs():
		r.better(tally.Higher, tally.Vocabulary)
	case r.name.mayClimb():
		r.better(tally.Lower, tally.Assumed)
		r.m.doubt(tally.AskDirection, "看不出是名次（越小越好），还是要提升的位数（越大越好）", string(tally.Lower), string(tally.Lower), string(tally.Higher))
	default:
		r.better(tally.Lower, tally.Vocabulary)
	}
}
