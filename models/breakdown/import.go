package breakdown

import (
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// File is a workbook as it came. Effective, Reason and Reference (文号) are for a plan that changes an earlier one:
// the first month that the changed targets hold for (none: the month after the last published one), and why.
type File struct {
	Name              string
	Bytes             []byte
	Effective         tally.Round
	Reason, Reference string
	Asked             []AskedOf // what the workbook leaves open
}

// Import takes a plan as read from a workbook under plan.Key. The same bytes read the same way again change
// nothing; else a new revision is made: indicators are matched with those of before (by ID where one is
// given, by place and name, by name alone), changed targets become new target revisions, what is gone is
// retired. What the workbook leaves open (file.Asked) is kept, see questions. Departments named in the plan are made known; those that lead report in it.
func (s Plans) Import(ctx context.Context, by db.Actor, plan tally.Plan, file File) (PlanInfo, error) {
	if err := checkKey("计划代号", plan.Key, maxPlanKey); err != nil {
		return PlanInfo{}, err
	}
	if len(plan.Indicators) == 0 {
		return PlanInfo{}, db.Refuse(db.Invalid, "这份计划里没有读到指标，没有导入。")
	}
	for i := range plan.Indicators { // these are kept beside the rows
		ind := &plan.Indicators[i]
		ind.Asked, ind.Confirmed, ind.Path, ind.PathWhy = nil, nil, nil, ""
	}
	outcome, err := importOutcome(plan, file.Asked)
	if err != nil {
		return PlanInfo{}, fmt.Errorf("plan %s: %w", plan.Key, err)
	}
	if err := s.db.Spare(); err != nil {
		return PlanInfo{}, err
	}
	im := planImport{by: by, plan: plan, file: file, asked: file.Asked, blob: s.db.BlobOf(file.Bytes), outcome: outcome}
	if err := s.db.Write(ctx, by, im.run); err != nil {
		return PlanInfo{}, err
	}
	return im.info, nil
}

// planImport is one import; run may be run again and sets info.
type planImport struct {
	by      db.Actor
	plan    tally.Plan
	file    File
	asked   []AskedOf
	blob    db.NewBlob
	outcome string

	effective tally.Round
	revision  int
	changes   map[string]int
	info      PlanInfo
}

func (im *planImport) run(tx *db.Txn) error {
	row, err := im.planRow(tx)
	if err != nil {
		return err
	}
	sum := im.blob.SHA256
	if row.Revision > 0 {
		var last planRevision
		if err := tx.Take(&last, "plan_key = ? AND revision = ?", row.Key, row.Revision).Error; err != nil {
			return err
		}
		if last.SHA256 == sum && last.Outcome == im.outcome {
			im.info = last.info()
			im.info.Unchanged = true
			return nil
		}
	}
	// Of two imports at once one moves the revision; the other looks again.
	ok, err := db.One(tx.Model(&planRow{}).Where("plan_key = ? AND revision = ?", row.Key, row.Revision).
		Updates(map[string]any{"revision": row.Revision + 1, "title": im.plan.Title}))
	if err != nil || !ok {
		return db.FirstError(err, db.ErrAgain)
	}
	im.revision = row.Revision + 1
	if err := im.chooseEffective(tx, row.Revision > 0); err != nil {
		return err
	}
	rev := planRevision{PlanKey: row.Key, Revision: im.revision, Title: im.plan.Title, FileName: db.CutName(im.file.Name),
		SHA256: sum, Outcome: im.outcome, BlobID: im.blob.ID, Indicators: len(im.plan.Indicators), Effective: im.effective,
		Reason: im.file.Reason, Reference: im.file.Reference, MadeBy: im.by.Label(), MadeAt: tx.At}
	if err := tx.Create(&rev).Error; err != nil {
		return db.OrAgain(err)
	}
	if err := db.PutBlob(tx, im.blob); err != nil {
		return err
	}
	im.changes = map[string]int{}
	ids, err := im.indicators(tx)
	if err != nil {
		return err
	}
	if err := im.targets(tx, ids); err != nil {
		return err
	}
	if err := im.questions(tx, ids); err != nil {
		return err
	}
	if err := im.departments(tx, ids); err != nil {
		return err
	}
	im.info = rev.info()
	im.info.Changes, im.info.Effective = im.changes, im.effective
	tx.Audit(db.AuditEntry{Action: "plan.import", Plan: row.Key, Period: im.effective, Object: row.Key, Detail: map[string]any{
		"revision": im.revision, "file": rev.FileName, "sha256": sum, "changes": im.changes,
		"reason": rev.Reason, "reference": rev.Reference}})
	return nil
}

func (im *planImport) planRow(tx *db.Txn) (planRow, error) {
	var rows []planRow
	if err := tx.Where("plan_key = ?", im.plan.Key).Find(&rows).Error; err != nil {
		return planRow{}, err
	}
	if len(rows) > 0 {
		return rows[0], nil
	}
	row := planRow{Key: im.plan.Key, Title: im.plan.Title, Settings: "{}", MadeAt: tx.At}
	return row, db.OrAgain(tx.Create(&row).Error)
}

func (im *planImport) chooseEffective(tx *db.Txn, changes bool) error {
	im.effective = im.file.Effective
	if !changes {
		return nil
	}
	if !im.effective.IsZero() {
		return effectiveIsOpen(tx, im.plan.Key, im.effective)
	}
	last, err := lastPublished(tx, im.plan.Key)
	if err == nil && !last.IsZero() {
		im.effective = following(last)
	}
	return err
}
