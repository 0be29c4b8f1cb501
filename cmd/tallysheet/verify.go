package main

import (
	"cmp"
	"context"
)

type verifyCommand struct {
	File string `arg:"" help:"The .xlsx that somebody holds: an edition, a department's part of one, or a copy."`
	jsonFlag
}

// Run says whether a workbook was issued here, and prints each cell that was changed in it since. Changed and foreign files end with
// status 1, so that a script can tell.
func (c verifyCommand) Run(ctx context.Context, p *program) error {
	data, err := readFile(c.File)
	if err != nil {
		return err
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	v, err := d.Verify(ctx, data, nil)
	if err != nil {
		return err
	}
	err = p.result(c.JSON, v, func() {
		p.say("%s", v.Says)
		for _, x := range v.Changes {
			p.say("%s\t%s → %s\t%s", x.At(), cmp.Or(x.Was, "空"), cmp.Or(x.Now, "空"), x.Kind.Chinese())
		}
		if more := v.Total - len(v.Changes); more > 0 {
			p.say("另有 %d 处没有列出", more)
		}
	})
	if err == nil && (!v.Ours || v.Total > 0) {
		err = errChanged
	}
	return err
}
