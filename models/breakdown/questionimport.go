package breakdown

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// AskedOf is a question that a workbook leaves open, with the places in Plan.Indicators of the rows that it is about.
type AskedOf struct {
	tally.Question
	Of []int
}

// printOf is what an indicator's row prints of that which a question is about: as long as it stays, an answer holds.
func printOf(code tally.QuestionCode, ind tally.Indicator) string {
	parts := []string{string(code), ind.Name}
	switch code {
	case tally.AskYear:
		parts = parts[:1]
	case tally.AskDepartment, tally.AskLead:
		parts = append(parts[:1], ind.Lead...)
	case tally.AskSupport:
		parts = append(parts[:1], ind.Support...)
	case tally.AskParent:
		parts = append(parts, ind.Parent)
	case tally.AskDuplicate:
		parts = append(append(append(parts, ind.Unit, ind.Parent, ind.Caliber), ind.Lead...), ind.Group...)
	default:
		parts = append(parts, ind.Unit, string(ind.Op), ind.Deadline)
		for _, t := range ind.Targets {
			parts = append(parts, t.Period, t.Tier, t.Text)
		}
	}
	return db.DigestOf([]byte(strings.Join(parts, "\x1e")))[:16]
}

// questionIdentity makes a question the same one in the next workbook: what is asked, of whom, and what stands there.
func questionIdentity(q tally.Question, of []covered, more string) string {
	parts := []string{string(q.Code), more}
	if q.Code == tally.AskDepartment {
		parts = append(parts, q.Printed)
	}
	for _, c := range of {
		parts = append(parts, c.ID, c.Print)
	}
	return db.DigestOf([]byte(strings.Join(parts, "\x1e")))
}

// questions keeps what the workbook asks. An answer holds for the rows that print what they printed when it was given; for
// those that changed it is asked again, and what was said before is proposed.
func (im *planImport) questions(tx *db.Txn, ids []string) error {
	stored, err := storedQuestions(tx, im.plan.Key)
	if err != nil {
		return err
	}
	at := map[string]int{}
	for i, id := range ids {
		at[id] = i
	}
	held := map[[2]string]bool{} // code and indicator of an answer that holds
	var again []AskedOf
	for i := range stored {
		more, err := im.holds(tx, &stored[i], at, held)
		if err != nil {
			return err
		}
		again = append(again, more...)
	}
	kept := map[int]bool{}
	for _, q := range append(slices.Clone(im.asked), again...) {
		if err := im.ask(tx, q, ids, stored, held, kept); err != nil {
			return err
		}
	}
	for _, row := range stored {
		if row.Asked && row.Answer == "" && !kept[row.N] {
			if err := row.set(tx, map[string]any{"asked": false}); err != nil {
				return err
			}
		}
	}
	return nil
}

func storedQuestions(tx *db.Txn, plan string) (rows []questionRow, err error) {
	return rows, tx.Where("plan_key = ?", plan).Order("n").Find(&rows).Error
}

func (r questionRow) set(tx *db.Txn, columns map[string]any) error {
	return tx.Model(&questionRow{}).Where("plan_key = ? AND n = ?", r.PlanKey, r.N).Updates(columns).Error
}

// holds takes from an answer the rows that print something else now; those are to be asked again where a light or a
// department could rest on it.
func (im *planImport) holds(tx *db.Txn, row *questionRow, at map[string]int, held map[[2]string]bool) (again []AskedOf, err error) {
	if row.Answer == "" {
		return nil, nil
	}
	of, err := row.covers()
	if err != nil {
		return nil, err
	}
	q, err := row.question()
	if err != nil {
		return nil, err
	}
	still := of[:0:0]
	for _, c := range of {
		i, here := at[c.ID]
		if !here || printOf(row.Code, im.plan.Indicators[i]) == c.Print {
			still = append(still, c)
			held[[2]string{row.heldKey(q), c.ID}] = true
			continue
		}
		if next, ok := im.changed(q, i); ok {
			again = append(again, next)
		}
	}
	if len(still) == len(of) {
		return nil, nil
	}
	im.changes["answers_lapsed"] += len(of) - len(still)
	return again, row.cover(tx, still)
}

// heldKey tells the texts of departments apart, of which a row may have several.
func (r questionRow) heldKey(q PlanQuestion) string { return heldKey(q.Question) }

func heldKey(q tally.Question) string {
	if q.Code == tally.AskDepartment {
		return string(q.Code) + ":" + q.Printed
	}
	return string(q.Code)
}

// changed is the question that a row raises which prints something else than when a person spoke of it, and of which the
// workbook itself asks nothing.
func (im *planImport) changed(q PlanQuestion, i int) (AskedOf, bool) {
	ind := im.plan.Indicators[i]
	word := tally.AnswerWord(q.Code, q.Answer)
	next := AskedOf{Of: []int{i}, Question: tally.Question{Sheet: ind.Sheet, Cell: ind.NameCell, Indicator: ind.Name, Row: ind.Row, Code: q.Code,
		Proposed: q.Answer, Why: "这一行改过了，以前确认的是“" + word + "”，看不出是否还这样"}}
	switch q.Code {
	case tally.AskDirection:
		next.Choices = []string{string(tally.Higher), string(tally.Lower)}
	case tally.AskMeasure:
		next.Choices = slices.Compact([]string{q.Answer, string(ind.Measure)})
	case tally.AskUnit:
		next.Choices = slices.Compact([]string{q.Answer, ind.Unit})
	default:
		return next, false // the workbook's own words hold, or it asks by itself
	}
	if len(ind.Targets) > 0 {
		next.Cell, next.Printed = ind.Targets[0].Cell, ind.Targets[0].Text
	}
	return next, len(next.Choices) > 1
}

// ask keeps one question for the rows of which no answer holds.
func (im *planImport) ask(tx *db.Txn, q AskedOf, ids []string, stored []questionRow, held map[[2]string]bool, kept map[int]bool) error {
	var of []covered
	rows := make([]int, 0, len(q.Of))
	for _, i := range q.Of {
		key := [2]string{heldKey(q.Question), ids[i]}
		if held[key] {
			continue
		}
		of = append(of, covered{ids[i], printOf(q.Code, im.plan.Indicators[i])})
		rows = append(rows, im.plan.Indicators[i].Row)
		held[key] = true
	}
	if len(of) == 0 {
		return nil
	}
	if len(q.Rows) > 0 {
		q.Rows = rows
	}
	identity := questionIdentity(q.Question, of, "")
	for _, row := range stored {
		if row.Identity != identity {
			continue
		}
		kept[row.N] = true
		if err := row.fill(q.Question, of); err != nil {
			return err
		}
		return row.set(tx, map[string]any{"asked": true, "body": row.Body, "indicators": row.Indicators})
	}
	row, err := newQuestion(tx, im.plan.Key, q.Question, of, "")
	if err != nil {
		return err
	}
	row.Asked, row.PlanRevision = true, im.revision
	im.changes["questions_new"]++
	return db.OrAgain(tx.Create(&row).Error)
}

// importOutcome is the digest of what was read: the plan and what it asks.
func importOutcome(plan tally.Plan, asked []AskedOf) (string, error) {
	body, err := json.Marshal(plan)
	if err != nil || len(asked) == 0 {
		return db.DigestOf(body), err
	}
	more, err := json.Marshal(asked)
	return db.DigestOf(append(body, more...)), err
}
