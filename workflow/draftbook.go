package workflow

import (
	"bytes"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/template"
	"github.com/tallysheet/tallysheet/tally/draft"
)

// DraftBook makes the breakdown workbook of the targets and milestones of a draft, in their order. document is the name of the file that
// the draft was made of.
func DraftBook(d draft.Draft, document string) ([]byte, error) {
	b := template.Breakdown{Title: d.Title, Note: "按文件“" + document + "”起草，导入前请逐条核对。每行的出处原文会随计划保存，可从亮灯追溯到原句。"}
	if !strings.Contains(b.Title, "分解表") {
		b.Title += "目标任务分解表"
	}
	for i := range d.Targets {
		b.Rows = addRow(b.Rows, targetRow(&d.Targets[i], document))
	}
	for i := range d.Milestones {
		b.Rows = append(b.Rows, milestoneRow(&d.Milestones[i], document))
	}
	for _, r := range b.Rows {
		for y := range r.Targets {
			if !slices.Contains(b.Years, y) {
				b.Years = append(b.Years, y)
			}
		}
	}
	slices.Sort(b.Years)
	if len(b.Years) == 0 {
		b.Years = []string{d.Year}
	}
	var out bytes.Buffer
	err := template.WriteBreakdown(&out, b)
	return out.Bytes(), err
}

// addRow adds a row, to the one of the same indicator where that has no target for the year.
func addRow(rows []template.BreakdownRow, r template.BreakdownRow) []template.BreakdownRow {
	for i := range rows {
		o := &rows[i]
		if o.Name != r.Name || o.Unit != r.Unit || o.Lead != r.Lead && o.Lead != "" && r.Lead != "" {
			continue
		}
		for year, text := range r.Targets {
			if _, taken := o.Targets[year]; taken {
				return append(rows, r)
			}
			o.Targets[year] = text
		}
		if !strings.Contains(o.Sentence, r.Sentence) {
			o.Sentence += "\n" + r.Sentence
		}
		if o.Lead == "" {
			o.Lead, o.Support, o.Implementing = r.Lead, r.Support, r.Implementing
		}
		if r.Remark != "" && !strings.Contains(o.Remark, r.Remark) {
			o.Remark = strings.TrimPrefix(o.Remark+"；"+r.Remark, "；")
		}
		return rows
	}
	return append(rows, r)
}

func targetRow(t *draft.Target, document string) template.BreakdownRow {
	r := template.BreakdownRow{Group: draft.Group(t.Heading), Name: t.Indicator, Unit: t.Unit, Targets: map[string]string{yearOf(t.Deadline): t.Cell()},
		Lead: strings.Join(t.Lead, "、"), Support: strings.Join(t.Support, "、"), Implementing: strings.Join(t.Implement, "、"), Document: document, Sentence: t.Sentence, Remark: strings.Join(t.Doubts, "；")}
	if len(t.Deadline) > 4 {
		r.Deadline = t.Deadline
	}
	if r.Name == "" {
		r.Name = t.Text
	}
	return r
}

func milestoneRow(m *draft.Milestone, document string) template.BreakdownRow {
	return template.BreakdownRow{Group: draft.Group(m.Heading), Name: m.Name(), Targets: map[string]string{yearOf(m.Deadline): m.Cell()}, Lead: strings.Join(m.Lead, "、"), Support: strings.Join(m.Support, "、"),
		Deadline: m.Deadline, Document: document, Sentence: m.Sentence, Remark: strings.Join(m.Doubts, "；")}
}

func yearOf(deadline string) string {
	if len(deadline) < 4 {
		return ""
	}
	return deadline[:4]
}
