package models

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"
)

// VerifyAudit walks the audit chain, and holds it against what stands in the database: each submission and each edition must have
// its row in the chain, and each such row its submission or edition. Who cuts the end of the chain off and moves its head back
// leaves them without a witness. Rows that were removed when their time was over are not asked for.
func (s *Store) VerifyAudit(ctx context.Context, marks ...AuditMark) (AuditReport, error) {
	report, err := s.Audit.Verify(ctx, marks...)
	if err != nil || !report.OK() {
		return report, err
	}
	err = s.db.Snapshot(ctx, func(conn *gorm.DB) error {
		w, err := witnessed(conn)
		if err == nil && report.Why == "" {
			report.Why, err = w.submissions(conn)
		}
		if err == nil && report.Why == "" {
			report.Why, err = w.editions(conn)
		}
		return err
	})
	if report.Why != "" {
		report.BadSeq = report.Rows + 1
	}
	return report, err
}

// witnesses are what the chain says was made.
type witnesses struct {
	since Timestamp         // of the first row still kept
	filed map[string]bool   // submissions by id, but those thrown away since
	made  map[string]string // editions by plan, period and number: the detail of their row
}

func witnessed(conn *gorm.DB) (witnesses, error) {
	w := witnesses{filed: map[string]bool{}, made: map[string]string{}}
	var first []AuditRow
	if err := conn.Order("seq").Limit(1).Find(&first).Error; err != nil || len(first) == 0 {
		return w, err
	}
	w.since = first[0].At
	var rows []AuditRow
	err := conn.Where("action IN ?", []string{"submission.file", "submission.discard", "edition.publish"}).Order("seq").FindInBatches(&rows, 1000, func(*gorm.DB, int) error {
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

func (w witnesses) submissions(conn *gorm.DB) (why string, err error) {
	var all []Submission
	if err := conn.Select("id, plan_key, department, period, version, made_at").Find(&all).Error; err != nil {
		return "", fmt.Errorf("submissions: %w", err)
	}
	for _, sub := range all {
		if !w.filed[sub.ID] && !sub.At.Before(w.since.Time) {
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
	var all []editionRow
	if err := conn.Find(&all).Error; err != nil {
		return "", fmt.Errorf("editions: %w", err)
	}
	for _, ed := range all {
		name := editionName(ed.PlanKey, ed.Period.String(), fmt.Sprint(ed.Number))
		detail, known := w.made[name]
		switch {
		case !known && !ed.MadeAt.Before(w.since.Time):
			return fmt.Sprintf("%s第%d版汇总表在审计链里没有记录：链尾被删除并改短，或者汇总表是绕过系统写入的。", ed.Period.Chinese(), ed.Number), nil
		case known && !strings.Contains(detail, ed.SHA256):
			return fmt.Sprintf("%s第%d版汇总表与审计链里记下的摘要不同：它被改动。", ed.Period.Chinese(), ed.Number), nil
		}
		delete(w.made, name)
	}
	for name := range w.made {
		return fmt.Sprintf("审计链记有汇总表 %s，库里没有：它被绕过系统删除。", name), nil
	}
	return "", nil
}
