package main

import (
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow/custody"
)

type drillCommand struct {
	File string `arg:"" type:"existingfile" help:"The backup."`
	jsonFlag
}

// Run restores the backup into a database of its own that is thrown away, and says on one sheet what that proved.
func (c drillCommand) Run(ctx context.Context, p *program) error {
	d, err := custody.DrillFile(ctx, actor(), c.File, p.clock, p.log())
	if err != nil {
		return fmt.Errorf("恢复演练未通过：%w", err)
	}
	return p.result(c.JSON, d, func() { p.sayDrill(d) })
}

// sayDrill prints the sheet that is filed.
func (p *program) sayDrill(d custody.Drill) {
	b := d.Backup
	p.say("恢复演练单")
	p.say("备份文件\t%s", d.File)
	p.say("内容摘要\tSHA-256 %s", b.SHA256)
	p.say("备份时间\t%s（数据库结构第%d版）", b.MadeAt.In(tally.China).Format("2006-01-02 15:04:05"), b.Schema)
	p.say("恢复到\t临时 SQLite，用时%.1f秒，已删除", d.Took.Seconds())
	p.say("逐表核对\t%d张表、%d行、%d个文件，行数与校验和全部相符", b.Tables, b.Rows, b.Files)
	for _, c := range custody.Counted {
		p.say("%s\t%d", c[1], b.Counts[c[0]])
	}
	p.say("审计链\t备份时%d条，链尾 %s", b.Audit.Rows, b.Audit.Head)
	p.say("\t恢复后从头核对到第%d条，第%d条与备份的链尾相符", d.Restored.Rows, b.Audit.Rows)
	p.say("与在用库比较\ttallysheet audit verify --at %d --head %s", b.Audit.Rows, b.Audit.Head)
	p.say("结论\t演练通过：这份备份可以恢复")
	p.say("演练人\t%s\t%s\t签字：＿＿＿＿＿＿", d.By, d.At.In(tally.China).Format("2006年1月2日 15:04"))
}
