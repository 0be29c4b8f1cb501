package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/anchor"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow/custody"
)

type auditCommand struct {
	Verify auditVerifyCommand `cmd:"" help:"Walk the hash chain, hold it against submissions, editions and anchors, and name what was changed."`
	Anchor auditAnchorCommand `cmd:"" help:"Print where the chain ends now, signed where there is a key: to be noted outside of the database."`
	Key    auditKeyCommand    `cmd:"" help:"Make the key pair that signs anchors, by --crypto."`
}

type auditVerifyCommand struct {
	At        int64    `and:"mark" placeholder:"N" help:"A row of the chain that was noted elsewhere, as a backup, a notice or a cover prints it; with --head."`
	Head      string   `and:"mark" placeholder:"HASH" help:"The hash that was noted of it."`
	Workbook  []string `type:"existingfile" sep:"none" placeholder:"XLSX" help:"An issued workbook as somebody downloaded it, whose anchor the chain must pass through; may be given again."`
	Backup    []string `type:"existingfile" sep:"none" placeholder:"FILE" help:"A backup, likewise."`
	PublicKey string   `name:"public-key" type:"existingfile" placeholder:"PEM" help:"Public keys: signed anchors must then be signed by one of them, and prove as much as those from outside."`
	jsonFlag
}

// Run walks the audit chain from its first row, through the anchors that are given and those in the database.
func (c auditVerifyCommand) Run(ctx context.Context, p *program) error {
	ask, err := c.ask(ctx)
	if err != nil {
		return err
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	report, err := d.Store.VerifyAudit(ctx, ask)
	if err != nil {
		return err
	}
	if c.JSON {
		err = p.json(report)
	}
	switch {
	case err != nil:
		return err
	case !report.OK():
		return errors.New(report.Why)
	case c.JSON:
		return nil
	}
	p.say("审计链完整，共 %d 条，链尾 %s。", report.Rows, report.Head)
	if c.Head != "" {
		p.say("第 %d 条与记下的链尾相符。", c.At)
	}
	p.sayProof(report)
	return nil
}

// sayProof says how much of the chain rests on more than the database itself.
func (p *program) sayProof(r models.AuditReport) {
	if r.Proof == nil {
		p.say("没有库外的锚点可比：能改数据库的人可以重做整条链。各版汇总表（封面和文件属性）、备份、每天给审计员的通知都带锚点，请用 --workbook、--backup 或 --at、--head 给出。")
		return
	}
	first := max(r.Kept, 1)
	p.say("与 %d 处锚点相符；第 %d—%d 条由%s的锚点证明。", r.Anchors, first, r.Proof.Rows, r.Proof.From)
	if rest := r.Rows - r.Proof.Rows; rest > 0 {
		p.say("此后的 %d 条（第 %d 条起）还没有库外的锚点，只由链自身证明。", rest, r.Proof.Rows+1)
	}
}

// ask gathers what the chain is to be held against.
func (c auditVerifyCommand) ask(ctx context.Context) (ask models.AuditAsk, err error) {
	if c.Head != "" {
		ask.Outside = append(ask.Outside, models.Anchored{Anchor: tally.Anchor{Rows: c.At, Head: c.Head}, From: "--head "})
	}
	for _, name := range c.Workbook {
		data, err := os.ReadFile(name) //#nosec G304 -- the operator names the file
		if err != nil {
			return ask, err
		}
		a, err := excel.AnchorOf(ctx, data)
		if err != nil {
			return ask, fmt.Errorf("%w：%s %w", errUsage, name, err)
		}
		ask.Outside = append(ask.Outside, models.Anchored{Anchor: a, From: "工作簿“" + filepath.Base(name) + "”"})
	}
	for _, name := range c.Backup {
		info, err := custody.VerifyFile(name)
		if err != nil {
			return ask, err
		}
		ask.Outside = append(ask.Outside, models.Anchored{Anchor: info.Audit, From: "备份“" + filepath.Base(name) + "”"})
	}
	if c.PublicKey != "" {
		text, err := os.ReadFile(c.PublicKey)
		if err == nil {
			ask.Keys, err = anchor.ReadVerifier(text)
		}
		if err != nil {
			return ask, fmt.Errorf("%w：--public-key %s：%w", errUsage, c.PublicKey, err)
		}
	}
	return ask, nil
}

type auditAnchorCommand struct{ jsonFlag }

// Run prints where the chain ends.
func (c auditAnchorCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	a, err := d.Store.Anchor(ctx)
	if err != nil {
		return err
	}
	return p.result(c.JSON, a, func() {
		p.say("%s", a)
		if a.Rows > 0 {
			p.say("核对：tallysheet audit verify --at %d --head %s", a.Rows, a.Head)
		}
	})
}

type auditKeyCommand struct {
	Output string `short:"o" required:"" placeholder:"FILE" help:"Where the private key is written; the public key goes beside it, with .pub behind the name."`
	jsonFlag
}

// Run makes a key pair and overwrites nothing.
func (c auditKeyCommand) Run(_ context.Context, p *program) error {
	private, public, err := anchor.NewKey(anchor.Suite(p.Crypto))
	if err != nil {
		return err
	}
	open := c.Output + ".pub"
	if err := writeNew(c.Output, private, 0o600); err != nil {
		return err
	}
	if err := writeNew(open, public, 0o644); err != nil {
		return err
	}
	return p.result(c.JSON, map[string]string{"private": c.Output, "public": open}, func() {
		p.say("私钥 %s（只放在服务器上，服务用 --audit-key 读它），公钥 %s（交审计员保存，核对时用 --public-key）。", c.Output, open)
	})
}

// writeNew writes a file that must not be there yet.
func writeNew(name string, data []byte, mode os.FileMode) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode) //#nosec G304 G302 -- the operator names the file
	if errors.Is(err, os.ErrExist) {
		return fmt.Errorf("%w：%s 已存在，不会覆盖", errUsage, name)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close(), custody.SyncFolder(filepath.Dir(strings.TrimSuffix(name, "/"))))
}
