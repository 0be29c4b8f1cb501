package order

import (
	"context"
	"errors"
	"slices"

	"gorm.io/gorm"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// Orders are all orders of the site, over plans and years.
type Orders struct{ db *db.DB }

// New keeps orders in a database.
func New(d *db.DB) Orders { return Orders{d} }

// Filter chooses orders; what is empty does not restrict.
type Filter struct {
	Plan       string
	Department string // that leads or supports
	Standing   bool   // those alone that are not closed
}

// List lists orders with their acts, by number.
func (s Orders) List(ctx context.Context, f Filter) ([]tally.Order, error) {
	var out []tally.Order
	err := s.db.Snapshot(ctx, func(conn *gorm.DB) (err error) {
		out, err = Listed(conn, f)
		return err
	})
	return out, err
}

// Listed is List on a connection of the caller's, within its snapshot.
func Listed(conn *gorm.DB, f Filter) ([]tally.Order, error) {
	q := db.Where(conn, "plan_key = ?", f.Plan)
	if f.Standing {
		q = q.Where("closed = ?", false)
	}
	all, err := listed(conn, q)
	if f.Department == "" || err != nil {
		return all, err
	}
	return slices.DeleteFunc(all, func(o tally.Order) bool { return !o.Concerns(f.Department) }), nil
}

// Get gives one order with its acts.
func (s Orders) Get(ctx context.Context, n int) (o tally.Order, err error) {
	err = s.db.Snapshot(ctx, func(conn *gorm.DB) (err error) { // the row and its acts fit together
		o, err = take(conn, n)
		return err
	})
	return o, err
}

func take(conn *gorm.DB, n int) (tally.Order, error) {
	all, err := listed(conn, conn.Where("n = ?", n))
	if err == nil && len(all) == 0 {
		err = db.Refuse(db.NotFound, "没有第%d号督办单。", n)
	}
	if err != nil {
		return tally.Order{}, err
	}
	return all[0], nil
}

// takeToAct is take within a transaction that writes. READ COMMITTED lets each statement see its own instant: another's act may be stored
// between the row and its acts, so what does not fit together is read again, at once. What does not fit then either is damaged: tried in
// new transactions it would end as a database that is busy, again and again.
func takeToAct(tx *db.Txn, n int) (tally.Order, error) {
	o, err := take(tx.DB, n)
	for more := 2; more > 0 && errors.Is(err, errApart); more-- {
		o, err = take(tx.DB, n)
	}
	return o, err
}

// Followed gives the orders by which a plan's rows are followed as far as an edition of a period goes, by indicator: the one that is not
// closed, or else one that was opened on that period's edition or a later one and is closed already.
func (s Orders) Followed(ctx context.Context, plan string, period tally.Round) (map[string]int, error) {
	var rows []row
	err := s.db.Reading(ctx).Where("plan_key = ? AND indicator_id <> ''", plan).Order("n").Find(&rows).Error
	out := make(map[string]int, len(rows))
	for _, r := range rows {
		if !r.Closed || r.Period.Compare(period) >= 0 {
			out[r.IndicatorID] = r.N
		}
	}
	return out, err
}
