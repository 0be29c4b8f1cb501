package models

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/tallysheet/tallysheet/models/db"
	"gorm.io/gorm"
)

// mappingRow is how a person mapped the columns of a heading, for one department.
type mappingRow struct {
	Department  string `gorm:"primaryKey"`
	Fingerprint string `gorm:"primaryKey"` // tally.Header.Fingerprint
	Mapping     string // JSON, the reader's business
	Active      bool
	MadeBy      string
	MadeAt      Timestamp
	EndedBy     string
	EndedAt     Timestamp
}

// TableName implements GORM's Tabler.
func (mappingRow) TableName() string { return "mappings" }

// Mapping is a remembered mapping of columns.
type Mapping struct {
	Department  string          `json:"department"`
	Fingerprint string          `json:"fingerprint"`
	Mapping     json.RawMessage `json:"mapping"`
	Active      bool            `json:"active"`
	By          string          `json:"by"`
	At          Timestamp       `json:"at"`
	EndedBy     string          `json:"ended_by,omitempty"`
	EndedAt     Timestamp       `json:"ended_at,omitzero"`
}

// Mappings are the sheets whose columns a person has told.
type Mappings struct{ *shared }

// Set remembers a mapping for a department and heading; one that stands is replaced, which the audit shows.
func (s Mappings) Set(ctx context.Context, by Actor, department, fingerprint string, mapping json.RawMessage) error {
	if !json.Valid(mapping) || fingerprint == "" {
		return db.Refuse(Invalid, "这份列对应关系不完整，没有保存。")
	}
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		tx.Audit(AuditEntry{Action: "mapping.set", Department: department, Object: fingerprint, Detail: map[string]any{"mapping": mapping}})
		ok, err := db.One(tx.Model(&mappingRow{}).Where("department = ? AND fingerprint = ?", department, fingerprint).
			Updates(map[string]any{"mapping": string(mapping), "active": true, "made_by": by.Label(), "made_at": tx.At,
				"ended_by": "", "ended_at": nil}))
		if err != nil || ok {
			return err
		}
		return db.OrAgain(tx.Create(&mappingRow{Department: department, Fingerprint: fingerprint, Mapping: string(mapping),
			Active: true, MadeBy: by.Label(), MadeAt: tx.At}).Error)
	})
}

// Remove takes a mapping back. It stays on record.
func (s Mappings) Remove(ctx context.Context, by Actor, department, fingerprint string) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		tx.Audit(AuditEntry{Action: "mapping.end", Department: department, Object: fingerprint})
		return db.TakeBack(tx, by, tx.Model(&mappingRow{}).Where("department = ? AND fingerprint = ?", department, fingerprint),
			"没有保存过这份列对应关系。")
	})
}

// List lists the mappings of a department, those taken back too; of all for "".
func (s Mappings) List(ctx context.Context, department string) ([]Mapping, error) {
	return mappingsOf(s.db.Reading(ctx), department)
}

func mappingsOf(conn *gorm.DB, department string) ([]Mapping, error) {
	var rows []mappingRow
	if err := db.Where(conn, "department = ?", department).Order("department, fingerprint").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("mappings: %w", err)
	}
	out := make([]Mapping, 0, len(rows))
	for _, r := range rows {
		out = append(out, Mapping{Department: r.Department, Fingerprint: r.Fingerprint, Mapping: json.RawMessage(r.Mapping),
			Active: r.Active, By: r.MadeBy, At: r.MadeAt, EndedBy: r.EndedBy, EndedAt: r.EndedAt})
	}
	return out, nil
}
