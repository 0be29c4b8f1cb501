package models

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// minExplanation is how many characters an explanation needs at least, spaces aside (统计联网直报).
const minExplanation = 6

// FindingState is where a finding of a submission stands.
type FindingState string

// The finding states. Class A stays open: it is corrected by a new version. Class D is noted. A conflict that another
// department's correction ended is closed.
const (
	FindingOpen      FindingState = "open"
	FindingExplained FindingState = "explained"
	FindingWaived    FindingState = "waived"
	FindingNoted     FindingState = "noted"
	FindingClosed    FindingState = "closed"
)

// FiledFinding is a finding of a submission with what became of it.
type FiledFinding struct {
	N int `json:"n"` // 1, 2, 3 … within the submission
	tally.Finding
	State FindingState `json:"state"`
	Text  string       `json:"text,omitempty"`  // the explanation, or the reason of the waiver
	Typed string       `json:"typed,omitempty"` // an explanation that is being written and was not given yet
	By    string       `json:"by,omitempty"`
	At    Timestamp    `json:"at,omitzero"`
}

type findingRow struct {
	SubmissionID string `gorm:"primaryKey"`
	N            int    `gorm:"primaryKey;autoIncrement:false"`
	Class        tally.Class
	Code         tally.Code
	Sheet        string
	Cell         string
	Message      string
	Expected     string
	About        string
	Suggest      string
	State        FindingState
	Text         string `gorm:"column:answer"`
	Typed        string
	By           string    `gorm:"column:answered_by"`
	At           Timestamp `gorm:"column:answered_at"`
}

// TableName implements GORM's Tabler.
func (findingRow) TableName() string { return "findings" }

func (r findingRow) filed() FiledFinding {
	return FiledFinding{N: r.N, State: r.State, Text: r.Text, Typed: r.Typed, By: r.By, At: r.At, Finding: tally.Finding{Class: r.Class,
		Code: r.Code, Sheet: r.Sheet, Cell: r.Cell, Message: r.Message, Expected: r.Expected, About: r.About, Suggest: r.Suggest}}
}

