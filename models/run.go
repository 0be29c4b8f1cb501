package models

import (
	"context"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
)

// Runs are the runs of jobs. What any claim can do is in Claims; Unpark knows what months and editions are.
type Runs struct {
	db.Claims
	*shared
}

// Unpark lets a parked run be tried again, on inputs fixed anew: whoever asks for it has repaired something.
func (s Runs) Unpark(ctx context.Context, by Actor, key RunKey) error {
	return s.shared.db.Write(ctx, by, func(tx *db.Txn) error {
		ok, err := db.One(tx.Exec("UPDATE job_runs SET state = 'pending', failures = 0 WHERE "+db.OfRun+" AND state = 'parked'", key.Args()...))
		if err == nil && !ok {
			err = db.Refuse(NotFound, "没有停下的任务（%s %s）。", key.Job, key.Period)
		}
		if plan, month := strings.CutPrefix(key.Job, MonthJob); month && err == nil {
			err = thaw(tx, consolidation+plan, key.Period)
		}
		if err == nil {
			err = thaw(tx, key.Job, key.Period)
		}
		tx.Audit(AuditEntry{Action: "run.unpark", Object: key.Job, Detail: map[string]any{"period": key.Period, "revision": key.Revision}})
		return err
	})
}
