package breakdown

import (
	"slices"

	"github.com/tallysheet/tallysheet/models/db"
)

// TargetsSeen counts the revisions of each indicator's targets: what a person had before them who revises one (TargetChange.Seen).
func TargetsSeen(revisions []TargetRevision) map[string]int {
	seen := map[string]int{}
	for _, r := range revisions {
		seen[r.Indicator]++
	}
	return seen
}

// AnswersSeen is how often something was said of an indicator: what a person had before them who says more (Saying.Seen).
func AnswersSeen(questions []PlanQuestion, indicator string) (n int) {
	for _, q := range questions {
		if slices.Contains(q.Indicators, indicator) {
			n += q.Version
		}
	}
	return n
}

// Saying is of which indicator something is said, and why.
type Saying struct {
	Plan, Indicator, Reason string
	Seen                    *int // AnswersSeen of where it was written; nil where nobody looked
}

// unchangedTargets refuses (Conflict) where an indicator's targets were revised since somebody saw so many revisions.
func unchangedTargets(tx *db.Txn, plan, indicator string, seen *int) error {
	if seen == nil {
		return nil
	}
	var last []targetRow
	if err := tx.Where("plan_key = ? AND indicator_id = ?", plan, indicator).Order("made_at DESC, revision DESC").Find(&last).Error; err != nil {
		return err
	}
	if len(last) == *seen {
		return nil
	}
	t, err := last[0].target()
	if err != nil {
		return err
	}
	return db.ConflictOf(*seen, len(last), "这个指标的目标在您看过以后有变化：%s于%s定为“%s”。请刷新后再改。", last[0].MadeBy, last[0].MadeAt.Format("2006-01-02 15:04"), t.Text)
}

// unchangedAnswers refuses (Conflict) where something was said of an indicator since somebody saw so many answers.
func unchangedAnswers(tx *db.Txn, plan, indicator string, seen *int) error {
	if seen == nil {
		return nil
	}
	all, err := questionsOf(tx.Where("plan_key = ?", plan))
	if err != nil {
		return err
	}
	if now := AnswersSeen(all, indicator); now != *seen {
		return db.ConflictOf(*seen, now, "这个指标的读法在您看过以后有变化。请刷新后再改。")
	}
	return nil
}
