package workflow

import (
	"context"
	"errors"
	"fmt"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/excel/layout/byhand"
	"github.com/tallysheet/tallysheet/excel/layout/trail"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
	"github.com/tallysheet/tallysheet/tally/meaning"
)

// Filing is a department's workbook for one period of a plan.
type Filing struct {
	Plan           string
	Department     string // as given: the name or an alias
	Period         tally.Round
	Name           string // the file's
	Data           []byte
	Mapping        *byhand.Mapping   // columns mapped by hand; nil for the remembered ones
	Draft          bool              // keep it, do not file it
	Explain        map[string]string // cell → explanation, for class C findings
	Same           map[string]string // names in the sheet → the plan's, as whoever files says
	Why            *trail.Trail      // filled with why the workbook was read so; nil where nobody asks
	IdempotencyKey string

	shared     *sharedRows           // the rows that are ours too, of another plan's workbook; nil for a workbook of ours
	carried    map[asks]string       // explanations of the version before, of the same workbook
	earlier    []models.FiledFinding // of the version that this one is made from by us
	amends     string                // that version's id
	amendments []models.Amendment
}

// Checked is a workbook as read and checked; nothing is stored.
type Checked struct {
	Department string         `json:"department"` // the plan's name for it
	Reading    tally.Reading  `json:"reading"`    // with all findings, those of the reading and of the checks
	Figures    []tally.Figure `json:"figures"`
	Remarks    []tally.Remark `json:"remarks"`
	Belongs    *Place         `json:"belongs,omitempty"` // where it should have been handed in instead
}

// Refused reports whether a class A finding stands.
func (c Checked) Refused() bool { return tally.HasClass(c.Reading.Findings, tally.ClassA) }

// Check reads and checks a workbook against the plan and the months before.
func (d *Workflow) Check(ctx context.Context, f Filing) (Checked, error) {
	release, err := d.reading.take(ctx, d.Reader.Limits, f.Data, 0)
	if err != nil {
		return Checked{}, err
	}
	defer release()
	return d.check(ctx, f)
}

// check is Check for who has room for it.
func (d *Workflow) check(ctx context.Context, f Filing) (Checked, error) {
	if f.Period.IsZero() {
		return Checked{}, &models.Error{Code: models.Invalid, Message: "没有说明报送哪一期，应为 2018-09、2018-W05 这样的形式。"}
	}
	in, ground, err := d.checkInput(ctx, f)
	if err != nil {
		return Checked{}, err
	}
	if err := takes(ground.Settings, f.Period); err != nil {
		return Checked{}, err
	}
	out := Checked{Department: in.Department}
	if in.Reading, err = d.read(ctx, f, ground); err != nil {
		return out, err
	}
	takeNames(&in.Reading, f.Same)
	f.shared.take(&in.Reading)
	out.Reading = in.Reading
	if len(in.Reading.Items) == 0 && out.Refused() {
		return out, nil // nothing was read, so nothing can be missing
	}
	if in.Others, err = othersOf(ctx, d.Store, f, in); err != nil {
		return out, err
	}
	checker, err := checkerOf(d.Words, ground.Settings)
	if err != nil {
		return out, err
	}
	var checked check.Result
	err = d.Reader.Contained(ctx, f.Name, func() error {
		checked = checker.Check(in)
		return nil
	})
	var broke *xlsx.Refusal
	if errors.As(err, &broke) {
		out.Reading.Findings = append(out.Reading.Findings, excel.Refused(broke))
		return out, nil
	}
	out.Reading.Findings, out.Figures, out.Remarks = bounded(checked.Findings), checked.Figures, checked.Remarks
	if Misplaced(checked.Findings) {
		out.Belongs, err = d.belongs(ctx, f, out, checked.Says)
	}
	return out, err
}

// mostFindings is how many findings are told of one workbook: who has more has another mistake, and a page and a marked copy of
// twenty thousand help nobody.
const mostFindings = 3000

// bounded keeps the gravest findings, in their order, and says how many there were.
func bounded(findings []tally.Finding) []tally.Finding {
	over := len(findings) - mostFindings
	if over <= 0 {
		return findings
	}
	keep := map[tally.Class]int{}
	left := over
	for _, class := range []tally.Class{tally.ClassD, tally.ClassC, tally.ClassB, tally.ClassA} {
		of := 0
		for i := range findings {
			if findings[i].Class == class {
				of++
			}
		}
		keep[class] = of - min(of, left)
		left -= min(of, left)
	}
	kept := make([]tally.Finding, 0, mostFindings+1)
	for _, f := range findings {
		if keep[f.Class] > 0 {
			keep[f.Class]--
			kept = append(kept, f)
		}
	}
	return append(kept, tally.NewFinding(tally.FileLimit, "", "", fmt.Sprintf("这份表共有 %d 处问题，超过一次能列出的 %d 处，其余 %d 处没有列出", len(findings), mostFindings, over),
		"请先核对是否用错了表或列，改正后重新上传"))
}

// othersOf gives what other departments reported for the indicators of the sheet.
func othersOf(ctx context.Context, store *models.Store, f Filing, in check.Input) ([]tally.Figure, error) {
	var ids []string
	for _, m := range in.Names.Match(in.Department, in.Reading) {
		if m.Indicator != nil {
			ids = append(ids, m.Indicator.ID)
		}
	}
	return store.Figures.ByOthers(ctx, f.Plan, f.Period, in.Department, ids)
}

// checkerOf checks with the plan's thresholds and classes.
func checkerOf(words *meaning.Words, s breakdown.Settings) (*check.Checker, error) {
	thresholds, err := check.ParseThresholds(s.Checks)
	if err != nil {
		return nil, err
	}
	for code, class := range s.Classes {
		if thresholds.Classes == nil {
			thresholds.Classes = map[tally.Code]tally.Class{}
		}
		thresholds.Classes[code] = class
	}
	return &check.Checker{Words: words.Words, Thresholds: thresholds}, nil
}

// checkInput gathers what a reading is held against, and what it was gathered from.
func (d *Workflow) checkInput(ctx context.Context, f Filing) (in check.Input, on models.CheckContext, err error) {
	if on, err = d.Store.Submissions.CheckContext(ctx, f.Plan, f.Department, f.Period); err != nil {
		return in, on, err
	}
	in.Period, in.Department, in.DepartmentAliases = f.Period, on.Department.Name, on.Department.Aliases
	in.History = tally.NewHistory(on.Past.Figures)
	if in.Names, err = d.planNames(ctx, f.Plan, f.Period, on.PlanStamp); err != nil {
		return in, on, err
	}
	cal, err := CalendarOf(on.Settings)
	if err != nil {
		return in, on, err
	}
	in.Asked = cal.Asked(f.Period.Kind())
	if on.Past.Newest != nil {
		in.LastHeaders, err = d.Store.Submissions.Headers(ctx, on.Past.Newest.ID)
	}
	return in, on, err
}
