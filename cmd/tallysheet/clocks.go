package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/jobs"
	"github.com/tallysheet/tallysheet/models"
)

// The longest time off that is believed without the operator's word, and how far the clock may be behind what was recorded. A
// service that is on writes to the audit chain every day.
const (
	longestOff = 45 * 24 * time.Hour
	mostBehind = 10 * time.Minute
	mostGain   = 24 * time.Hour // of a clock while the service runs, beside the time that passed
)

// believeClock refuses to do by the clock what it owes where the clock is not to be believed, unless the operator accepts that.
func (p *program) believeClock(ctx context.Context, store *models.Store, accepted bool) error {
	wrong, err := p.lookAtClock(ctx, store)
	if err != nil || len(wrong) == 0 {
		return err
	}
	return p.accept(ctx, store, wrong, accepted)
}

// lookAtClock holds the clock against the last that the audit chain recorded: the database's own clock is the same one where it
// lies on this machine. What a clock that is months ahead does cannot be undone: months are closed, records removed.
func (p *program) lookAtClock(ctx context.Context, store *models.Store) (wrong []string, err error) {
	last, jumped, err := lastBelieved(ctx, store)
	if err != nil || last.IsZero() {
		return nil, err
	}
	const layout = "2006-01-02 15:04"
	now := p.clock()
	switch gap := now.Sub(last.Time); {
	case gap > longestOff:
		wrong = append(wrong, fmt.Sprintf("本机时钟是 %s，审计链的最后一条记于 %s，相差 %d 天：请核对时钟。时钟超前会使各月提前封账、汇总，记录提前清理。如果服务确实停了这么久，请确认。",
			now.Format(layout), last.In(now.Location()).Format(layout), int(gap.Hours()/24)))
	case gap < -mostBehind:
		wrong = append(wrong, fmt.Sprintf("本机时钟是 %s，审计链的最后一条记于 %s，时钟落后或曾经超前：请校时（NTP）后再启动。", now.Format(layout), last.In(now.Location()).Format(layout)))
	}
	if jumped && len(wrong) == 0 { // a start is the operator's word for what the service would not believe while it ran
		err = store.Audit.Note(ctx, actor(), models.AuditEntry{Action: acceptedAction, Detail: map[string]any{"clock": models.At(now)}})
	}
	return wrong, err
}

// The records by which an operator took the clock for right.
const (
	acceptedAction = "clock.accept"
	riskAction     = "service.risk"
)

// lastBelieved is the newest time that the audit chain recorded by a clock that was believed: that of its last row, or, where a running
// service saw its clock jump and nobody has accepted that since, the time before the jump.
func lastBelieved(ctx context.Context, store *models.Store) (last models.Timestamp, jumped bool, err error) {
	row, err := store.Audit.Newest(ctx, jobs.JumpAction, acceptedAction, riskAction)
	if err != nil {
		return last, false, err
	}
	if row.Action != jobs.JumpAction {
		last, err = store.Audit.Last(ctx)
		return last, false, err
	}
	var detail struct{ From models.Timestamp }
	err = json.Unmarshal([]byte(row.Detail), &detail)
	return detail.From, true, err
}
