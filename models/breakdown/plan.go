package breakdown

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// planRow is a plan; its indicators and targets have rows of their own.
type planRow struct {
	Key             string `gorm:"column:plan_key;primaryKey"`
	Title           string
	Revision        int // of the newest import
	Settings        string
	SettingsVersion int
	MadeAt          db.Timestamp
}

// TableName implements GORM's Tabler.
func (planRow) TableName() string { return "plans" }

// planRevision is one import of a plan's workbook.
type planRevision struct {
	PlanKey    string `gorm:"primaryKey"`
	Revision   int    `gorm:"primaryKey;autoIncrement:false"`
	Title      string
	FileName   string
	SHA256     string `gorm:"column:sha256"`
	Outcome    string // digest of what was read: the same bytes read by a better reader are a new revision
	BlobID     string
	Indicators int
	Effective  tally.Round
	Reason     string
	Reference  string
	MadeBy     string
	MadeAt     db.Timestamp
}

// TableName implements GORM's Tabler.
func (planRevision) TableName() string { return "plan_revisions" }

// PlanInfo describes a plan as it was last imported.
type PlanInfo struct {
	Key        string       `json:"key"`
	Title      string       `json:"title"`
	Revision   int          `json:"revision"` // 1 for the first import
	FileName   string       `json:"file"`
	SHA256     string       `json:"sha256"`
	Indicators int          `json:"indicators"`
	By         string       `json:"by"`
	At         db.Timestamp `json:"at"`
	Unchanged  bool         `json:"unchanged,omitempty"` // the import found nothing new

	Changes   map[string]int `json:"-"` // of an import just made: indicators_new, targets_revised …, as its audit row has them
	Effective tally.Round    `json:"-"` // first round that they hold for; none: from the beginning
}

func (r planRevision) info() PlanInfo {
	return PlanInfo{Key: r.PlanKey, Title: r.Title, Revision: r.Revision, FileName: r.FileName, SHA256: r.SHA256,
		Indicators: r.Indicators, By: r.MadeBy, At: r.MadeAt}
}

// Plans are the plans of the house: imports, revisions, and what each sets for itself.
type Plans struct {
	db   *db.DB
	kept *lru.Cache[string, *PlanHistory] // as last read, by key
}

// List lists the plans by key.
func (s Plans) List(ctx context.Context) ([]PlanInfo, error) {
	var rows []planRevision
	err := s.db.Reading(ctx).Table("plan_revisions AS r").Select("r.*").
		Joins("JOIN plans AS p ON p.plan_key = r.plan_key AND p.revision = r.revision").
		Order("r.plan_key").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("plans: %w", err)
	}
	infos := make([]PlanInfo, 0, len(rows))
	for _, r := range rows {
		infos = append(infos, r.info())
	}
	return infos, nil
}

// Revisions lists the imports of one plan, oldest first.
func (s Plans) Revisions(ctx context.Context, key string) ([]PlanInfo, error) {
	var rows []planRevision
	if err := s.db.Reading(ctx).Where("plan_key = ?", key).Order("revision").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("revisions of plan %s: %w", key, err)
	}
	if len(rows) == 0 {
		return nil, noPlan(key)
	}
	infos := make([]PlanInfo, 0, len(rows))
	for _, r := range rows {
		infos = append(infos, r.info())
	}
	return infos, nil
}

// Original gives the bytes of an imported workbook and its file name; revision 0 is the newest.
func (s Plans) Original(ctx context.Context, key string, revision int) (name string, data []byte, err error) {
	q := s.db.Reading(ctx).Where("plan_key = ?", key)
	if revision > 0 {
		q = q.Where("revision = ?", revision)
	}
	var row planRevision
	if err := q.Order("revision DESC").Limit(1).Take(&row).Error; err != nil {
		return "", nil, db.Absent(err, "没有计划“%s”。", key)
	}
	data, err = s.db.Blob(ctx, row.BlobID)
	return row.FileName, data, err
}

// Get gives a plan with its newest targets, whatever month they take effect.
func (s Plans) Get(ctx context.Context, key string) (tally.Plan, error) {
	return s.At(ctx, key, tally.Round{})
}

// At gives a plan as it stands for one period: the indicators and targets in force then. Checks and
// consolidation work on it. It is shared: the caller changes nothing in it.
func (s Plans) At(ctx context.Context, key string, period tally.Round) (tally.Plan, error) {
	var plan tally.Plan
	err := s.db.Snapshot(ctx, func(conn *gorm.DB) (err error) {
		plan, err = s.at(conn, key, period)
		return err
	})
	return plan, err
}

// PlanStamp grows with every change of what a plan says, see CheckContext.
func PlanStamp(conn *gorm.DB, key string) (seq int64, err error) {
	err = conn.Model(&db.AuditRow{}).Select("COALESCE(MAX(seq), 0)").
		Where("plan_key = ? AND action IN ?", key, planChanges).Scan(&seq).Error
	if err != nil {
		return 0, fmt.Errorf("stamp of plan %s: %w", key, err)
	}
	return seq, nil
}

// planChanges are the acts that change what Plans.Get and Plans.At give.
var planChanges = []string{"plan.import", "target.revise", "indicator.alias", "indicator.alias.end", "indicator.curve", "indicator.set", "question.answer"}

func (s Plans) at(conn *gorm.DB, key string, period tally.Round) (tally.Plan, error) {
	h, err := s.History(conn, key)
	if err != nil {
		return tally.Plan{}, err
	}
	plan := h.At(period)
	plan.Indicators = slices.Clone(plan.Indicators) // pages put them into another order
	return plan, nil
}

func takePlan(conn *gorm.DB, key string) (planRow, error) {
	var row planRow
	err := conn.Take(&row, "plan_key = ?", key).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return row, noPlan(key)
	}
	if err != nil {
		return row, fmt.Errorf("plan %s: %w", key, err)
	}
	return row, nil
}

// RequirePlan refuses (NotFound) a key that no plan has.
func RequirePlan(conn *gorm.DB, key string) error {
	_, err := takePlan(conn, key)
	return err
}

func noPlan(key string) error {
	return db.Refuse(db.NotFound, "没有计划“%s”，请先导入目标任务分解表。", key)
}

// Bounds of what serves as a key, in characters; the columns are as wide.
const (
	maxPlanKey    = 64
	maxDepartment = 100
)

// checkKey refuses a name that could not be told from another on every database or printed in an address.
func checkKey(what, key string, longest int) error {
	switch {
	case key == "" || strings.TrimSpace(key) != key:
		return db.Refuse(db.Invalid, "%s不能为空，前后不能有空格。", what)
	case len([]rune(key)) > longest:
		return db.Refuse(db.Invalid, "%s超过%d个字。", what, longest)
	case strings.ContainsFunc(key, db.Unseen):
		return db.Refuse(db.Invalid, "%s里有看不见的字符（零宽字符或改变书写方向的字符），请重新输入。", what)
	case strings.ContainsFunc(key, unicode.IsControl) || strings.ContainsAny(key, `/\`):
		return db.Refuse(db.Invalid, "%s里不能有斜杠或控制字符。", what)
	}
	return nil
}
