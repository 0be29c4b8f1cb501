package tally

import (
	"errors"
	"slices"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// OrderRule is why a row is followed without anybody picking it.
type OrderRule string

// The rules.
const (
	RuleRed    OrderRule = "red"
	RuleTwice  OrderRule = "yellow_twice"
	RulePoints OrderRule = "points"
)

// OrderRules say which rows of an edition are to be followed, and how long a department has.
type OrderRules struct {
	Red    bool         `json:"red"`             // all red rows
	Twice  bool         `json:"yellow_twice"`    // rows that are yellow for the second time running
	Points exact.Number `json:"points,omitzero"` // rows that are behind by so many points or more; absent for no such rule
	Days   int          `json:"days"`            // working days for the answer, the day of opening not counted
	Auto   bool         `json:"auto"`            // the clock opens them after the edition at the cut-off; else a person sends them
}

// The bounds of OrderRules.Days.
const (
	defaultOrderDays = 5
	MaxOrderDays     = 250
)

// DefaultOrderRules follow what is red, and what is yellow twice running; a person sends them.
func DefaultOrderRules() OrderRules {
	return OrderRules{Red: true, Twice: true, Days: defaultOrderDays}
}

// Validate says what is wrong with the rules, in Chinese.
func (r OrderRules) Validate() error {
	if r.Days < 1 || r.Days > MaxOrderDays {
		return errors.New("督办的办理时限应为 1 到 250 个工作日。")
	}
	if r.Points.OK() && !r.Points.Decimal().IsPositive() {
		return errors.New("落后多少个百分点才督办，应为大于 0 的数。")
	}
	if r.Auto && !r.Red && !r.Twice && !r.Points.OK() {
		return errors.New("自动交办至少要选一条规则。")
	}
	return nil
}

// pointsWord is the unit of gaps in percentage points.
const pointsWord = "个百分点"

// Of says which of the rules hold for a row of the edition of a period. before is the light of the row in the round before, for
// January, whose year does not hold it.
func (r OrderRules) Of(row *Row, period Round, before Light) []OrderRule {
	var all []OrderRule
	d := &row.Main
	if r.Red && d.Light == Red {
		all = append(all, RuleRed)
	}
	last := period.Add(-1)
	if k := slices.IndexFunc(row.Year, func(m MonthPoint) bool { return m.Period == last }); k >= 0 {
		before = row.Year[k].Light
	}
	if r.Twice && d.Light == Yellow && before == Yellow {
		all = append(all, RuleTwice)
	}
	behind := d.Light == Red || d.Light == Yellow
	if r.Points.OK() && behind && d.GapUnit == pointsWord && d.Behind.OK() && d.Behind.Cmp(r.Points) >= 0 {
		all = append(all, RulePoints)
	}
	return all
}
