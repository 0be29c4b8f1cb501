package breakdown

import (
	"context"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
)

// Merge makes one department a second name of another: its people, notices and plans become the other's. What it filed
// stays under the name that it was filed by.
func (s Departments) Merge(ctx context.Context, by db.Actor, from, into, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return db.Refuse(db.Invalid, "合并部门要写明理由。").At("reason")
	}
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		dir, err := LoadDirectory(tx.DB)
		if err != nil {
			return err
		}
		for _, name := range []string{from, into} {
			if dir.exact[name] != name {
				return db.Refuse(db.NotFound, "没有名为“%s”的部门。", name)
			}
		}
		if from == into {
			return db.Refuse(db.Invalid, "“%s”不能并入自己。", from).At("into")
		}
		if err := mergePlans(tx, by, from, into); err != nil {
			return err
		}
		for _, table := range []string{"users", "channels", "department_aliases", "orders"} {
			if err := tx.Table(table).Where("department = ?", from).Update("department", into).Error; err != nil {
				return err
			}
		}
		if err := mergeHeld(tx, from, into); err != nil {
			return err
		}
		ok, err := db.One(tx.Model(&departmentRow{}).Where("name = ? AND merged_into = ''", from).Update("merged_into", into))
		if err != nil || !ok {
			return db.FirstError(err, db.ErrAgain)
		}
		err = db.Remember(tx, &departmentAlias{}, tx.Where("alias = ?", from), map[string]any{"department": into}, by,
			&departmentAlias{Alias: from, Department: into, Active: true, MadeBy: by.Label(), MadeAt: tx.At})
		if err != nil {
			return err
		}
		tx.Audit(db.AuditEntry{Action: "department.merge", Department: into, Object: from, Detail: map[string]any{"from": from, "into": into, "reason": reason}})
		return nil
	})
}

// mergePlans lets the one stand in every plan in the other's place, and report where that did.
func mergePlans(tx *db.Txn, by db.Actor, from, into string) error {
	var rows []planDepartment
	if err := tx.Where("department = ?", from).Find(&rows).Error; err != nil {
		return err
	}
	for _, r := range rows {
		if err := ensureDepartments(tx, by, r.PlanKey, []string{into}, r.Reports); err != nil {
			return err
		}
		if r.Reports {
			q := tx.Model(&planDepartment{}).Where("plan_key = ? AND department = ?", r.PlanKey, into)
			if err := q.Update("reports", true).Error; err != nil {
				return err
			}
		}
	}
	return tx.Where("department = ?", from).Delete(&planDepartment{}).Error
}
