package order

import (
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// Turn keeps since which edition the rows of orders are better lit, as an edition that is being published has it. was is what the
// edition was made from: where another edition said something since, that stands.
func Turn(tx *db.Txn, was, is []tally.Order) error {
	before := make(map[int]tally.EditionRef, len(was))
	for _, o := range was {
		before[o.N] = o.Turned
	}
	for _, o := range is {
		old, known := before[o.N]
		if !known || old == o.Turned {
			continue
		}
		err := tx.Model(&row{}).Where("n = ? AND turned_period = ? AND turned_edition = ?", o.N, old.Period, old.Number).
			Updates(map[string]any{"turned_period": o.Turned.Period, "turned_edition": o.Turned.Number, "turned_light": o.Turned.Light}).Error
		if err != nil {
			return err
		}
	}
	return nil
}
