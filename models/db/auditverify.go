package db

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// AuditMark is a row of the chain as somebody noted it: its place and its hash vouch for it and for all rows before it.
type AuditMark struct {
	Seq  int64  `json:"rows"` // the row's number, which is how long the chain was
	Hash string `json:"head"`
}

// AuditReport is the result of walking the chain.
type AuditReport struct {
	Rows   int64  `json:"rows"`
	Kept   int64  `json:"kept,omitempty"`    // the first row still kept, where earlier ones were removed when their time was over
	Head   string `json:"head"`              // hash of the last row: to be noted elsewhere, it vouches for all before it
	BadSeq int64  `json:"bad_seq,omitempty"` // the first row that does not fit, 0 where all do
	Why    string `json:"why,omitempty"`     // in Chinese

	marks []AuditMark // not yet met on the walk
}

// OK reports a chain without a break.
func (r AuditReport) OK() bool { return r.Why == "" }

// Verify walks the chain from its first kept row and names the first that was changed, removed or put in. Where rows
// were removed when their time was over, the chain itself must say so (see removeAudit). The chain must also pass through
// the marks: who writes the database can make another chain, but not one through a row that was noted elsewhere.
func (s AuditChain) Verify(ctx context.Context, marks ...AuditMark) (AuditReport, error) {
	report := AuditReport{marks: slices.Clone(marks)}
	// One snapshot, so that rows appended meanwhile do not disagree with the head.
	err := s.db.Snapshot(ctx, func(tx *gorm.DB) error {
		var head AuditHead
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
		report.unmet()
		if !report.OK() {
			return nil
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
	var anchors []AuditHead
	if err := db.Where("id = ?", auditAnchor).Find(&anchors).Error; err != nil || len(anchors) == 0 {
		return "", "", err
	}
	r.Rows, r.Head, r.Kept = anchors[0].Seq, anchors[0].Hash, anchors[0].Seq+1
	r.meet(r.Rows, r.Head)
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
		r.meet(row.Seq, row.Hash)
	}
}

// meet holds a row against the marks of it.
func (r *AuditReport) meet(seq int64, hash string) {
	r.marks = slices.DeleteFunc(r.marks, func(m AuditMark) bool {
		if m.Seq != seq {
			return false
		}
		if !strings.EqualFold(m.Hash, hash) {
			r.BadSeq = seq
			r.Why = fmt.Sprintf("审计链第 %d 条的摘要是 %s，与记下的 %s 不同：这条或它之前的记录被改动，或者不是同一个数据库。", seq, hash, m.Hash)
		}
		return true
	})
}

// unmet says which mark the chain did not pass through. An empty chain is the beginning of every chain.
func (r *AuditReport) unmet() {
	for _, m := range r.marks {
		switch {
		case m.Seq == 0 && m.Hash == "":
		case m.Seq < r.Kept:
			r.BadSeq = m.Seq
			r.Why = fmt.Sprintf("记下的第 %d 条已到期清理（现存记录从第 %d 条开始），无法比较：请用较近的一次备份。", m.Seq, r.Kept)
		case m.Seq > r.Rows:
			r.BadSeq = r.Rows + 1
			r.Why = fmt.Sprintf("审计链只有 %d 条，没有记下的第 %d 条：末尾的记录被删除，或者不是同一个数据库。", r.Rows, m.Seq)
		default:
			r.BadSeq = m.Seq
			r.Why = fmt.Sprintf("审计链没有第 %d 条。", m.Seq)
		}
	}
}

// Position is how far a reader of the audit chain has come.
type Position struct {
	Name string `gorm:"primaryKey"`
	Seq  int64
}

// TableName implements GORM's Tabler.
func (Position) TableName() string { return "positions" }
