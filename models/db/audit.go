package db

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/tallysheet/tallysheet/models/anchor"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// AuditEntry is what an act says of itself.
type AuditEntry struct {
	Action     string // submission.file, finding.waive, target.revise …
	Plan       string
	Department string
	Period     tally.Round
	Object     string         // the id of what was acted on
	Detail     map[string]any // what changed, small
}

// AuditRow is one row of the audit chain: an act, who, when, and a hash over the row and the hash of the row before.
type AuditRow struct {
	Seq        int64       `gorm:"primaryKey;autoIncrement:false" json:"seq"`
	Act        string      `json:"act"` // the transaction; several rows may share one
	Part       int         `json:"part"`
	At         Timestamp   `gorm:"column:made_at" json:"at"`
	ActorID    string      `json:"actor_id"`
	ActorName  string      `json:"actor_name"`
	Address    string      `json:"address"`
	Action     string      `json:"action"`
	Plan       string      `gorm:"column:plan_key" json:"plan"`
	Department string      `json:"department"`
	Period     tally.Round `json:"period"`
	Object     string      `json:"object"`
	Detail     string      `json:"detail"` // JSON
	Algorithm  string      `json:"algorithm"`
	Previous   string      `json:"previous"` // hash of row Seq-1, "" for the first
	Hash       string      `json:"hash"`
}

// TableName implements GORM's Tabler.
func (AuditRow) TableName() string { return "audit_rows" }

// AuditHead is the one row that says where the chain ends.
type AuditHead struct {
	ID   int `gorm:"primaryKey;autoIncrement:false"`
	Seq  int64
	Hash string
}

// TableName implements GORM's Tabler.
func (AuditHead) TableName() string { return "audit_heads" }

// Audit adds a row to be written at the end of the transaction.
func (tx *Txn) Audit(e AuditEntry) { tx.entries = append(tx.entries, e) }

// appendAudit writes the rows of an act. The head is moved by one conditional statement, which on one server
// also holds its row until the commit, and on a Galera cluster is what certification refuses to two nodes.
func (s *DB) appendAudit(tx *Txn, act string, by Actor) error {
	n := int64(len(tx.entries))
	if s.group == nil && s.head.Seq > 0 {
		// What this process wrote last still is the end of the chain, unless another process wrote since: then the statement hits nothing.
		rows, err := s.auditRows(tx, s.head, act, by)
		if err != nil {
			return err
		}
		end := rows[n-1]
		ok, err := One(tx.Exec("UPDATE audit_heads SET seq = ?, hash = ? WHERE id = 1 AND seq = ? AND hash = ?", end.Seq, end.Hash, s.head.Seq, s.head.Hash))
		if err != nil {
			return err
		}
		if ok {
			return s.putAudit(tx, rows)
		}
	}
	if ok, err := One(tx.Exec("UPDATE audit_heads SET seq = seq + ? WHERE id = 1", n)); err != nil || !ok {
		return errors.Join(err, IfNot(ok, "the audit chain has no head"))
	}
	var head AuditHead
	if err := tx.Take(&head, "id = ?", 1).Error; err != nil {
		return err
	}
	head.Seq -= n
	rows, err := s.auditRows(tx, head, act, by)
	if err != nil {
		return err
	}
	if err := s.putAudit(tx, rows); err != nil {
		return err
	}
	ok, err := One(tx.Exec("UPDATE audit_heads SET hash = ? WHERE id = 1 AND seq = ?", rows[n-1].Hash, rows[n-1].Seq))
	return errors.Join(err, IfNot(ok || err != nil, "the head of the audit chain moved"))
}

// auditRows are the rows of an act behind the end of the chain.
func (s *DB) auditRows(tx *Txn, head AuditHead, act string, by Actor) ([]AuditRow, error) {
	seq, previous := head.Seq, head.Hash
	rows := make([]AuditRow, 0, len(tx.entries))
	for i, e := range tx.entries {
		detail, err := json.Marshal(e.Detail)
		if err != nil {
			return nil, fmt.Errorf("audit detail: %w", err)
		}
		seq++
		row := AuditRow{
			Seq: seq, Act: act, Part: i, At: tx.At, ActorID: Cut(by.ID, MaxLabel), ActorName: by.Label(), Address: Cut(by.Address, MaxLabel),
			Action: e.Action, Plan: e.Plan, Department: e.Department, Period: e.Period, Object: Cut(e.Object, MaxName),
			Detail: string(detail), Algorithm: s.crypto.Hash(), Previous: previous,
		}
		if row.Hash, err = row.digest(); err != nil {
			return nil, err
		}
		rows = append(rows, row)
		previous = row.Hash
	}
	return rows, nil
}

// putAudit writes rows, and remembers where the chain ends once they are committed.
func (s *DB) putAudit(tx *Txn, rows []AuditRow) error {
	end := rows[len(rows)-1]
	tx.end = AuditHead{Seq: end.Seq, Hash: end.Hash}
	return OrAgain(CreateAll(tx, rows))
}

// digest hashes everything of the row but the hash itself, as JSON of the struct in its own order. The name of the hash stands in each
// row, so that a chain may go on with another.
func (r AuditRow) digest() (string, error) {
	sum, err := anchor.NewHash(r.Algorithm)
	if err != nil {
		return "", err
	}
	r.Hash = ""
	r.At = At(r.At.Time)
	b, err := json.Marshal(r)
	if err != nil {
		return "", fmt.Errorf("audit row: %w", err)
	}
	sum.Write(b)
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func IfNot(ok bool, message string) error {
	if ok {
		return nil
	}
	return errors.New(message)
}

// AuditFilter chooses rows; what is zero does not restrict. After is the last Seq already seen; rows come in
// order unless the newest are asked for first, at most Limit (100 where 0).
type AuditFilter struct {
	Plan, Department, Action, ActorID, Object string
	Period                                    tally.Round
	After                                     int64
	Limit                                     int
	Person                                    string    // the account, or a part of the name
	From, Until                               Timestamp // Until is the first instant that is not asked for
	Newest                                    bool      // the newest first, and After is the last one already seen
}

// AuditChain is the record of every act.
type AuditChain struct{ db *DB }

// Last is when the newest row was written; zero where there is none.
func (s AuditChain) Last(ctx context.Context) (Timestamp, error) {
	var rows []AuditRow
	if err := s.db.Reading(ctx).Order("seq DESC").Limit(1).Find(&rows).Error; err != nil || len(rows) == 0 {
		return Timestamp{}, err
	}
	return rows[0].At, nil
}

// Newest is the last row of one of the acts; its Seq is 0 where there is none.
func (s AuditChain) Newest(ctx context.Context, actions ...string) (AuditRow, error) {
	var rows []AuditRow
	if err := s.db.Reading(ctx).Where("action IN ?", actions).Order("seq DESC").Limit(1).Find(&rows).Error; err != nil || len(rows) == 0 {
		return AuditRow{}, err
	}
	return rows[0], nil
}

// Note records what was done without changing anything: a download, a sign-in that was refused.
func (s AuditChain) Note(ctx context.Context, by Actor, e AuditEntry) error {
	return s.db.Write(ctx, by, func(tx *Txn) error {
		tx.Audit(e)
		return nil
	})
}

// Where adds a condition to a query unless its value is empty.
func Where(q *gorm.DB, condition, value string) *gorm.DB {
	if value == "" {
		return q
	}
	return q.Where(condition, value)
}
