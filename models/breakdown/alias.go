package breakdown

import (
	"context"
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
	"gorm.io/gorm"
)

// indicatorAlias is another name of an indicator within its plan, confirmed by a person.
type indicatorAlias struct {
	PlanKey     string `gorm:"primaryKey"`
	Alias       string `gorm:"primaryKey"`
	IndicatorID string
	Active      bool
	MadeBy      string
	MadeAt      db.Timestamp
	EndedBy     string
	EndedAt     db.Timestamp
}

// TableName implements GORM's Tabler.
func (indicatorAlias) TableName() string { return "indicator_aliases" }

// Alias is another name of a department (Plan "") or of an indicator (For is its id), with who gave it and who took
// it back.
type Alias struct {
	Plan    string       `json:"plan,omitempty"`
	Alias   string       `json:"alias"`
	For     string       `json:"for"`
	Active  bool         `json:"active"`
	By      string       `json:"by"`
	At      db.Timestamp `json:"at"`
	EndedBy string       `json:"ended_by,omitempty"`
	EndedAt db.Timestamp `json:"ended_at,omitzero"`
}

// AddAlias lets a department go by another name too. A name that stands for another department is a Conflict.
func (s Departments) AddAlias(ctx context.Context, by db.Actor, department, alias string) error {
	alias = strings.TrimSpace(alias)
	if err := checkKey("别名", alias, maxDepartment); err != nil {
		return err
	}
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		dir, err := LoadDirectory(tx.DB)
		if err != nil {
			return err
		}
		if dir.exact[department] != department {
			return db.Refuse(db.NotFound, "没有名为“%s”的部门。", department)
		}
		if c, taken := dir.exact[alias]; taken {
			if c == department {
				return nil
			}
			return db.Refuse(db.Conflict, "“%s”已经是“%s”的名称，不能再指“%s”。", alias, c, department).At("alias")
		}
		err = db.Remember(tx, &departmentAlias{}, tx.Where("alias = ?", alias), map[string]any{"department": department}, by,
			&departmentAlias{Alias: alias, Department: department, Active: true, MadeBy: by.Label(), MadeAt: tx.At})
		tx.Audit(db.AuditEntry{Action: "department.alias", Department: department, Object: alias})
		return err
	})
}

// RemoveAlias takes an alias back. It stays on record.
func (s Departments) RemoveAlias(ctx context.Context, by db.Actor, alias string) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		tx.Audit(db.AuditEntry{Action: "department.alias.end", Object: alias})
		return db.TakeBack(tx, by, tx.Model(&departmentAlias{}).Where("alias = ?", alias), "没有别名“%s”。", alias)
	})
}

// Aliases lists the aliases of all departments, those taken back too.
func (s Departments) Aliases(ctx context.Context) ([]Alias, error) {
	var rows []departmentAlias
	if err := s.db.Reading(ctx).Order("department, alias").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("department aliases: %w", err)
	}
	out := make([]Alias, 0, len(rows))
	for _, r := range rows {
		out = append(out, Alias{Alias: r.Alias, For: r.Department, Active: r.Active, By: r.MadeBy, At: r.MadeAt,
			EndedBy: r.EndedBy, EndedAt: r.EndedAt})
	}
	return out, nil
}

// AddAlias lets an indicator of a plan go by another name too.
func (s Indicators) AddAlias(ctx context.Context, by db.Actor, plan, indicator, alias string) error {
	alias = strings.TrimSpace(alias)
	if alias == "" || len([]rune(alias)) > db.MaxName {
		return db.Refuse(db.Invalid, "指标别名不能为空，也不能超过%d个字。", db.MaxName).At("alias")
	}
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		var n int64
		if err := tx.Model(&indicatorRow{}).Where("plan_key = ? AND id = ?", plan, indicator).Count(&n).Error; err != nil || n == 0 {
			return db.FirstError(err, noIndicatorUnless(n > 0, indicator))
		}
		var rows []indicatorAlias
		if err := tx.Where("plan_key = ? AND alias = ? AND active = ?", plan, alias, true).Find(&rows).Error; err != nil {
			return err
		}
		if len(rows) > 0 {
			if rows[0].IndicatorID == indicator {
				return nil
			}
			return db.Refuse(db.Conflict, "“%s”已经是另一个指标的别名，请先取消。", alias).At("alias")
		}
		err := db.Remember(tx, &indicatorAlias{}, tx.Where("plan_key = ? AND alias = ?", plan, alias),
			map[string]any{"indicator_id": indicator}, by, &indicatorAlias{PlanKey: plan, Alias: alias,
				IndicatorID: indicator, Active: true, MadeBy: by.Label(), MadeAt: tx.At})
		tx.Audit(db.AuditEntry{Action: "indicator.alias", Plan: plan, Object: indicator, Detail: map[string]any{"alias": alias}})
		return err
	})
}

// RemoveAlias takes an alias back. It stays on record.
func (s Indicators) RemoveAlias(ctx context.Context, by db.Actor, plan, alias string) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		tx.Audit(db.AuditEntry{Action: "indicator.alias.end", Plan: plan, Detail: map[string]any{"alias": alias}})
		return db.TakeBack(tx, by, tx.Model(&indicatorAlias{}).Where("plan_key = ? AND alias = ?", plan, alias), "没有指标别名“%s”。", alias)
	})
}

// Aliases lists the aliases of a plan's indicators, those taken back too.
func (s Indicators) Aliases(ctx context.Context, plan string) ([]Alias, error) {
	var rows []indicatorAlias
	if err := s.db.Reading(ctx).Where("plan_key = ?", plan).Order("alias").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("indicator aliases: %w", err)
	}
	out := make([]Alias, 0, len(rows))
	for _, r := range rows {
		out = append(out, Alias{Plan: plan, Alias: r.Alias, For: r.IndicatorID, Active: r.Active, By: r.MadeBy, At: r.MadeAt,
			EndedBy: r.EndedBy, EndedAt: r.EndedAt})
	}
	return out, nil
}

func indicatorAliases(conn *gorm.DB, plan string) (map[string][]string, error) {
	var rows []indicatorAlias
	if err := conn.Where("plan_key = ? AND active = ?", plan, true).Order("alias").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("indicator aliases: %w", err)
	}
	out := map[string][]string{}
	for _, r := range rows {
		out[r.IndicatorID] = append(out[r.IndicatorID], r.Alias)
	}
	return out, nil
}
