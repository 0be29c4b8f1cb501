//go:build brokenclaim

package db

// What a program without claims would do: take any run whatever its state, publish whoever holds it, and give an
// edition whose number is taken the next one. The parameters are used up, so that the statements stay the same.
const (
	fenceGuard      = " AND (fence = ? OR 1 = 1)"
	freeForTheClock = "1 = 1 OR lease_until < ? OR lease_until > ? OR retry_at <= ? OR retry_at > ?"
	freeForAPerson  = "1 = 1 OR lease_until < ? OR lease_until > ?"
	HeldGuard       = " AND (fence = ? OR owner = ? OR 1 = 1)"
)
