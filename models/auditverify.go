package models

import (
	"context"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"
)

// AuditReport is the result of walking the chain.
type AuditReport struct {
	Rows   int64  `json:"rows"`
	Kept   int64  `json:"kept,omitempty"`    // the first row still kept, where earlier ones were removed when their time was over
	Head   string `json:"head"`              // hash of the last row: to be noted elsewhere, it vouches for all before it
	BadSeq int64  `json:"bad_seq,omitempty"` // the first row that does not fit, 0 where all do
	Why    string `json:"why,omitempty"`     // in Chinese
}

// OK reports a chain without a break.
func (r AuditReport) OK() bool { return r.Why == "" }

// AuditVerify walks the chain from its first kept row and names the first that was changed, removed or put in. Where rows
// were removed when their time was over, the chain itself must say so (see removeAudit).
func (s *Store) AuditVerify(ctx context.Context) (AuditReport, error) {
	var report AuditReport
	// One snapshot, so that rows appended meanwhile do not disagree with the head.
	err := s.snapshot(ctx, func(tx *gorm.DB) error {
		var head auditHead
		if err := tx.Take(&head, "id = ?", 1).Error; err != nil {
			return err
		}
		end, removed, err := report.skipRemoved(tx)
		if err != nil {
			return err
		}
		for {
			var rows []AuditRow
			if err := tx.Where("seq > ?", report.Rows).Order("seq").Limit(500).Find(&rows).Error; err != nil {
				return err
			}
			for _, row := range rows {
				if report.check(row); !report.OK() {
					return nil
				}
				if row.Action == auditRemoved {
					removed = row.Detail
				}
			}
			if len(rows) == 0 {
				break
			}
		}
		if removed != end {
			report.BadSeq = 1
			report.Why = "审计链的开头缺失，链中没有到期清理它们的记录：开头的记录被删除。"
			return nil
		}
		if report.Rows != head.Seq || report.Head != head.Hash {
			report.BadSeq = report.Rows + 1
			report.Why = fmt.Sprintf("审计链在第 %d 条之后断开：链尾记录为第 %d 条，末尾的记录被删除或改动。", report.Rows, head.Seq)
		}
		return nil
	})
	if err != nil {
		return AuditReport{}, fmt.Errorf("verify audit chain: %w", err)
	}
	return report, nil
}

// skipRemoved begins after the rows that were removed; end is what the chain must say of them, "" where none were.
func (r *AuditReport) skipRemoved(db *gorm.DB) (end, removed string, err error) {
	var anchors []auditHead
	if err := db.Where("id = ?", auditAnchor).Find(&anchors).Error; err != nil || len(anchors) == 0 {
		return "", "", err
	}
	r.Rows, r.Head, r.Kept = anchors[0].Seq, anchors[0].Hash, anchors[0].Seq+1
	detail, err := json.Marshal(anchors[0].removal())
	return string(detail), "", err
}

func (r *AuditReport) check(row AuditRow) {
	bad := func(format string, args ...any) {
		r.BadSeq, r.Why = row.Seq, fmt.Sprintf(format, args...)
	}
	hash, err := row.digest()
	switch {
	case row.Seq != r.Rows+1:
		r.BadSeq = r.Rows + 1
		r.Why = fmt.Sprintf("审计记录第 %d 条缺失：第 %d 条之后是第 %d 条。", r.Rows+1, r.Rows, row.Seq)
	case err != nil:
		bad("审计记录第 %d 条无法核对：摘要算法“%s”不认识。", row.Seq, row.Algorithm)
	case row.Previous != r.Head:
		bad("审计记录第 %d 条与前一条接不上：此条或前一条被改动。", row.Seq)
	case hash != row.Hash:
		bad("审计记录第 %d 条被改动：内容与其摘要不符（操作 %s，时间 %s，操作人 %s）。",
			row.Seq, row.Action, row.At.Format("2006-01-02 15:04:05"), row.ActorName)
	default:
		r.Rows, r.Head = row.Seq, row.Hash
	}
}
