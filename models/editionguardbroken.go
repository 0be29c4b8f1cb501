//go:build brokenclaim

package models

import "github.com/tallysheet/tallysheet/models/db"

func createEdition(tx *db.Txn, row *editionRow) error {
	var last int
	err := tx.Raw("SELECT COALESCE(MAX(number), 0) FROM editions WHERE plan_key = ? AND period = ?", row.PlanKey, row.Period).Scan(&last).Error
	if err != nil {
		return err
	}
	row.Number = max(row.Number, last+1)
	return tx.Create(row).Error
}
