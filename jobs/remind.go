package jobs

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/workflow/telling"
)

// remind tells those who have not filed, and the office who they are. Only the newest occasion of a month counts: what
// went by while the service was off is not made up for.
func (c *Clock) remind(ctx context.Context, plan breakdown.PlanHead, calendar calendar.Calendar, now time.Time) error {
	for _, w := range calendar.Opened(tally.Round{}, now) {
		if n := newest(w, now); n > 0 {
			occasion := models.RunKey{Job: models.RemindJob + plan.Key, Period: w.Period.String(), Revision: n}
			if err := c.occasion(ctx, plan.Key, w, occasion, func(to telling.Audience, missing []string) []notice.Message {
				return reminders(plan, w, n, to, missing)
			}); err != nil {
				return err
			}
		}
		if here := now.In(w.Open.Location()); here.Hour() >= 10 && w.CutOff.After(now) {
			occasion := models.RunKey{Job: models.MissingJob + plan.Key, Period: w.Period.String() + "/" + here.Format(time.DateOnly), Revision: 1}
			if err := c.occasion(ctx, plan.Key, w, occasion, func(to telling.Audience, missing []string) []notice.Message {
				return summary(plan, w, here, to, missing)
			}); err != nil {
				return err
			}
		}
	}
	return nil
}

// occasion puts the messages of one occasion in the outbox, once over all processes.
func (c *Clock) occasion(ctx context.Context, plan string, w calendar.Window, key models.RunKey, compose func(telling.Audience, []string) []notice.Message) error {
	_, err := c.Workflow.Store.Runs.Get(ctx, key)
	if !isCode(err, models.NotFound) {
		return err
	}
	to, err := telling.AudienceOf(ctx, c.Workflow.Store)
	if err != nil {
		return err
	}
	missing, err := c.missing(ctx, plan, w)
	if err != nil {
		return err
	}
	_, err = c.Workflow.Store.Outbox.EnqueueOnce(ctx, models.System(), key, compose(to, missing))
	return err
}

// newest is the last reminder of a window that has come, counted from 1, while it still helps: to the cut-off, and for a
// day at least; 0 for none.
func newest(w calendar.Window, now time.Time) int {
	n, at := 0, time.Time{}
	for i, r := range w.Reminders() {
		if !r.At.After(now) {
			n, at = i+1, r.At
		}
	}
	if now.After(w.CutOff) && now.Sub(at) > 24*time.Hour {
		return 0
	}
	return n
}

// missing lists the departments that are expected and have not filed, by name.
func (c *Clock) missing(ctx context.Context, plan string, w calendar.Window) ([]string, error) {
	rows, err := c.Workflow.Store.Periods.Board(ctx, plan, w.Period, w.Due)
	var out []string
	for _, r := range telling.Missing(rows) {
		out = append(out, r.Department)
	}
	return out, err
}

// reminders tells each that has not filed.
func reminders(plan breakdown.PlanHead, w calendar.Window, n int, to telling.Audience, missing []string) []notice.Message {
	r := w.Reminders()[n-1]
	var messages []notice.Message
	for _, d := range missing {
		m := notice.Message{Notice: notice.Reminder, Plan: plan.Key, Period: w.Period, Department: d,
			Subject: fmt.Sprintf("【%s】%s %s报送", remindWord(r.Kind), d, w.Period.Full()),
			Body:    fmt.Sprintf("%s：%s %s的报送%s。", d, plan.Title, w.Period.Full(), remindSentence(r.Kind, w.Due))}
		for _, ch := range to.Department(d) {
			m.Key, m.Channel = fmt.Sprintf("%s/%s/%s/%d/%s", m.Notice, plan.Key, w.Period, n, ch.ID)+ofPerson(ch, d), ch.ID
			messages = append(messages, m)
		}
	}
	return messages
}

func remindWord(k calendar.ReminderKind) string {
	switch k {
	case calendar.RemindOpen:
		return "开始报送"
	case calendar.RemindOverdue:
		return "逾期未报"
	case calendar.RemindHalf, calendar.RemindLast:
	}
	return "报送提醒"
}

func remindSentence(k calendar.ReminderKind, due time.Time) string {
	at := due.Format("1月2日15:04")
	switch k {
	case calendar.RemindOpen:
		return "已经开始，请在" + at + "前上报"
	case calendar.RemindOverdue:
		return "应在" + at + "前上报，现已逾期，请尽快补报"
	case calendar.RemindHalf, calendar.RemindLast:
	}
	return "还没有收到，请在" + at + "前上报"
}

// summary tells the office who has not filed; nothing where all have.
func summary(plan breakdown.PlanHead, w calendar.Window, here time.Time, to telling.Audience, missing []string) []notice.Message {
	if len(missing) == 0 {
		return nil
	}
	m := notice.Message{Notice: notice.Missing, Plan: plan.Key, Period: w.Period,
		Subject: fmt.Sprintf("【未报情况】%s还有%d个单位未报", w.Period.Full(), len(missing)),
		Body: fmt.Sprintf("%s %s，截至%s还有%d个单位未报：%s。\n截止时间：%s。", plan.Title, w.Period.Full(), here.Format("1月2日15:04"),
			len(missing), strings.Join(missing, "、"), w.Due.Format("1月2日15:04"))}
	var messages []notice.Message
	for _, ch := range to.Office() {
		m.Key, m.Channel = fmt.Sprintf("%s/%s/%s/%s/%s", m.Notice, plan.Key, w.Period, here.Format(time.DateOnly), ch.ID), ch.ID
		messages = append(messages, m)
	}
	return messages
}
