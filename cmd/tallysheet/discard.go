package main

import "context"

type discardCommand struct {
	Submission string `arg:"" help:"The draft's id, as submit prints it."`
	jsonFlag
}

// Run throws a draft away.
func (c discardCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	sub, err := d.Store.Submissions.Get(ctx, c.Submission)
	if err != nil {
		return err
	}
	if err := d.Store.Submissions.Discard(ctx, actor(), sub.ID, sub.Revision); err != nil {
		return err
	}
	return p.result(c.JSON, sub, func() {
		p.say("%s%s的草稿（第 %d 版，%s）已删除。", sub.Department, sub.Period.Chinese(), sub.Version, sub.FileName)
	})
}