func findingRows(id string, f Filing) ([]findingRow, error) {
	rows := make([]findingRow, 0, len(f.Findings))
	for i, fi := range f.Findings {
		row := findingRow{SubmissionID: id, N: i + 1, Class: fi.Class, Code: fi.Code, Sheet: fi.Sheet, Cell: fi.Cell,
			Message: fi.Message, Expected: fi.Expected, About: fi.About, Suggest: fi.Suggest, State: FindingOpen}
		if fi.Class == tally.ClassD {
			row.State = FindingNoted
		}
		if text, ok := f.Explanations[i]; ok && fi.Class == tally.ClassC {
			if err := CheckExplanation(text); err != nil {
				return nil, err
			}
			row.State, row.Text, row.By = FindingExplained, strings.TrimSpace(text), f.By.Label()
		} else if text := f.Typed[i]; fi.Class == tally.ClassC {
			row.Typed = db.Cut(text, longestTyped)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// CheckExplanation refuses an explanation that is too short to say anything (code Invalid).
func CheckExplanation(text string) error {
	n := 0
	for _, r := range text {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	if n < minExplanation {
		return db.Refuse(Invalid, "说明太短：写了%d个字，至少要%d个字，请说清原因。", n, minExplanation).At("text")
	}
	return nil
}

// count sets the counters of a new submission from its findings.
func (s *Submission) count(rows []findingRow) {
	for _, r := range rows {
		open := 0
		if r.State == FindingOpen {
			open = 1
		}
		switch r.Class {
		case tally.ClassA:
			s.FindingsA++
		case tally.ClassB:
			s.FindingsB++
			s.OpenB += open
		case tally.ClassC:
			s.FindingsC++
			s.OpenC += open
		default:
			s.FindingsD++
		}
	}
}

// Findings are what was found in submissions, with the explanations and waivers that close them.
type Findings struct{ *shared }

// List lists the findings of a submission in the order they were made.
func (s Findings) List(ctx context.Context, id string) ([]FiledFinding, error) {
	var rows []findingRow
	if err := s.db.Reading(ctx).Where("submission_id = ?", id).Order("n").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("findings: %w", err)
	}
	out := make([]FiledFinding, 0, len(rows))
	for _, r := range rows {
		out = append(out, r.filed())
	}
	return out, nil
}

// Explain gives the department's explanation for class C finding n, at least 6 characters; given again before the
// submission is accepted it replaces the first, which the audit keeps. With nothing left open the submission is
// accepted where the plan accepts by itself.
func (s Findings) Explain(ctx context.Context, by Actor, id string, revision, n int, text string) (Submission, error) {
	if err := CheckExplanation(text); err != nil {
		return Submission{}, err
	}
	return Submissions{s.shared}.decide(ctx, by, id, revision, func(tx *db.Txn, sub *Submission) error {
		if err := mayFile(tx, sub.Plan, sub.Department, sub.Period); err != nil {
			return err
		}
		return s.answer(tx, sub, n, tally.ClassC, FindingExplained, strings.TrimSpace(text), by)
	})
}

// Waive lets class B finding n pass, with the supervisor's reason. keep remembers it for the same thing of the same
// department in later periods, until Waivers.TakeBack.
func (s Findings) Waive(ctx context.Context, by Actor, id string, revision, n int, reason string, keep bool) (Submission, error) {
	if strings.TrimSpace(reason) == "" {
		return Submission{}, db.Refuse(Invalid, "核销要写明理由。").At("reason")
	}
	return Submissions{s.shared}.decide(ctx, by, id, revision, func(tx *db.Txn, sub *Submission) error {
		if err := s.answer(tx, sub, n, tally.ClassB, FindingWaived, reason, by); err != nil || !keep {
			return err
		}
		return keepWaiver(tx, sub, n, reason, by)
	})
}

// answer closes a finding, and accepts the submission where that was the last and the plan accepts by itself.
func (s Findings) answer(tx *db.Txn, sub *Submission, n int, class tally.Class, state FindingState, text string, by Actor) error {
	row, err := takeFinding(tx.DB, sub.ID, n)
	if err != nil {
		return err
	}
	// What is accepted is answered no more, but for a conflict that another department's filing made since.
	if sub.State != Draft && sub.State != Submitted && (sub.State != Accepted || row.State != FindingOpen) {
		return db.Refuse(Conflict, "这一版的状态是“%s”，不能再改说明或核销。", sub.State.Chinese())
	}
	if row.State == FindingClosed {
		return db.Refuse(Conflict, "第%d个问题已经消除：对方的数据已改成一致，不用再说明。", n)
	}
	if row.Class != class {
		return db.Refuse(Invalid, "第%d个问题是%s类：A类要改正，B类由督查办核销，C类由部门说明，D类不用处理。", n, row.Class)
	}
	err = tx.Model(&findingRow{}).Where("submission_id = ? AND n = ?", sub.ID, n).Updates(map[string]any{
		"state": state, "answer": text, "typed": "", "answered_by": by.Label(), "answered_at": tx.At}).Error
	if err != nil {
		return err
	}
	if row.State == FindingOpen {
		sub.closeOne(class)
	}
	if err := move(tx, sub, map[string]any{"open_b": sub.OpenB, "open_c": sub.OpenC}); err != nil {
		return err
	}
	tx.Audit(sub.entry("finding."+string(state), map[string]any{"n": n, "code": row.Code, "cell": row.Cell, "text": text, "before": row.Text}))
	set, err := breakdown.SettingsOf(tx.DB, sub.Plan)
	if err != nil {
		return err
	}
	return acceptItself(tx, sub, set)
}

func (s *Submission) closeOne(class tally.Class) {
	if class == tally.ClassB {
		s.OpenB--
	} else {
		s.OpenC--
	}
}

func takeFinding(conn *gorm.DB, id string, n int) (findingRow, error) {
	var row findingRow
	err := conn.Take(&row, "submission_id = ? AND n = ?", id, n).Error
	return row, db.Absent(err, "这份报送没有第%d个问题。", n)
}

// explainAgain puts the explanations of a repeated filing to the findings that are still open.
func (f *filing) explainAgain(tx *db.Txn, sub *Submission) error {
	if sub.State != Draft && sub.State != Submitted || sub.OpenC == 0 {
		return nil
	}
	for _, r := range f.findings {
		if r.State != FindingExplained {
			continue
		}
		ok, err := db.One(tx.Model(&findingRow{}).Where("submission_id = ? AND n = ? AND state = ?", sub.ID, r.N, FindingOpen).
			Updates(map[string]any{"state": r.State, "answer": r.Text, "answered_by": r.By, "answered_at": tx.At}))
		if err != nil {
			return err
		}
		if ok {
			sub.closeOne(tally.ClassC)
			tx.Audit(sub.entry("finding.explained", map[string]any{"n": r.N, "code": r.Code, "cell": r.Cell, "text": r.Text}))
		}
	}
	if err := move(tx, sub, map[string]any{"open_c": sub.OpenC}); err != nil {
		return err
	}
	return acceptItself(tx, sub, f.settings)
}

// Notes gives the explanations of the submissions in force for a period, for 附注: by department and finding.
func (s Findings) Notes(ctx context.Context, plan string, period tally.Round) ([]tally.Note, error) {
	return notesOf(s.db.Reading(ctx), plan, period)
}

func notesOf(conn *gorm.DB, plan string, period tally.Round) ([]tally.Note, error) {
	var rows []struct {
		Row        findingRow `gorm:"embedded"`
		Department string
	}
	err := conn.Table("submissions AS s").Joins("JOIN findings AS f ON f.submission_id = s.id").Select("f.*, s.department").
		Where("s.plan_key = ? AND s.period = ? AND s.in_force = ? AND f.state = ?", plan, period, true, FindingExplained).
		Order("s.department, f.n").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("notes: %w", err)
	}
	out := make([]tally.Note, 0, len(rows))
	for _, r := range rows {
		out = append(out, tally.Note{Department: r.Department, Indicator: r.Row.About, Cell: r.Row.Cell,
			Finding: r.Row.Message, Text: r.Row.Text, By: r.Row.By})
	}
	return out, nil
}
