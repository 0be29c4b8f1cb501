package tally

import "slices"

// RoundKinds are the kinds of rounds, the shortest first.
func RoundKinds() []RoundKind { return slices.Clone(roundKinds) }

// Chinese is the word for the reports of a kind: 周报, 月报, 季报, 半年报, 年报, 专报.
func (k RoundKind) Chinese() string { return roundWords[k].report }

// roundWord are the words for rounds of one kind: the reports of the kind, the round itself, the one before, and what is counted.
type roundWord struct{ report, this, last, each string }

var roundWords = map[RoundKind]roundWord{
	Dated:     {"专报", "本期", "上期", "期"},
	Weekly:    {"周报", "本周", "上周", "周"},
	Monthly:   {"月报", "本月", "上月", "月"},
	Quarterly: {"季报", "本季", "上季", "季度"},
	HalfYear:  {"半年报", "本半年", "上半期", "半年"},
	Yearly:    {"年报", "本年", "上年", "年"},
}

// This is how a report of the kind speaks of its own round: 本周, 本月, 本季.
func (k RoundKind) This() string { return roundWords[k].this }

// Last is how it speaks of the round before: 上周, 上月, 上季.
func (k RoundKind) Last() string { return roundWords[k].last }

// In is what a figure of a round runs over: 本月, 本周, 本年累计, 自开始累计.
func (s Span) In(p Round) string {
	if s == SpanMonth && !p.IsZero() {
		return p.Kind().This()
	}
	return s.Chinese()
}

// Each is what rounds of the kind are counted by: 周, 月, 季度.
func (k RoundKind) Each() string { return roundWords[k].each }

// Tiles reports a kind of which a year is made without a rest, so that its rounds' own values add up to the year's: not weeks, the first
// of which may begin in the year before, and not dated rounds.
func (k RoundKind) Tiles() bool { return k != Weekly && k != Dated && k != "" }

// ShorterThan reports a kind whose rounds are shorter than those of another.
func (k RoundKind) ShorterThan(o RoundKind) bool {
	return slices.Index(roundKinds, k) < slices.Index(roundKinds, o)
}

// First is the first round of the kind that ends in the year of r; a dated round has no others beside it.
func (r Round) First() Round {
	switch r.rank {
	case rankNone, rankDated:
		return r
	case rankWeek:
		return RoundOn(Weekly, date(r.Year(), 1, 1))
	}
	return Round{r.year, 1, r.rank}
}

// Earlier is the round of the kind before r in the same year; ok is false for the first, and for dated rounds.
func (r Round) Earlier() (p Round, ok bool) {
	if r.rank <= rankDated || r == r.First() {
		return Round{}, false
	}
	return r.Add(-1), true
}

// Place is which of its kind in its year the round is, by its end, from 1.
func (r Round) Place() int {
	if r.rank == rankWeek {
		return int(r.End().Sub(r.First().End()).Hours())/(7*24) + 1
	}
	return int(r.n)
}

// YearAgo is the round of the kind a year before: of a week the one that holds the same day, or the
// last that ends in that year, of a dated round the same day.
func (r Round) YearAgo() Round {
	switch r.rank {
	case rankNone:
		return r
	case rankWeek, rankDated:
		end := r.End()
		day := min(end.Day(), MonthOf(end.Year()-1, int(end.Month())).Days())
		ago := RoundOn(r.Kind(), date(end.Year()-1, int(end.Month()), day))
		if ago.Year() == r.Year() { // the week over the year's end belongs to the next
			ago = ago.Add(-1)
		}
		return ago
	}
	return Round{r.year - 1, r.n, r.rank}
}

// Reaches reports that r ends in what holds from the beginning of another round on; from none everything holds.
func (r Round) Reaches(from Round) bool {
	if r.rank == rankMonth && from.rank == rankMonth { // nearly always
		return r.Compare(from) >= 0
	}
	return from.IsZero() || !r.End().Before(from.Begin())
}

// Closing is the last round of a kind that ends in r: of a quarter its third month, of a month its last whole week.
func (r Round) Closing(kind RoundKind) Round {
	at := RoundOn(kind, r.End())
	if at.End().After(r.End()) {
		at = at.Add(-1)
	}
	return at
}

// Parts are the rounds of a shorter kind that end in r, in order.
func (r Round) Parts(kind RoundKind) []Round {
	var parts []Round
	for p := RoundOn(kind, r.Begin()); !p.End().After(r.End()); p = p.Add(1) {
		parts = append(parts, p)
	}
	return parts
}

// SoFar are the rounds of the kind that end in the year of r, to r, in order; of a dated round itself alone.
func (r Round) SoFar() []Round {
	if r.IsZero() {
		return nil
	}
	rounds := make([]Round, 0, 12)
	for p := r.First(); p.Compare(r) <= 0; p = p.Add(1) {
		rounds = append(rounds, p)
	}
	return rounds
}

// Series are the rounds of the year, to r, by which its course is told: of halves and years the quarters, of which r takes the place
// of the last.
func (r Round) Series() []Round {
	if r.rank != rankHalf && r.rank != rankWhole {
		return r.SoFar()
	}
	rounds := r.Closing(Quarterly).SoFar()
	rounds[len(rounds)-1] = r
	return rounds
}

// SeriesWord is what Series are called: 各月, 各周, 各季.
func (r Round) SeriesWord() string {
	switch r.Kind() {
	case Weekly:
		return "各周"
	case Quarterly, HalfYear, Yearly:
		return "各季"
	case Dated:
		return "各期"
	case Monthly:
	}
	return "各月"
}

// StoodBy are the rounds of which the cumulative figures tell what stood by the end of r, in the order in which they are asked: itself,
// and the shorter ones that end last in it.
func (r Round) StoodBy() []Round {
	all := []Round{r}
	switch r.rank {
	case rankMonth:
		return append(all, r.Closing(Weekly))
	case rankQuarter, rankHalf, rankWhole:
		for rank := r.rank - 1; rank >= rankMonth; rank-- {
			all = append(all, r.Closing(roundKinds[rank-1]))
		}
	}
	return all
}

// Full names the round for people who do not know its number: 2022年第5周（1月31日至2月6日）; the others as Chinese does.
func (r Round) Full() string {
	if r.rank == rankWeek {
		return r.Chinese() + "（" + r.dates() + "）"
	}
	return r.Chinese()
}

// Through says from the year's beginning to where the round's cumulative figures run: 1-3月累计, 截至2月6日累计.
func (r Round) Through() string {
	switch {
	case r.IsZero():
		return "累计"
	case !r.Kind().Tiles():
		return r.End().Format("截至1月2日累计")
	case r.rank == rankWhole:
		return "全年累计"
	case r.Month() == 1:
		return "1月累计"
	}
	return "1-" + r.End().Format("1月") + "累计"
}
