// Package jobs is what runs by the clock: periods are locked and consolidated at their cut-off, those who have not
// filed are reminded, notices are delivered, and what has been kept long enough is removed.
//
// The clock decides nothing by itself. Each minute it makes a run of everything that is owed, however long the
// service was off; the claim of the run decides which process does it, and its publication that it is done once
// (models.Claim, RELIABILITY §4). No scheduler library keeps that promise, so the tick is a plain ticker.
package jobs
