package breakdown

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/tallysheet/tallysheet/models/db"
	"gorm.io/gorm"
)

// departmentRow is a department by its canonical name, one for the whole site.
type departmentRow struct {
	Name   string `gorm:"primaryKey"`
	MadeBy string
	MadeAt db.Timestamp

	MergedInto string // the department whose second name it is by now, "" for itself
}

// TableName implements GORM's Tabler.
func (departmentRow) TableName() string { return "departments" }

// departmentAlias is another name of a department. Taken back it stays, marked, and names nobody.
type departmentAlias struct {
	Alias      string `gorm:"primaryKey"`
	Department string
	Active     bool
	MadeBy     string
	MadeAt     db.Timestamp
	EndedBy    string
	EndedAt    db.Timestamp
}

// TableName implements GORM's Tabler.
func (departmentAlias) TableName() string { return "department_aliases" }

// planDepartment ties a department to a plan.
type planDepartment struct {
	PlanKey    string `gorm:"primaryKey"`
	Department string `gorm:"primaryKey"`
	Reports    bool   // a report is expected from it every period
	MadeBy     string
	MadeAt     db.Timestamp
}

// TableName implements GORM's Tabler.
func (planDepartment) TableName() string { return "plan_departments" }

// Department is a 部门: its canonical name, the aliases in force, and whether it reports in the plan asked about.
type Department struct {
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
	Reports bool     `json:"reports"`
}

// Departments are those who report, their other names, and which plans they report in.
type Departments struct{ db *db.DB }

// List lists the departments of a plan by name, those that only support too; of the whole site for plan "".
func (s Departments) List(ctx context.Context, plan string) ([]Department, error) {
	conn := s.db.Reading(ctx)
	reports := map[string]bool{}
	var names []string
	if plan == "" {
		if err := conn.Model(&departmentRow{}).Where("merged_into = ''").Order("name").Pluck("name", &names).Error; err != nil {
			return nil, fmt.Errorf("departments: %w", err)
		}
	} else {
		if _, err := takePlan(conn, plan); err != nil {
			return nil, err
		}
		var rows []planDepartment
		if err := conn.Where("plan_key = ?", plan).Order("department").Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("departments: %w", err)
		}
		for _, r := range rows {
			names = append(names, r.Department)
			reports[r.Department] = r.Reports
		}
	}
	var aliases []departmentAlias
	if err := conn.Where("active = ?", true).Order("alias").Find(&aliases).Error; err != nil {
		return nil, fmt.Errorf("departments: %w", err)
	}
	byName := map[string][]string{}
	for _, a := range aliases {
		byName[a.Department] = append(byName[a.Department], a.Alias)
	}
	out := make([]Department, 0, len(names))
	for _, name := range names {
		out = append(out, Department{Name: name, Aliases: byName[name], Reports: reports[name]})
	}
	return out, nil
}

// Reporting lists the departments from which a plan expects reports, by name.
func (s Departments) Reporting(ctx context.Context, plan string) ([]string, error) {
	return Reporting(s.db.Reading(ctx), plan)
}

// Reporting is Departments.Reporting on a connection.
func Reporting(conn *gorm.DB, plan string) ([]string, error) {
	names := []string{}
	err := conn.Model(&planDepartment{}).Where("plan_key = ? AND reports = ?", plan, true).Order("department").Pluck("department", &names).Error
	if err != nil {
		return nil, fmt.Errorf("reporting departments: %w", err)
	}
	return names, nil
}

// DepartmentIn gives one department of a plan by its name or an alias, as Resolve finds it; NotFound where the plan does
// not have it.
func DepartmentIn(conn *gorm.DB, plan, name string) (Department, error) {
	d, err := departmentOf(conn, plan, name)
	if err != nil || d.Name != "" { // the usual case, by one question
		return d, err
	}
	canonical, err := resolve(conn, name)
	if err != nil {
		return d, err
	}
	if d, err = departmentOf(conn, plan, canonical); err == nil && d.Name == "" {
		return Department{Name: canonical}, db.Refuse(db.NotFound, "计划中没有“%s”这个部门。", canonical)
	}
	return d, err
}

// departmentOf gives a department of a plan by its canonical name, a zero one where the plan does not have it.
func departmentOf(conn *gorm.DB, plan, canonical string) (Department, error) {
	var rows []struct {
		Department string
		Reports    bool
		Alias      *string
	}
	err := conn.Table("plan_departments AS p").Select("p.department, p.reports, a.alias").
		Joins("LEFT JOIN department_aliases AS a ON a.department = p.department AND a.active = ?", true).
		Where("p.plan_key = ? AND p.department = ?", plan, canonical).Order("a.alias").Find(&rows).Error
	if err != nil {
		return Department{}, fmt.Errorf("department %s: %w", canonical, err)
	}
	var d Department
	for _, r := range rows {
		d.Name, d.Reports = r.Department, r.Reports
		if r.Alias != nil {
			d.Aliases = append(d.Aliases, *r.Alias)
		}
	}
	return d, nil
}

// Ensure makes departments known and has them report in the plan (plan "" only makes them known).
// Names that are aliases stand for their department.
func (s Departments) Ensure(ctx context.Context, by db.Actor, plan string, names ...string) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		if plan != "" {
			if _, err := takePlan(tx.DB, plan); err != nil {
				return err
			}
		}
		return ensureDepartments(tx, by, plan, names, true)
	})
}

