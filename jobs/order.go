package jobs

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/workflow"
	"github.com/tallysheet/tallysheet/workflow/telling"
)

// openOrders opens what the plan's rules follow in the edition of the newest cut-off round of each kind, once, where the plan lets the clock
// do so. An older edition is passed over: what is still behind stands in the newest.
func (c *Clock) openOrders(ctx context.Context, plan string, owed []calendar.Window, did *Did) error {
	if len(owed) == 0 {
		return nil
	}
	set, err := c.Workflow.Store.Plans.Settings(ctx, plan)
	if err != nil || !set.OrderRules().Auto {
		return err
	}
	var newest []calendar.Window
	kinds := map[tally.RoundKind]bool{}
	for _, w := range slices.Backward(owed) {
		if kinds[w.Period.Kind()] {
			continue
		}
		kinds[w.Period.Kind()] = true
		_, err := c.Workflow.Store.Editions.Info(ctx, plan, w.Period, 0)
		if err != nil && !isCode(err, models.NotFound) { // its consolidation failed, and will be tried again
			return err
		}
		if err == nil {
			newest = append(newest, w)
		}
	}
	return c.each(ctx, models.OrderJob+plan, newest, did, func(ctx context.Context, run models.Run, w calendar.Window) error {
		n, err := workflow.Orders{Workflow: c.Workflow}.OpenDue(ctx, run, plan, w.Period)
		did.Ordered += n
		return err
	})
}

// orderNotices tells of an act on an order: the departments of what they are to do, the office of what it is to verify.
func orderNotices(to telling.Audience, row models.AuditRow, m notice.Message, act tally.OrderActKind, detail map[string]any) []notice.Message {
	said := func(key string) string { s, _ := detail[key].(string); return s }
	m.Notice, m.Subject = notice.Order, fmt.Sprintf("【督办%s】第%s号：%s", act.Chinese(), row.Object, said("subject"))
	channels := to.Department(row.Department)
	switch act {
	case tally.ActOpen:
		m.Body = fmt.Sprintf("%s：第%s号督办单已交办，请在%s前反馈。\n事项：%s\n来由：%s\n要求：%s", row.Department, row.Object, said("due"), said("subject"), said("from"), said("asks"))
		supports, _ := detail["supports"].([]any)
		for _, s := range supports {
			if name, ok := s.(string); ok {
				channels = append(channels, to.Department(name)...)
			}
		}
	case tally.ActAnswer:
		m.Body = fmt.Sprintf("%s已反馈第%s号督办单（%s），请核实。\n原因：%s\n整改措施：%s", row.Department, row.Object, said("subject"), said("cause"), said("measure"))
		channels = to.Office()
	case tally.ActClose:
		m.Body = fmt.Sprintf("第%s号督办单（%s）已销号。%s", row.Object, said("subject"), said("text"))
	case tally.ActReturn:
		m.Body = fmt.Sprintf("第%s号督办单（%s）的反馈已退回，请按理由重新反馈。\n退回理由：%s", row.Object, said("subject"), said("text"))
	case tally.ActExtend:
		m.Body = fmt.Sprintf("第%s号督办单（%s）已延期到%s。\n理由：%s", row.Object, said("subject"), said("due"), said("text"))
	}
	return toChannels(row, m, once(channels))
}

// once drops a channel that several departments share.
func once(channels []notice.Channel) []notice.Channel {
	seen := map[string]bool{}
	var out []notice.Channel
	for _, ch := range channels {
		if !seen[ch.ID] {
			seen[ch.ID] = true
			out = append(out, ch)
		}
	}
	return out
}

// remindOrders tells departments, and the office of what is past its day, when an order takes on a colour: once each over all processes,
// from 9:00 on. Only the colour of now counts: what went by while the service was off is not made up for.
func (c *Clock) remindOrders(ctx context.Context, now time.Time) error {
	if now.In(tally.China).Hour() < 9 {
		return nil
	}
	orders, err := workflow.Orders{Workflow: c.Workflow}.List(ctx, workflow.OrdersAsked{Standing: true})
	if err != nil {
		return err
	}
	var near []tally.Order
	for _, o := range orders {
		if o.Colour != "" {
			near = append(near, o)
		}
	}
	if len(near) == 0 {
		return nil
	}
	runs, err := c.Workflow.Store.Runs.List(ctx, models.OrderDueJob)
	if err != nil {
		return err
	}
	told := map[string]bool{}
	for _, r := range runs {
		told[r.Period] = true
	}
	to, err := telling.AudienceOf(ctx, c.Workflow.Store)
	if err != nil {
		return err
	}
	for _, o := range near {
		occasion := models.RunKey{Job: models.OrderDueJob, Period: fmt.Sprintf("%d/%s/%s", o.N, o.Due, o.Colour), Revision: 1}
		if told[occasion.Period] {
			continue
		}
		if _, err := c.Workflow.Store.Outbox.EnqueueOnce(ctx, models.System(), occasion, dueNotices(to, occasion.Period, o)); err != nil {
			return err
		}
	}
	return nil
}

// dueNotices tell the department how near the day of an order is; what is past it, the office too.
func dueNotices(to telling.Audience, key string, o tally.Order) []notice.Message {
	m := notice.Message{Notice: notice.Order, Plan: o.Plan, Period: o.Origin.Period, Department: o.Department,
		Subject: fmt.Sprintf("【督办%s牌】第%d号：%s", o.Colour.Chinese(), o.N, o.Subject),
		Body:    fmt.Sprintf("%s：第%d号督办单（%s）应在%s前反馈%s。", o.Department, o.N, o.Subject, o.Due, strings.TrimSpace(o.Nearness()))}
	channels := to.Department(o.Department)
	if o.Colour == tally.OrderRed {
		channels = append(channels, to.Office()...)
	}
	var messages []notice.Message
	for _, ch := range once(channels) {
		m.Key, m.Channel = fmt.Sprintf("%s/%s/%s", models.OrderDueJob, key, ch.ID), ch.ID
		messages = append(messages, m)
	}
	return messages
}
