package witness

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// submission is what is asked of a submission.
type submission struct {
	ID         string
	Department string
	Period     tally.Round
	Version    int
	MadeAt     db.Timestamp
}

// TableName implements GORM's Tabler.
func (submission) TableName() string { return "submissions" }

// edition is what is asked of an edition.
type edition struct {
	PlanKey string
	Period  tally.Round
	Number  int
	SHA256  string `gorm:"column:sha256"`
	Anchor  string
	MadeAt  db.Timestamp
}

// TableName implements GORM's Tabler.
func (edition) TableName() string { return "editions" }

// Anchors are those that the published editions carry, oldest first.
func Anchors(conn *gorm.DB) ([]db.Anchored, error) {
	var rows []edition
	if err := conn.Where("anchor <> ''").Order("made_at").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("editions: %w", err)
	}
	out := make([]db.Anchored, 0, len(rows))
	for _, r := range rows {
		name := fmt.Sprintf("%s第%d版汇总表", r.Period.Chinese(), r.Number)
		a, err := tally.ParseAnchor(r.Anchor)
		if err != nil {
			return nil, db.Refuse(db.Invalid, "%s的%s。", name, err.Error())
		}
		out = append(out, db.Anchored{Anchor: a, From: name})
	}
	return out, nil
}

// Check holds the chain after a row against what stands in the database; why says in Chinese what does not fit.
func Check(conn *gorm.DB, after int64) (why string, err error) {
	w, err := witnessed(conn, after)
	if err == nil {
		why, err = w.submissions(conn)
	}
	if err == nil && why == "" {
		why, err = w.editions(conn)
	}
	return why, err
}

// witnesses are what the chain says was made.
type witnesses struct {
	since db.Timestamp      // of the first row that is asked; what was made later must have its row
	filed map[string]bool   // submissions by id, but those thrown away since
	made  map[string]string // editions by plan, period and number: the detail of their row
}

func witnessed(conn *gorm.DB, after int64) (witnesses, error) {
	w := witnesses{filed: map[string]bool{}, made: map[string]string{}}
	var first []db.AuditRow
	if err := conn.Where("seq > ?", after).Order("seq").Limit(1).Find(&first).Error; err != nil || len(first) == 0 {
		return w, err
	}
	w.since = first[0].At
	var rows []db.AuditRow
	err := conn.Where("seq > ? AND action IN ?", after, []string{"submission.file", "submission.discard", "edition.publish"}).Order("seq").FindInBatches(&rows, 1000, func(*gorm.DB, int) error {
		for _, r := range rows {
			switch r.Action {
			case "submission.file":
				w.filed[r.Object] = true
			case "submission.discard":
				delete(w.filed, r.Object)
			default:
				w.made[editionName(r.Plan, r.Period.String(), r.Object)] = r.Detail
			}
		}
		return nil
	}).Error
	if err != nil {
		return w, fmt.Errorf("audit: %w", err)
	}
	return w, nil
}

func editionName(plan, period, number string) string {
	return strings.Join([]string{plan, period, number}, " ")
}

// onRecord reports an act of before the walk, by its row: acts begun at one time may come into the chain in another order.
func onRecord(conn *gorm.DB, action, object string) (bool, error) {
	var n int64
	err := conn.Model(&db.AuditRow{}).Where("object = ? AND action = ?", object, action).Limit(1).Count(&n).Error
	return n > 0, err
}

func (w witnesses) submissions(conn *gorm.DB) (why string, err error) {
	var all []submission
	ids := make([]string, 0, len(w.filed))
	for id := range w.filed {
		ids = append(ids, id)
	}
	if err := conn.Select("id, department, period, version, made_at").Where("made_at >= ?", w.since).Find(&all).Error; err != nil {
		return "", fmt.Errorf("submissions: %w", err)
	}
	for part := range slices.Chunk(ids, 500) { // begun before the first row that is asked, and told after it
		var early []submission
		if err := conn.Select("id").Where("id IN ? AND made_at < ?", part, w.since).Find(&early).Error; err != nil {
			return "", fmt.Errorf("submissions: %w", err)
		}
		for _, sub := range early {
			delete(w.filed, sub.ID)
		}
	}
	for _, sub := range all {
		known := w.filed[sub.ID]
		if !known {
			if known, err = onRecord(conn, "submission.file", sub.ID); err != nil {
				return "", err
			}
		}
		if !known {
			return fmt.Sprintf("%s%s第%d版报送（%s）在审计链里没有记录：链尾被删除并改短，或者报送是绕过系统写入的。", sub.Department, sub.Period.Chinese(), sub.Version, sub.ID), nil
		}
		delete(w.filed, sub.ID)
	}
	for id := range w.filed {
		return fmt.Sprintf("审计链记有报送 %s，库里没有这份报送：它被绕过系统删除。", id), nil
	}
	return "", nil
}

func (w witnesses) editions(conn *gorm.DB) (why string, err error) {
	var all []edition
	if err := conn.Find(&all).Error; err != nil {
		return "", fmt.Errorf("editions: %w", err)
	}
	for _, ed := range all {
		name := editionName(ed.PlanKey, ed.Period.String(), fmt.Sprint(ed.Number))
		detail, known := w.made[name]
		if !known && !ed.MadeAt.Before(w.since.Time) {
			var rows []db.AuditRow
			if err := conn.Where("object = ? AND action = ? AND plan_key = ? AND period = ?", fmt.Sprint(ed.Number), "edition.publish", ed.PlanKey, ed.Period).Find(&rows).Error; err != nil {
				return "", fmt.Errorf("audit: %w", err)
			}
			if len(rows) == 0 {
				return fmt.Sprintf("%s第%d版汇总表在审计链里没有记录：链尾被删除并改短，或者汇总表是绕过系统写入的。", ed.Period.Chinese(), ed.Number), nil
			}
			detail, known = rows[0].Detail, true
		}
		if known && !strings.Contains(detail, ed.SHA256) {
			return fmt.Sprintf("%s第%d版汇总表与审计链里记下的摘要不同：它被改动。", ed.Period.Chinese(), ed.Number), nil
		}
		delete(w.made, name)
	}
	for name := range w.made {
		return fmt.Sprintf("审计链记有汇总表 %s，库里没有：它被绕过系统删除。", name), nil
	}
	return "", nil
}