// SetReports says whether a report is expected from a department in a plan.
func (s Departments) SetReports(ctx context.Context, by db.Actor, plan, department string, reports bool) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		ok, err := db.One(tx.Model(&planDepartment{}).Where("plan_key = ? AND department = ?", plan, department).
			Update("reports", reports))
		if err != nil {
			return err
		}
		if !ok {
			return db.Refuse(db.NotFound, "计划“%s”里没有部门“%s”。", plan, department)
		}
		tx.Audit(db.AuditEntry{Action: "department.reports", Plan: plan, Department: department,
			Detail: map[string]any{"reports": reports}})
		return nil
	})
}

func ensureDepartments(tx *db.Txn, by db.Actor, plan string, names []string, reports bool) error {
	dir, err := LoadDirectory(tx.DB)
	if err != nil {
		return err
	}
	var known []planDepartment
	if err := tx.Where("plan_key = ?", plan).Find(&known).Error; err != nil {
		return err
	}
	in := map[string]bool{}
	for _, k := range known {
		in[k.Department] = true
	}
	var made []departmentRow
	var joined []planDepartment
	for _, name := range names {
		name = strings.TrimSpace(name)
		canonical, ok := dir.Resolve(name)
		if !ok {
			if err := checkKey("部门名称", name, maxDepartment); err != nil {
				return err
			}
			canonical = name
			made = append(made, departmentRow{Name: name, MadeBy: by.Label(), MadeAt: tx.At})
			dir.add(name, name)
			tx.Audit(db.AuditEntry{Action: "department.add", Plan: plan, Department: name, Object: name})
		}
		if plan == "" || in[canonical] {
			continue
		}
		in[canonical] = true
		joined = append(joined, planDepartment{PlanKey: plan, Department: canonical, Reports: reports, MadeBy: by.Label(), MadeAt: tx.At})
		tx.Audit(db.AuditEntry{Action: "department.join", Plan: plan, Department: canonical, Detail: map[string]any{"reports": reports}})
	}
	if err := db.CreateAll(tx, made); err != nil {
		return db.OrAgain(err)
	}
	return db.OrAgain(db.CreateAll(tx, joined))
}

// departments makes known whom the plan names: leads report, the others are listed.
func (im *planImport) departments(tx *db.Txn, ids []string) error {
	var others []string
	leads, err := im.leadsAs(tx.DB, ids)
	if err != nil {
		return err
	}
	for _, ind := range im.plan.Indicators {
		others = append(append(others, ind.Implementing...), ind.Support...)
	}
	if err := ensureDepartments(tx, im.by, im.plan.Key, usable(leads), true); err != nil {
		return err
	}
	return ensureDepartments(tx, im.by, im.plan.Key, usable(others), false)
}

// usable leaves out what no department can be called; the plan still shows it as printed.
func usable(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		return checkKey("部门名称", strings.TrimSpace(name), maxDepartment) != nil
	})
}

// Directory is every name and alias in force.
type Directory struct{ exact, bare map[string]string }

func LoadDirectory(conn *gorm.DB) (Directory, error) {
	d := Directory{map[string]string{}, map[string]string{}}
	var names []string
	if err := conn.Model(&departmentRow{}).Where("merged_into = ''").Pluck("name", &names).Error; err != nil {
		return d, fmt.Errorf("departments: %w", err)
	}
	var aliases []departmentAlias
	if err := conn.Where("active = ?", true).Find(&aliases).Error; err != nil {
		return d, fmt.Errorf("departments: %w", err)
	}
	for _, n := range names {
		d.add(n, n)
	}
	for _, a := range aliases {
		d.add(a.Alias, a.Department)
	}
	return d, nil
}

func (d Directory) add(name, canonical string) {
	if _, taken := d.exact[name]; !taken {
		d.exact[name] = canonical
	}
	if _, taken := d.bare[bareName(name)]; !taken {
		d.bare[bareName(name)] = canonical
	}
}

// Resolve gives the canonical name of a name or an alias, spaces aside.
func (d Directory) Resolve(name string) (string, bool) {
	if c, ok := d.exact[name]; ok {
		return c, true
	}
	c, ok := d.bare[bareName(name)]
	return c, ok
}

// bareName is a name without its spaces: 组 织 部 is 组织部.
func bareName(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, name)
}

// Resolve gives the canonical name of a department from a name or an alias, spaces aside. It never guesses:
// NotFound where neither is known.
func (s Departments) Resolve(ctx context.Context, name string) (string, error) {
	return resolve(s.db.Reading(ctx), name)
}

func resolve(conn *gorm.DB, name string) (string, error) {
	var same []string
	if err := conn.Model(&departmentRow{}).Where("name = ? AND merged_into = ''", name).Pluck("name", &same).Error; err != nil {
		return "", fmt.Errorf("departments: %w", err)
	}
	if len(same) == 1 { // the usual case, without reading the whole directory
		return same[0], nil
	}
	dir, err := LoadDirectory(conn)
	if err != nil {
		return "", err
	}
	if c, ok := dir.Resolve(strings.TrimSpace(name)); ok {
		return c, nil
	}
	return "", db.Refuse(db.NotFound, "没有名为“%s”的部门，也没有部门用这个别名。", name)
}
