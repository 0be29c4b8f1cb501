package main

import (
	"context"
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/models"
)

// The longest time off that is believed without the operator's word, and how far the clock may be behind what was recorded. A
// service that is on writes to the audit chain every day.
const (
	longestOff = 45 * 24 * time.Hour
	mostBehind = 10 * time.Minute
)

// lookAtClock holds the clock against the last that the audit chain recorded: the database's own clock is the same one where it
// lies on this machine. What a clock that is months ahead does cannot be undone: months are closed, records removed.
func (p *program) lookAtClock(ctx context.Context, store *models.Store) (wrong []string, err error) {
	last, err := store.Audit.Last(ctx)
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
	return wrong, nil
}
