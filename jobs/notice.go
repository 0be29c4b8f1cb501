package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow/telling"
)

// reader is the name of the notices' place in the audit chain.
const reader = "notices"

// notices puts what happened since the last look into the outbox. It goes by the audit chain, which holds every act in the
// transaction of the act: nothing that happened is missed, and nothing is told that did not.
func (c *Clock) notices(ctx context.Context) error {
	to, err := telling.AudienceOf(ctx, c.Workflow.Store)
	if err != nil {
		return err
	}
	for more := true; more && err == nil; {
		more, err = c.Workflow.Store.Outbox.Follow(ctx, reader, func(rows []models.AuditRow) ([]notice.Message, error) {
			var all []notice.Message
			for _, row := range rows {
				messages, err := c.noticesOf(ctx, to, row)
				if err != nil {
					return nil, fmt.Errorf("notice of audit row %d: %w", row.Seq, err)
				}
				all = append(all, messages...)
			}
			return all, nil
		})
	}
	return err
}

func (c *Clock) noticesOf(ctx context.Context, to telling.Audience, row models.AuditRow) ([]notice.Message, error) {
	var detail map[string]any
	if err := json.Unmarshal([]byte(row.Detail), &detail); err != nil {
		return nil, err
	}
	m := notice.Message{Plan: row.Plan, Period: row.Period, Department: row.Department}
	said := func(key string) string { s, _ := detail[key].(string); return s }
	if act, is := strings.CutPrefix(row.Action, "order."); is {
		return orderNotices(to, row, m, tally.OrderActKind(act), detail), nil
	}
	switch row.Action {
	case "submission.return":
		m.Notice, m.Subject = notice.Returned, fmt.Sprintf("【退回】%s%s报送（第%v版）", row.Department, row.Period.Chinese(), detail["version"])
		m.Body = fmt.Sprintf("%s%s报送的第%v版已退回。\n退回理由：%s\n请按理由修改后重新上传，修改前的数据不进入汇总。", row.Department, row.Period.Chinese(), detail["version"], said("reason"))
		return toChannels(row, m, to.Department(row.Department)), nil
	case "submission.accept":
		m.Notice, m.Subject = notice.Accepted, fmt.Sprintf("【通过】%s%s报送（第%v版）", row.Department, row.Period.Chinese(), detail["version"])
		m.Body = fmt.Sprintf("%s%s报送的第%v版已通过审核，数据进入汇总。", row.Department, row.Period.Chinese(), detail["version"])
		return toChannels(row, m, to.Department(row.Department)), nil
	case "period.lock":
		return c.lockNotices(ctx, to, row, m, said("reason"), said("ask"))
	case "edition.publish":
		return c.editionNotices(ctx, to, row, m)
	case "run.parked":
		if row.Object == notice.DeliverJob { // a channel that is down would be told of by itself
			return nil, nil
		}
		m.Notice, m.Subject = notice.Parked, fmt.Sprintf("【需处理】任务 %s %s 连续失败，已停下", row.Object, said("period"))
		m.Body = fmt.Sprintf("任务 %s（%s）连续失败%v次，已停下等人工处理，其他计划不受影响。\n最后一次的原因：%s\n排除原因后在网页“通知”的“待发与停下”里重试，或运行：tallysheet jobs retry %s %s",
			row.Object, said("period"), detail["failures"], firstLine(said("error")), row.Object, said("period"))
		return toChannels(row, m, append(to.Operators(), to.Office()...)), nil
	}
	return nil, nil
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// toChannels addresses a message; the key is the act's place in the chain and the channel, and so stays. A person who reports for several
// departments is told of each by one channel.
func toChannels(row models.AuditRow, m notice.Message, channels []notice.Channel) []notice.Message {
	var out []notice.Message
	for _, ch := range channels {
		m.Key, m.Channel = fmt.Sprintf("%012d/%s/%s", row.Seq, m.Notice, ch.ID)+ofPerson(ch, m.Department), ch.ID // sorts as the acts came
		out = append(out, m)
	}
	return out
}

// ofPerson ends the key of a message about a department to a person's channel.
func ofPerson(ch notice.Channel, department string) string {
	if ch.UserID == "" || department == "" {
		return ""
	}
	return "/" + department
}

func (c *Clock) lockNotices(ctx context.Context, to telling.Audience, row models.AuditRow, m notice.Message, reason, ask string) ([]notice.Message, error) {
	departments := []string{row.Department}
	if row.Department == "" {
		var err error
		if departments, err = c.reporting(ctx, row.Plan); err != nil {
			return nil, err
		}
	}
	m.Notice, m.Subject = notice.Locked, fmt.Sprintf("【锁定】%s报送已锁定", row.Period.Chinese())
	m.Body = fmt.Sprintf("%s已锁定，不能再报送或改动：%s。", row.Period.Chinese(), strings.TrimSuffix(reason, "。"))
	if ask != "" {
		m.Body += "\n需要补报请联系" + ask + "。"
	}
	var out []notice.Message
	for _, d := range departments {
		m.Department = d
		out = append(out, toChannels(row, m, to.Department(d))...)
	}
	return out, nil
}

// reporting lists the departments that report in a plan.
func (c *Clock) reporting(ctx context.Context, plan string) ([]string, error) {
	all, err := c.Workflow.Store.Departments.List(ctx, plan)
	var out []string
	for _, d := range all {
		if d.Reports {
			out = append(out, d.Name)
		}
	}
	return out, err
}

// editionNotices tells the office and the leaders of the whole edition, and each department of its own lines.
func (c *Clock) editionNotices(ctx context.Context, to telling.Audience, row models.AuditRow, m notice.Message) ([]notice.Message, error) {
	if len(to.Channels) == 0 {
		return nil, nil
	}
	var number int
	if _, err := fmt.Sscan(row.Object, &number); err != nil {
		return nil, err
	}
	_, ed, err := c.Workflow.Store.Editions.Get(ctx, row.Plan, row.Period, number)
	if err != nil {
		return nil, err
	}
	departments, err := c.reporting(ctx, row.Plan)
	if err != nil {
		return nil, err
	}
	m.Notice, m.Edition = notice.Published, number
	m.Subject = fmt.Sprintf("【汇总表】%s %s第%d版", ed.Title, row.Period.Chinese(), number)
	m.Body = fmt.Sprintf("%s %s汇总表第%d版已出版。\n%s", ed.Title, row.Period.Chinese(), number, lights(ed))
	out := toChannels(row, m, append(to.Office(), to.Leaders()...))
	for _, d := range departments {
		channels := to.Department(d)
		if len(channels) == 0 {
			continue
		}
		m.Department = d
		m.Body = fmt.Sprintf("%s %s汇总表第%d版已出版。\n%s（%s牵头的指标）", ed.Title, row.Period.Chinese(), number, lights(ed.Cut(d)), d)
		out = append(out, toChannels(row, m, channels)...)
	}
	return out, nil
}

// lights says how many of the lights there are, and what is red.
func lights(ed tally.Edition) string {
	counts := map[tally.Light]int{}
	var red []string
	for _, r := range ed.Rows {
		counts[r.Main.Light]++
		if r.Main.Light == tally.Red {
			red = append(red, r.Indicator.Name)
		}
	}
	text := fmt.Sprintf("绿灯%d项，黄灯%d项，红灯%d项，灰灯%d项", counts[tally.Green], counts[tally.Yellow], counts[tally.Red], counts[tally.Grey])
	if len(red) > 0 {
		more := ""
		if len(red) > 5 {
			red, more = red[:5], "等"
		}
		text += "；红灯：" + strings.Join(red, "、") + more
	}
	return text
}
