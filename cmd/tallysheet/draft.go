package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/tallysheet/tallysheet/tally/draft"
	"github.com/tallysheet/tallysheet/workflow"
)

type planDraftCommand struct {
	File string `arg:"" help:"The document: .docx, .html or .txt; .doc and .wps with LibreOffice."`
	Out  string `short:"o" placeholder:"OUT.xlsx" help:"Write the breakdown workbook (分解表), to be looked through and imported."`
	jsonFlag
}

// Run drafts a plan and prints what was found. Nothing is stored.
func (c planDraftCommand) Run(ctx context.Context, p *program) error {
	data, err := readFile(c.File)
	if err != nil {
		return err
	}
	d, err := p.drafter()
	if err != nil {
		return err
	}
	out, _, err := d.Draft(ctx, filepath.Base(c.File), data)
	if err != nil {
		return err
	}
	if c.Out != "" {
		book, err := workflow.DraftBook(out, filepath.Base(c.File))
		if err != nil {
			return err
		}
		if err := os.WriteFile(c.Out, book, 0o600); err != nil {
			return err
		}
	}
	return p.result(c.JSON, out, func() { p.sayDraft(out) })
}

// drafter reads plan documents with the program's words and the site's laid over them.
func (p *program) drafter() (*workflow.Drafter, error) {
	reader, err := p.reader()
	if err != nil {
		return nil, err
	}
	words, err := draft.New(reader.Words)
	if err != nil {
		return nil, err
	}
	return &workflow.Drafter{Reader: reader, Words: words}, nil
}

func (p *program) sayDraft(d draft.Draft) {
	p.say("%s\t%s年度\t目标 %d 个，节点 %d 个，另有 %d 个数字不作目标", d.Title, d.Year, len(d.Targets), len(d.Milestones), len(d.SetAside))
	for _, t := range d.Targets {
		p.say("目标\t%s\t%s\t%s\t%s\t%s", t.Indicator, t.Text, t.Deadline, strings.Join(t.Lead, "、"), strings.Join(t.Doubts, "；"))
	}
	for _, m := range d.Milestones {
		p.say("节点\t%s\t%s\t%s", m.Text, m.Deadline, strings.Join(m.Lead, "、"))
	}
	for _, a := range d.SetAside {
		p.say("不作目标\t%s\t%s\t%s：%s", a.Number, a.Text, a.Why, a.Reason)
	}
}
