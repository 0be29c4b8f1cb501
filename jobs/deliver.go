package jobs

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/workflow/telling"
)

// parcel is what goes out: a message, and the file with it.
type parcel struct {
	key, subject, body, link string
	file                     *file
	mobiles                  []string // of whom a group's robot names
}

type file struct {
	name string
	data []byte
}

// text is the message as a chat shows it.
func (p parcel) text() string {
	t := p.subject + "\n" + p.body
	if p.link != "" {
		t += "\n" + p.link
	}
	return t
}

// The bounds of delivery: how long one may take, how many ways are used at once, and how many failures in a row make the
// rest of a way wait for the next round.
const (
	sendLimit   = 30 * time.Second
	lanesAtOnce = 8
	laneBreak   = 3
)

// Deliver sends what is in the outbox, at least once each; the claim sees to it that it is seldom twice. What goes to one
// mail server or robot goes one after the other, and what fails there keeps nothing else back.
func (c *Clock) Deliver(ctx context.Context) error {
	due, err := c.Workflow.Store.Outbox.Due(ctx)
	if err != nil || len(due) == 0 {
		return err
	}
	lanes := map[string][]notice.Delivery{}
	channels := map[string]notice.Channel{}
	for _, d := range due {
		ch, ok := channels[d.Channel]
		if !ok {
			if ch, err = c.Workflow.Store.Channels.Get(ctx, d.Channel); err != nil {
				return err
			}
			channels[d.Channel] = ch
		}
		lanes[lane(ch)] = append(lanes[lane(ch)], d)
	}
	var wg sync.WaitGroup
	errs := make(chan error, len(lanes))
	slots := make(chan struct{}, lanesAtOnce)
	for _, lane := range lanes {
		wg.Go(func() {
			slots <- struct{}{}
			errs <- c.lane(ctx, lane, channels)
			<-slots
		})
	}
	wg.Wait()
	close(errs)
	for e := range errs {
		err = errors.Join(err, e)
	}
	return err
}

// lane is the way that a channel's messages take.
func lane(ch notice.Channel) string {
	if ch.Kind == notice.EMail {
		return string(notice.EMail)
	}
	return ch.Address
}

func (c *Clock) lane(ctx context.Context, due []notice.Delivery, channels map[string]notice.Channel) error {
	failures := 0
	for _, d := range due {
		if ctx.Err() != nil || failures == laneBreak {
			return nil //nolint:nilerr // told to stop: what is left is delivered next time
		}
		var did Did
		err := c.one(ctx, d.Run.RunKey, &did, func(ctx context.Context, run models.Run) error {
			return c.deliver(ctx, run, d.Message, channels[d.Channel])
		})
		if err != nil {
			return err
		}
		failures += did.Failed + did.Parked
		if did == (Did{}) {
			failures = 0
		}
	}
	return nil
}

// part is one post or letter of a message. It is told to the database by itself: a message whose file failed does not
// say its text again.
type part func(ctx context.Context) error

// deliver sends what was not yet sent of one message and ends its run.
func (c *Clock) deliver(ctx context.Context, run models.Run, m notice.Message, ch notice.Channel) error {
	p, why, err := c.pack(ctx, m, ch)
	if err != nil {
		return err
	}
	if why != "" {
		return c.Workflow.Store.Runs.Finish(ctx, models.System(), run, why+" "+m.Key)
	}
	parts, err := c.parts(ch, p)
	if err != nil {
		return err
	}
	sent, err := c.Workflow.Store.Outbox.PartsSent(ctx, m.Key)
	if err != nil {
		return err
	}
	// What is out goes on record even if the service stops now.
	recorded := context.WithoutCancel(ctx)
	for n := sent; n < len(parts); n++ {
		if err := c.turn(ctx, ch); err != nil {
			return err
		}
		if err := sendPart(ctx, parts[n]); err != nil {
			return err
		}
		if err := c.Workflow.Store.Outbox.SetPartsSent(recorded, m.Key, n+1); err != nil {
			return err
		}
	}
	return c.Workflow.Store.Runs.Finish(recorded, models.System(), run, "已发送 "+m.Key)
}

func sendPart(ctx context.Context, send part) error {
	ctx, cancel := context.WithTimeout(ctx, sendLimit)
	defer cancel()
	return send(ctx)
}

