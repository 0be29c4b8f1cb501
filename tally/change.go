package tally

// Way is which way a row went since the round before.
type Way string

// The ways, in the order in which they are told.
const (
	WentWorse  Way = "worse"
	WentBetter Way = "better"
	CameNew    Way = "new"  // it had no light then
	WentAway   Way = "gone" // it has none now
	StayedSame Way = "same"
)

var ways = []Way{WentWorse, WentBetter, CameNew, WentAway, StayedSame}

// Chinese is the word for it.
func (w Way) Chinese() string {
	return map[Way]string{WentWorse: "变差", WentBetter: "变好", CameNew: "新有数据", WentAway: "没有数据", StayedSame: "不变"}[w]
}

// RoundChange is what became of a row since the round before.
type RoundChange struct {
	Row int         // index into Edition.Rows
	Was *MonthPoint // in the round before
	Way Way
}

// Changes are those of the rows that can be compared with the round of the kind before in the same year: what became worse first.
func (e *Edition) Changes() []RoundChange {
	last, ok := e.Period.Earlier()
	if !ok {
		return nil
	}
	if last.Kind() == HalfYear { // whose year is told by quarters
		last = last.Closing(Quarterly)
	}
	by := map[Way][]RoundChange{}
	for i := range e.Rows {
		r := &e.Rows[i]
		for k := range r.Year {
			if r.Year[k].Period != last {
				continue
			}
			if way := wayFrom(r.Year[k].Light, r.Main.Light); way != "" {
				by[way] = append(by[way], RoundChange{i, &r.Year[k], way})
			}
		}
	}
	var all []RoundChange
	for _, way := range ways {
		all = append(all, by[way]...)
	}
	return all
}

// wayFrom compares two lights; of none and none it is "".
func wayFrom(was, now Light) Way {
	worth := map[Light]int{Green: 3, Yellow: 2, Red: 1}
	a, b := worth[was], worth[now]
	switch {
	case a == 0 && b == 0:
		return ""
	case a == 0:
		return CameNew
	case b == 0:
		return WentAway
	case b < a:
		return WentWorse
	case b > a:
		return WentBetter
	}
	return StayedSame
}
