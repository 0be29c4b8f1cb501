package telling

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// Unreported is a department that is expected and has not filed, with the ways by which it can be told.
type Unreported struct {
	Department string
	Draft      string // the id of a draft that it has, "" for none
	Returned   bool   // what it filed was given back
	Channels   []notice.Channel
}

// Missing lists the departments that are expected and have not filed: by name, those that have a draft too.
func Missing(rows []models.BoardRow) []models.BoardRow {
	var out []models.BoardRow
	for _, r := range rows {
		if r.Expected && (r.State == tally.ReportMissing || r.State == tally.ReportDraft) {
			out = append(out, r)
		}
	}
	return out
}

// Urging is what the office sees before it urges, and has sent before.
type Urging struct {
	Round      int // the number of this reminder, from 1
	Unreported []Unreported
	Sent       []notice.Delivery // newest first: by the clock and by the office
	Channels   map[string]notice.Channel
}

// sentShown are the messages of a round that are listed.
const sentShown = 200

// UrgingOf says who has not filed, how each can be told, and what was sent.
func UrgingOf(ctx context.Context, store *models.Store, plan string, w calendar.Window) (Urging, error) {
	u := Urging{Channels: map[string]notice.Channel{}}
	rows, err := store.Periods.Board(ctx, plan, w.Period, w.Due)
	if err != nil {
		return u, err
	}
	to, err := AudienceOf(ctx, store)
	if err != nil {
		return u, err
	}
	for _, ch := range to.Channels {
		u.Channels[ch.ID] = ch
	}
	for _, r := range rows {
		returned := r.Expected && r.State == tally.ReportReturned
		if returned || len(Missing([]models.BoardRow{r})) > 0 {
			u.Unreported = append(u.Unreported, Unreported{Department: r.Department, Draft: r.Draft, Returned: returned, Channels: to.Department(r.Department)})
		}
	}
	runs, err := store.Runs.List(ctx, models.UrgeJob+plan)
	if err != nil {
		return u, err
	}
	u.Round = 1
	for _, r := range runs {
		if r.Period == w.Period.String() {
			u.Round = max(u.Round, r.Revision+1)
		}
	}
	u.Sent, err = store.Outbox.About(ctx, plan, w.Period, sentShown, notice.Reminder, notice.Urged)
	return u, err
}

// longestWord is how much the office may add to a reminder, in characters.
const longestWord = 300

// Text is a reminder as it is sent.
func Text(plan breakdown.PlanHead, w calendar.Window, of Unreported, word string, now time.Time) string {
	at := w.Due.Format("1月2日15:04")
	text := fmt.Sprintf("%s：%s %s的报送", of.Department, plan.Title, w.Period.Full())
	switch late := now.After(w.Due); {
	case of.Returned && late:
		text += "已退回，截止时间" + at + "已过，请按退回理由改好，尽快重报。"
	case of.Returned:
		text += "已退回，请按退回理由改好，在" + at + "前重报。"
	case late:
		text += "应在" + at + "前上报，现已逾期，请尽快补报。"
	default:
		text += "还没有收到，请在" + at + "前上报。"
	}
	if word = strings.TrimSpace(word); word != "" {
		text += "\n" + word
	}
	return text
}

// Urge is a reminder that the office sends: about what, to whom, which one it saw, and what it adds.
type Urge struct {
	Plan        breakdown.PlanHead
	Window      calendar.Window
	Round       int
	Departments []string
	Word        string
}

// Send tells those chosen among the unreported, by every channel that each has. A reminder that another person sent meanwhile is a
// Conflict; one to somebody who has filed since, or has no channel, is left out.
func Send(ctx context.Context, store *models.Store, by models.Actor, ask Urge, now time.Time) (told int, err error) {
	plan, w := ask.Plan, ask.Window
	if len([]rune(ask.Word)) > longestWord {
		return 0, (&models.Error{Code: models.Invalid, Message: "附言过长，最多 300 字。"}).At("word")
	}
	state, err := UrgingOf(ctx, store, plan.Key, w)
	if err != nil {
		return 0, err
	}
	var messages []notice.Message
	var names []string
	for _, x := range state.Unreported {
		if len(x.Channels) == 0 || !slices.Contains(ask.Departments, x.Department) {
			continue
		}
		names = append(names, x.Department)
		for _, ch := range x.Channels {
			messages = append(messages, notice.Message{Key: fmt.Sprintf("%s/%s/%s/%d/%s/%s", notice.Urged, plan.Key, w.Period, ask.Round, x.Department, ch.ID),
				Channel: ch.ID, Notice: notice.Urged, Plan: plan.Key, Period: w.Period, Department: x.Department,
				Subject: fmt.Sprintf("【催报】%s %s报送", x.Department, w.Period.Full()), Body: Text(plan, w, x, ask.Word, now)})
		}
	}
	if len(messages) == 0 {
		return 0, (&models.Error{Code: models.Invalid, Message: "没有可以催的部门：没有选中，或者选中的已经上报、没有通知渠道。"}).At("department")
	}
	key := models.RunKey{Job: models.UrgeJob + plan.Key, Period: w.Period.String(), Revision: ask.Round}
	made, err := store.Outbox.EnqueueOnce(ctx, by, key, messages, models.AuditEntry{Action: "notice.urge", Plan: plan.Key, Period: w.Period, Object: fmt.Sprint(ask.Round),
		Detail: map[string]any{"departments": names, "text": strings.TrimSpace(ask.Word)}})
	if err == nil && !made {
		err = &models.Error{Code: models.Conflict, Message: "这一次催报刚才已经发出去了，请看下面的发送记录。"}
	}
	return len(names), err
}
