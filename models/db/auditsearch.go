package db

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"
)

// List lists rows of the chain.
func (s AuditChain) List(ctx context.Context, f AuditFilter) ([]AuditRow, error) {
	q := s.db.Reading(ctx)
	switch {
	case !f.Newest:
		q = q.Where("seq > ?", f.After)
	case f.After > 0:
		q = q.Where("seq < ?", f.After)
	}
	q = Where(Where(q, "plan_key = ?", f.Plan), "department = ?", f.Department)
	q = Where(Where(q, "action = ?", f.Action), "actor_id = ?", f.ActorID)
	q = Where(Where(q, "object = ?", f.Object), "period = ?", f.Period.String())
	if f.Person != "" {
		q = q.Where("(actor_id = ? OR actor_name LIKE ? ESCAPE '!')", strings.ToLower(f.Person), "%"+likeEscaper.Replace(f.Person)+"%")
	}
	if !f.From.IsZero() {
		q = q.Where("made_at >= ?", f.From)
	}
	if !f.Until.IsZero() {
		q = q.Where("made_at < ?", f.Until)
	}
	if f.Limit <= 0 {
		f.Limit = 100
	}
	order := "seq"
	if f.Newest {
		order = "seq DESC"
	}
	var rows []AuditRow
	if err := q.Order(order).Limit(f.Limit).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("audit: %w", err)
	}
	return rows, nil
}

var likeEscaper = strings.NewReplacer("!", "!!", "%", "!%", "_", "!_")

// Act gives one row of the chain with the others of its transaction.
func (s AuditChain) Act(ctx context.Context, seq int64) (row AuditRow, beside []AuditRow, err error) {
	conn := s.db.Reading(ctx)
	if err := conn.Take(&row, "seq = ?", seq).Error; err != nil {
		return row, nil, Absent(err, "没有第%d条审计记录，或者它的保存期已过。", seq)
	}
	if err := conn.Where("act = ? AND seq <> ? AND seq > ? AND seq < ?", row.Act, seq, seq-actReach, seq+actReach).Order("seq").Find(&beside).Error; err != nil {
		return row, nil, fmt.Errorf("audit: %w", err)
	}
	return row, beside, nil
}

// actReach is further than the rows of one transaction lie from each other.
const actReach = 5000

// Prior gives what was done before to the object of a row, the newest first, and the last act of the same kind among it; that is zero where
// there is none.
func (s AuditChain) Prior(ctx context.Context, row AuditRow, most int) (same AuditRow, all []AuditRow, err error) {
	if row.Object == "" {
		return same, nil, nil
	}
	before := func() *gorm.DB {
		return s.db.Reading(ctx).Where("object = ? AND plan_key = ? AND seq < ?", row.Object, row.Plan, row.Seq).Order("seq DESC")
	}
	if err = before().Limit(most).Find(&all).Error; err == nil {
		var found []AuditRow
		if err = before().Where("action = ?", row.Action).Limit(1).Find(&found).Error; err == nil && len(found) > 0 {
			same = found[0]
		}
	}
	if err != nil {
		err = fmt.Errorf("audit: %w", err)
	}
	return same, all, err
}
