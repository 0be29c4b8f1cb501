package db

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// AuditReport is the result of walking the chain.
type AuditReport struct {
	Rows   int64  `json:"rows"`
	Kept   int64  `json:"kept,omitempty"`    // the first row still kept, where earlier ones were removed when their time was over
	Head   string `json:"head"`              // hash of the last row: to be noted elsewhere, it vouches for all before it
	BadSeq int64  `json:"bad_seq,omitempty"` // the first row that does not fit, 0 where all do
	Why    string `json:"why,omitempty"`     // in Chinese

	From    int64     `json:"walked_from,omitempty"` // the walk went on from this row, which had been walked to before; 0: from the first
	Anchors int       `json:"anchors"`               // how many anchors the chain passed through
	Proof   *Anchored `json:"proof,omitempty"`       // the newest anchor that does not lie within the database's reach; nil where none was given

	anchors []Anchored // not yet met on the walk
}

// OK reports a chain without a break.
func (r AuditReport) OK() bool { return r.Why == "" }

// Verify walks the chain from its first kept row and names the first that was changed, removed or put in. Where rows
// were removed when their time was over, the chain itself must say so (see RemoveBefore). The chain must also pass through
// the anchors.
func (s AuditChain) Verify(ctx context.Context, anchors ...Anchored) (AuditReport, error) {
	return s.walk(ctx, Anchored{}, anchors)
}

// VerifyOn goes on from an anchor through which the chain was walked before: a row before it that was changed since is not seen, one
// at its end is.
func (s AuditChain) VerifyOn(ctx context.Context, from Anchored, anchors ...Anchored) (AuditReport, error) {
	return s.walk(ctx, from, append(slices.Clone(anchors), from))
}

func (s AuditChain) walk(ctx context.Context, from Anchored, anchors []Anchored) (AuditReport, error) {
	report := AuditReport{anchors: slices.Clone(anchors)}
	// One snapshot, so that rows appended meanwhile do not disagree with the head.
	err := s.db.Snapshot(ctx, func(tx *gorm.DB) error {
		var head AuditHead
		if err := tx.Take(&head, "id = ?", 1).Error; err != nil {
			return err
		}
		end, err := report.skipRemoved(tx)
		if err != nil {
			return err
		}
		if from.Rows < report.Kept { // its row was removed since: the walk is a whole one
			report.anchors = slices.DeleteFunc(report.anchors, func(a Anchored) bool { return a == from })
		} else if from.Rows > report.Rows { // its own row is the first that is looked at
			report.From = from.Rows
			if end, err = report.goOn(tx, from); err != nil || !report.OK() {
				return err
			}
		}
		removed, err := report.follow(tx)
		if err != nil || !report.OK() {
			return err
		}
		report.unmet()
		if !report.OK() {
			return nil
		}
		if removed != end && end != seenBefore {
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

// Kept is the first row of the chain that is still kept.
func (s AuditChain) Kept(ctx context.Context) (int64, error) {
	var removed []AuditHead
	if err := s.db.Reading(ctx).Where("id = ?", auditAnchor).Find(&removed).Error; err != nil || len(removed) == 0 {
		return 0, err
	}
	return removed[0].Seq, nil // its hash is kept beside it
}

// follow walks on to the end; removed is what the chain says last of rows that were removed.
func (r *AuditReport) follow(tx *gorm.DB) (removed string, err error) {
	for {
		var rows []AuditRow
		if err := tx.Where("seq > ?", r.Rows).Order("seq").Limit(500).Find(&rows).Error; err != nil {
			return "", err
		}
		for _, row := range rows {
			if r.check(row); !r.OK() {
				return "", nil
			}
			if row.Action == auditRemoved {
				removed = row.Detail
			}
		}
		if len(rows) == 0 {
			return removed, nil
		}
	}
}

// seenBefore stands for what the chain says of removed rows where a walk goes on behind it.
const seenBefore = "seen before"

// goOn puts the walk on the row of an anchor, whose hash is computed anew.
func (r *AuditReport) goOn(tx *gorm.DB, from Anchored) (end string, err error) {
	var rows []AuditRow
	if err := tx.Where("seq = ?", from.Rows).Find(&rows).Error; err != nil {
		return "", err
	}
	if len(rows) == 0 {
		r.anchors = []Anchored{from}
		var last AuditRow
		if err := tx.Order("seq DESC").Limit(1).Find(&last).Error; err != nil {
			return "", err
		}
		r.From, r.Rows, r.Head = 0, last.Seq, last.Hash
		r.unmet()
		return seenBefore, nil
	}
	r.Rows, r.Head = rows[0].Seq-1, rows[0].Previous
	r.check(rows[0])
	return seenBefore, nil
}

// skipRemoved begins after the rows that were removed; end is what the chain must say of them, "" where none were.
func (r *AuditReport) skipRemoved(db *gorm.DB) (end string, err error) {
	var anchors []AuditHead
	if err := db.Where("id = ?", auditAnchor).Find(&anchors).Error; err != nil || len(anchors) == 0 {
		return "", err
	}
	r.Rows, r.Head, r.Kept = anchors[0].Seq, anchors[0].Hash, anchors[0].Seq+1
	r.meet(r.Rows, r.Head)
	detail, err := json.Marshal(anchors[0].removal())
	return string(detail), err
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

// meet holds a row against the anchors in it.
func (r *AuditReport) meet(seq int64, hash string) {
	r.anchors = slices.DeleteFunc(r.anchors, func(a Anchored) bool {
		if a.Rows != seq {
			return false
		}
		if !strings.EqualFold(a.Head, hash) {
			r.BadSeq = seq
			r.Why = fmt.Sprintf("审计链第 %d 条的摘要是 %s，与%s的 %s 不同：这条或它之前的记录被改动，或者不是同一个数据库。", seq, hash, a.noted(), a.Head)
		}
		r.Anchors++
		return true
	})
}

// noted names where an anchor was found.
func (a Anchored) noted() string {
	if a.From == "" {
		return "记下"
	}
	return a.From + "记下"
}

// unmet says which anchor the chain did not pass through. An empty chain is the beginning of every chain.
func (r *AuditReport) unmet() {
	for _, a := range r.anchors {
		switch {
		case a.IsZero(), a.Rows <= r.From: // walked through before
		case a.Rows < r.Kept:
			r.BadSeq = a.Rows
			r.Why = fmt.Sprintf("%s的第 %d 条已到期清理（现存记录从第 %d 条开始），无法比较：请用较近的一次备份。", a.noted(), a.Rows, r.Kept)
		case a.Rows > r.Rows:
			r.BadSeq = r.Rows + 1
			r.Why = fmt.Sprintf("审计链只有 %d 条，没有%s的第 %d 条：末尾的记录被删除，或者不是同一个数据库。", r.Rows, a.noted(), a.Rows)
		default:
			r.BadSeq = a.Rows
			r.Why = fmt.Sprintf("审计链没有第 %d 条。", a.Rows)
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
