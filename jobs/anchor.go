package jobs

import (
	"context"
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow/telling"
)

// anchor walks the whole audit chain once a day and tells the auditors where it ends: a note of that, kept where nobody who writes the
// database can reach it, convicts a chain that was made anew. The service's own log is such a place too.
func (c *Clock) anchor(ctx context.Context, now time.Time) error {
	day := now.In(tally.China)
	key := models.RunKey{Job: models.AnchorJob, Period: day.Format(time.DateOnly), Revision: 1}
	if _, err := c.Workflow.Store.Runs.Get(ctx, key); !isCode(err, models.NotFound) {
		return err
	}
	to, err := telling.AudienceOf(ctx, c.Workflow.Store)
	if err != nil {
		return err
	}
	report, err := c.Workflow.Store.VerifyAudit(ctx, models.AuditAsk{})
	if err != nil {
		return err
	}
	a, err := c.Workflow.Store.Anchor(ctx)
	if err != nil {
		return err
	}
	if _, err := c.Workflow.Store.Outbox.EnqueueOnce(ctx, models.System(), key, anchorNotices(to, day, a, report)); err != nil {
		return err
	}
	if !report.OK() {
		c.Log.ErrorContext(ctx, "the audit chain is broken", "row", report.BadSeq, "why", report.Why)
		return nil
	}
	c.Log.InfoContext(ctx, "the audit chain is whole", "anchor", a.String())
	return nil
}

// anchorNotices tells the auditors of the day's anchor, and of a broken chain those who keep the service running too.
func anchorNotices(to telling.Audience, day time.Time, a tally.Anchor, report models.AuditReport) []notice.Message {
	m := notice.Message{Notice: notice.Anchor, Subject: fmt.Sprintf("【审计锚点】%s 第%d条", day.Format("2006-01-02"), a.Rows),
		Body: fmt.Sprintf("审计链已从头核对，完整。请把这条通知保存在系统以外。\n条数：%d\n链尾：%s\n核对：tallysheet audit verify --at %d --head %s", a.Rows, a.Head, a.Rows, a.Head)}
	if a.Signed() {
		m.Body += fmt.Sprintf("\n签名：%s 钥匙 %s\n%s", a.Algorithm, a.Key, a.Signature)
	}
	channels := to.Auditors()
	if !report.OK() {
		m.Notice, m.Subject = notice.Broken, "【需处理】审计链核对不符"
		m.Body = fmt.Sprintf("%s核对审计链，在第%d条处不符：%s\n请保留现场，用最近的备份、汇总表和锚点通知核对：tallysheet audit verify。", day.Format("2006年1月2日"), report.BadSeq, report.Why)
		channels = append(channels, to.Operators()...)
	}
	var messages []notice.Message
	for _, ch := range channels {
		m.Key, m.Channel = fmt.Sprintf("%s/%s/%s", m.Notice, day.Format(time.DateOnly), ch.ID), ch.ID
		messages = append(messages, m)
	}
	return messages
}
