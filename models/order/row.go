package order

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// row is an order as it was opened.
type row struct {
	N             int `gorm:"primaryKey;autoIncrement:false"`
	Basis         tally.OrderBasis
	Rules         string // apart by commas
	PlanKey       string
	Period        tally.Round
	Edition       int
	IndicatorID   string
	Subject       string
	Light         tally.Light
	Sentence      string
	Source        string
	SourceDate    string
	Asks          string
	Why           string
	Department    string
	Supports      string // JSON
	Standing      string // whose place the order holds, see standing
	Closed        bool
	Version       int
	TurnedPeriod  tally.Round
	TurnedEdition int
	TurnedLight   tally.Light
}

// TableName implements GORM's Tabler.
func (row) TableName() string { return "orders" }

// act is one thing done to an order.
type act struct {
	N       int `gorm:"primaryKey;autoIncrement:false"`
	Version int `gorm:"primaryKey;autoIncrement:false"`
	Kind    tally.OrderActKind
	Said    string
	Cause   string
	Measure string
	Due     string
	MadeBy  string
	MadeAt  db.Timestamp
}

// TableName implements GORM's Tabler.
func (act) TableName() string { return "order_acts" }

// standing is the place that an order holds until it is closed: that of its row, or its own.
func standing(plan, indicator string, n int) string {
	if indicator == "" {
		return fmt.Sprintf("#%d", n)
	}
	return plan + "/" + indicator
}

func rowOf(o tally.Order) (row, error) {
	supports, err := json.Marshal(o.Supports)
	if err != nil {
		return row{}, fmt.Errorf("order: %w", err)
	}
	var rules []string
	for _, r := range o.Rules {
		rules = append(rules, string(r))
	}
	return row{N: o.N, Basis: o.Basis, Rules: strings.Join(rules, ","), PlanKey: o.Plan, Period: o.Origin.Period, Edition: o.Origin.Number,
		IndicatorID: o.Indicator, Subject: o.Subject, Light: o.Light, Sentence: o.Sentence, Source: o.Source, SourceDate: o.SourceDate, Asks: o.Asks,
		Why: o.Why, Department: o.Department, Supports: string(supports), Standing: standing(o.Plan, o.Indicator, o.N), Version: 1}, nil
}

// errApart is an order whose acts are not those that its row counts.
var errApart = errors.New("the row and its acts do not fit")

// order lays the acts on what the order was opened with. Acts that the row does not count, and a gap between them, are errApart.
func (r row) order(acts []act) (tally.Order, error) {
	o := tally.Order{N: r.N, Basis: r.Basis, Plan: r.PlanKey, Indicator: r.IndicatorID, Subject: r.Subject, Light: r.Light, Sentence: r.Sentence,
		Source: r.Source, SourceDate: r.SourceDate, Asks: r.Asks, Why: r.Why, Department: r.Department,
		Origin: tally.EditionRef{Period: r.Period, Number: r.Edition, Light: r.Light},
		Turned: tally.EditionRef{Period: r.TurnedPeriod, Number: r.TurnedEdition, Light: r.TurnedLight}}
	if o.Origin.IsZero() {
		o.Origin = tally.EditionRef{}
	}
	for rule := range strings.SplitSeq(r.Rules, ",") {
		if rule != "" {
			o.Rules = append(o.Rules, tally.OrderRule(rule))
		}
	}
	if err := json.Unmarshal([]byte(r.Supports), &o.Supports); err != nil {
		return o, fmt.Errorf("stored order %d: %w", r.N, err)
	}
	for i, a := range acts {
		if a.Version != i+1 {
			return o, fmt.Errorf("stored order %d: act %d is missing: %w", r.N, i+1, errApart)
		}
		o.Take(tally.OrderAct{Version: a.Version, Kind: a.Kind, Text: a.Said, Cause: a.Cause, Measure: a.Measure, Due: a.Due, By: a.MadeBy, At: a.MadeAt.Time})
	}
	if o.Version != r.Version {
		return o, fmt.Errorf("stored order %d: %d acts, want %d: %w", r.N, o.Version, r.Version, errApart)
	}
	return o, nil
}

// listed gives the orders of a query on the table of orders, by number, on a connection of the caller's.
func listed(conn, query *gorm.DB) ([]tally.Order, error) {
	var rows []row
	if err := query.Order("n").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("orders: %w", err)
	}
	acts := make(map[int][]act, len(rows))
	for part := range slices.Chunk(rows, db.InsertBatch) {
		ids := make([]int, 0, len(part))
		for _, r := range part {
			ids = append(ids, r.N)
		}
		var some []act
		if err := conn.Where("n IN ?", ids).Order("n, version").Find(&some).Error; err != nil {
			return nil, fmt.Errorf("acts of orders: %w", err)
		}
		for _, a := range some {
			acts[a.N] = append(acts[a.N], a)
		}
	}
	out := make([]tally.Order, 0, len(rows))
	for _, r := range rows {
		o, err := r.order(acts[r.N])
		if err != nil {
			return nil, err
		}
		out = append(out, o)
	}
	return out, nil
}
