//go:build !brokenclaim

package db

// The conditions that make a claim one process's own, and its result published once. They stand apart so that the
// build tag brokenclaim can take them away: the tests of the cluster must fail without them.
const (
	fenceGuard      = " AND fence = ?"
	freeForTheClock = "state = 'pending' OR (state = 'running' AND (lease_until < ? OR lease_until > ?)) OR (state = 'failed' AND (retry_at <= ? OR retry_at > ?))"
	freeForAPerson  = "state IN ('pending', 'failed', 'parked') OR (state = 'running' AND (lease_until < ? OR lease_until > ?))"
	HeldGuard       = " AND fence = ? AND owner = ? AND state = 'running'"
)