// pack makes the parcel as the recipient may have it now; why says in Chinese why it is not to be sent at all.
func (c *Clock) pack(ctx context.Context, m notice.Message, ch notice.Channel) (p parcel, why string, err error) {
	if !ch.Active {
		return p, "渠道已停用，没有发送", nil
	}
	var u account.User
	if ch.UserID != "" {
		if u, err = c.Workflow.Store.Users.Get(ctx, ch.UserID); err != nil {
			return p, "", err
		}
	}
	department, ok := telling.Scope(ch, u)
	if ok && department != "" && ch.UserID != "" && u.Holds(m.Department) { // of several departments, the one that it is about
		department = m.Department
	}
	switch {
	case m.Notice.Plain():
		if u.Disabled() {
			return p, "账号已停用，没有发送", nil
		}
	case !ok, department != "" && department != m.Department:
		return p, "收件人已不负责此事，没有发送", nil
	}
	p = parcel{key: m.Key, subject: m.Subject, body: m.Body, link: c.link(m, department)}
	if p.mobiles, err = c.named(ctx, m, ch, u); err != nil {
		return p, "", err
	}
	if m.Edition > 0 {
		f := &file{}
		if f.name, f.data, err = c.Workflow.Workbook(ctx, m.Plan, m.Period, m.Edition, department); err != nil {
			return p, "", fmt.Errorf("workbook: %w", err)
		}
		p.file = f
	}
	return p, "", nil
}

// named are the mobile numbers of those who must do something, where the channel can name them: a message to many says so to whom.
func (c *Clock) named(ctx context.Context, m notice.Message, ch notice.Channel, u account.User) ([]string, error) {
	switch m.Notice {
	case notice.Returned, notice.Reminder, notice.Urged, notice.Order:
	default:
		return nil, nil
	}
	switch {
	case ch.Kind == notice.EMail || ch.Kind == notice.Feishu || m.Department == "": // 飞书 names people by ids of its own
		return nil, nil
	case ch.UserID == "":
		return c.Workflow.Store.Users.Mobiles(ctx, m.Department)
	case u.Mobile != "":
		return []string{u.Mobile}, nil
	}
	return nil, nil
}

// link is where a recipient goes on.
func (c *Clock) link(m notice.Message, department string) string {
	switch {
	case c.PublicURL == "" || m.Plan == "":
		return ""
	case department != "":
		return c.PublicURL + "/plans/" + m.Plan + "/periods/" + m.Period.String() + "/file"
	}
	return c.PublicURL + "/plans/" + m.Plan + "/periods/" + m.Period.String() + "/lights"
}

// Robots drop what comes too fast, and some shut out who goes on: 企业微信 and 钉钉 take 20 messages a minute,
// 飞书 100. One in each gap keeps below that in every minute, by all processes together.
var gaps = map[notice.ChannelKind]time.Duration{
	notice.WeCom: 3100 * time.Millisecond, notice.DingTalk: 3100 * time.Millisecond, notice.Feishu: 650 * time.Millisecond,
}

// turn waits for the channel's next turn.
func (c *Clock) turn(ctx context.Context, ch notice.Channel) error {
	gap, ok := gaps[ch.Kind]
	if !ok {
		return nil
	}
	if c.Gap > 0 {
		gap = c.Gap
	}
	wait, err := c.Workflow.Store.Outbox.TakeTurn(ctx, ch.Address, gap)
	if err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(wait):
		return nil
	}
}

// parts is how a kind of channel is spoken to, in the order of sending.
func (c *Clock) parts(ch notice.Channel, p parcel) ([]part, error) {
	one := func(send func(context.Context, notice.Channel, parcel) error) []part {
		return []part{func(ctx context.Context) error { return send(ctx, ch, p) }}
	}
	switch ch.Kind {
	case notice.EMail:
		if c.Mail == nil {
			return nil, errors.New("没有设置发信服务器（TALLYSHEET_SMTP），邮件发不出去")
		}
		return one(c.Mail.send), nil
	case notice.WeCom:
		return c.wecom(ch, p), nil
	case notice.DingTalk:
		return one(c.dingtalk), nil
	case notice.Feishu:
		return one(c.feishu), nil
	case notice.Webhook:
		return one(c.webhook), nil
	}
	return nil, fmt.Errorf("本程序不认识通知渠道种类“%s”，没有发送", ch.Kind)
}
