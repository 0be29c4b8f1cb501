package db

import "gorm.io/gorm"

// Remember puts a row that people can take back: one that was taken back and is wanted again takes the new
// values, else a new row is made. Of two at once, one finds the other's row at its next look.
func Remember(tx *Txn, model any, key *gorm.DB, set map[string]any, by Actor, row any) error {
	set["active"], set["made_by"], set["made_at"] = true, by.Label(), tx.At
	set["ended_by"], set["ended_at"] = "", nil
	ok, err := One(tx.Model(model).Where(key).Where("active = ?", false).Updates(set))
	if err != nil || ok {
		return err
	}
	return OrAgain(tx.Create(row).Error)
}

// TakeBack ends a remembered row.
func TakeBack(tx *Txn, by Actor, q *gorm.DB, message string, args ...any) error {
	ok, err := One(q.Where("active = ?", true).Updates(map[string]any{"active": false, "ended_by": by.Label(), "ended_at": tx.At}))
	if err != nil || ok {
		return err
	}
	return Refuse(NotFound, message, args...)
}
