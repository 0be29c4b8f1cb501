package workflow

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// SameName is 就是它: what was seen and where it was pressed.
type SameName struct {
	Revision int            // of the submission that was seen
	N        int            // of the finding that suggests the name
	Keep     bool           // the office keeps it as an alias
	Typed    map[int]string // texts of the form by the number of their finding
}

// SameName answers a name that the plan does not have with 就是它: it is the near one that a finding suggests. Whoever
// files proposes that: the same workbook is checked again with it and asks the office. Where Keep is set, the office keeps the name as
// an alias: a version that was blocked by it is checked again, of another the question is answered. What there is to check again is kept
// as the next draft, with what the department explained.
func (d *Workflow) SameName(ctx context.Context, by models.Actor, sub models.Submission, a SameName) (models.Submission, error) {
	if a.Revision != sub.Revision {
		return sub, &models.Error{Code: models.Conflict, Message: "这份表刚有变动，请刷新后再操作。"}
	}
	findings, err := d.Store.Findings.List(ctx, sub.ID)
	if err != nil {
		return sub, err
	}
	carried, err := carry(findings, a.Typed)
	if err != nil {
		return sub, err
	}
	same := map[string]string{}
	var asked *models.FiledFinding
	for i := range findings {
		f := &findings[i]
		if f.Suggest == "" {
			continue
		}
		if f.Code == tally.RemarkAsks {
			same[f.About] = f.Suggest
		}
		if findings[i].N == a.N && (f.Code == tally.ItemUnknown || f.Code == tally.RemarkAsks) {
			asked = f
		}
	}
	if asked == nil {
		return sub, &models.Error{Code: models.Invalid, Message: "这一处没有相近的指标可以认，请改正名称后重新上传。"}
	}
	if a.Keep {
		delete(same, asked.About)
		if err := d.keepName(ctx, by, sub, asked.Finding); err != nil {
			return sub, err
		}
		if asked.Code == tally.RemarkAsks {
			return answerKept(ctx, d, by, sub, asked, carried)
		}
	} else {
		same[asked.About] = asked.Suggest
	}
	_, data, err := d.Store.Submissions.OriginalBytes(ctx, sub.ID)
	if err != nil {
		return sub, err
	}
	got, err := d.Submit(ctx, by, Filing{Plan: sub.Plan, Department: sub.Department, Period: sub.Period, Name: sub.FileName, Data: data, Same: same, Draft: true, carried: carried, amends: sub.ID})
	return got.Submission, err
}

// asks is what an explanation was given for: it stays with its finding when the same workbook is checked again.
type asks struct {
	code        tally.Code
	sheet, cell string
}

// carry gathers the explanations that were given and those just typed; one that is too short goes back to its field.
func carry(findings []models.FiledFinding, typed map[int]string) (map[asks]string, error) {
	carried := map[asks]string{}
	for i := range findings {
		f := &findings[i]
		text := strings.TrimSpace(typed[f.N])
		if f.Class != tally.ClassC || text == "" && f.State != models.FindingExplained {
			continue
		}
		if text == "" {
			text = f.Text
		}
		if err := models.CheckExplanation(text); err != nil {
			var refused *models.Error
			if errors.As(err, &refused) {
				return nil, refused.At("explain." + strconv.Itoa(f.N))
			}
			return nil, err
		}
		carried[asks{f.Code, f.Sheet, f.Cell}] = text
	}
	return carried, nil
}

// answerKept answers the question to the office that keeping the name settles, where the department has not explained it, and keeps
// what else was typed beside it.
func answerKept(ctx context.Context, d *Workflow, by models.Actor, sub models.Submission, asked *models.FiledFinding, carried map[asks]string) (models.Submission, error) {
	findings, err := d.Store.Findings.List(ctx, sub.ID)
	if err != nil {
		return sub, err
	}
	if asked.State == models.FindingOpen {
		carried[asks{asked.Code, asked.Sheet, asked.Cell}] = "督查部门认定“" + asked.About + "”就是计划里的“" + asked.Suggest + "”，已记为别名。"
	}
	for i := range findings {
		f := &findings[i]
		text := carried[asks{f.Code, f.Sheet, f.Cell}]
		if f.Class != tally.ClassC || text == "" || text == f.Text {
			continue
		}
		if sub, err = d.Store.Findings.Explain(ctx, by, sub.ID, sub.Revision, f.N, text); err != nil {
			return sub, err
		}
	}
	return sub, nil
}

// keepName lets the indicator that a finding suggests go by the name that it is about.
func (d *Workflow) keepName(ctx context.Context, by models.Actor, sub models.Submission, f tally.Finding) error {
	plan, err := d.Store.Plans.At(ctx, sub.Plan, sub.Period)
	if err != nil {
		return err
	}
	id, found := "", 0
	for i := range plan.Indicators {
		if plan.Indicators[i].Name == f.Suggest {
			id, found = plan.Indicators[i].ID, found+1
		}
	}
	if found != 1 {
		return &models.Error{Code: models.Invalid, Message: "计划里有几个指标叫“" + f.Suggest + "”，请在计划页给其中一个登记别名。"}
	}
	return d.Store.Indicators.AddAlias(ctx, by, sub.Plan, id, f.About)
}

// takeNames gives rows the names of the plan that whoever files says they are, each with a question to the office.
func takeNames(r *tally.Reading, same map[string]string) {
	for i := range r.Items {
		it := &r.Items[i]
		if name, ok := same[it.Parent]; ok {
			it.Parent = name
		}
		name, ok := same[it.Name]
		if !ok {
			continue
		}
		f := tally.NewFinding(tally.RemarkAsks, it.Sheet, it.NameCell, "表里写的是“"+it.Name+"”，填报人认定就是计划里的“"+name+"”。", "请写明两者为什么是同一个指标；督查部门点“就是它”后，以后各月就认得这个名称")
		f.About, f.Suggest = it.Name, name
		r.Findings = append(r.Findings, f)
		it.Name = name
	}
}
