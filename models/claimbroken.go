//go:build brokenclaim

package models

// What a program without claims would do: take any run whatever its state, publish whoever holds it, and give an
// edition whose number is taken the next one. The parameters are used up, so that the statements stay the same.
const (
	fenceGuard      = " AND (fence = ? OR 1 = 1)"
	freeForTheClock = "1 = 1 OR lease_until < ? OR retry_at <= ?"
	freeForAPerson  = "1 = 1 OR lease_until < ?"
	heldGuard       = " AND (fence = ? OR owner = ? OR 1 = 1)"
)

func createEdition(tx *txn, row *editionRow) error {
	var last int
	err := tx.Raw("SELECT COALESCE(MAX(number), 0) FROM editions WHERE plan_key = ? AND period = ?", row.PlanKey, row.Period).Scan(&last).Error
	if err != nil {
		return err
	}
	row.Number = max(row.Number, last+1)
	return tx.Create(row).Error
}
