package jobs

import (
	"context"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/notice"
)

// audience is who can be told: the channels in use, and the people behind them.
type audience struct {
	channels []notice.Channel
	users    map[string]account.User
}

func (c *Clock) audience(ctx context.Context) (audience, error) {
	channels, err := c.Workflow.Store.Channels.List(ctx)
	if err != nil || len(channels) == 0 {
		return audience{}, err
	}
	users, err := c.Workflow.Store.Users.List(ctx)
	if err != nil {
		return audience{}, err
	}
	a := audience{channels: channels, users: map[string]account.User{}}
	for _, u := range users {
		a.users[u.ID] = u
	}
	return a, nil
}

// scope is what a channel may be sent: everything (whole), or a department's own. ok is false where it may be
// sent no figures: its person left, or administers.
func scope(c notice.Channel, u account.User) (department string, ok bool) {
	switch {
	case c.UserID == "":
		return c.Department, true
	case u.Disabled():
		return "", false
	case u.Role == account.Reporter:
		return u.Department, true
	}
	return "", u.Role == account.Supervisor || u.Role == account.Leader
}

// department gives the channels of a department and of its reporters.
func (a audience) department(name string) []notice.Channel {
	return a.choose(func(c notice.Channel, u account.User) bool {
		d, ok := scope(c, u)
		return ok && name != "" && (d == name || c.UserID != "" && u.Holds(name))
	})
}

// office gives the channels of the supervision office.
func (a audience) office() []notice.Channel {
	return a.choose(func(c notice.Channel, u account.User) bool {
		return c.UserID == "" && c.Department == "" || !u.Disabled() && u.Role == account.Supervisor
	})
}

func (a audience) leaders() []notice.Channel {
	return a.choose(func(_ notice.Channel, u account.User) bool { return !u.Disabled() && u.Role == account.Leader })
}

// operators gives the channels of those who keep the service running.
func (a audience) operators() []notice.Channel {
	return a.choose(func(_ notice.Channel, u account.User) bool { return !u.Disabled() && u.Role == account.Administrator })
}

// auditors gives the channels of those who look at the record of acts.
func (a audience) auditors() []notice.Channel {
	return a.choose(func(_ notice.Channel, u account.User) bool { return !u.Disabled() && u.Role == account.Auditor })
}

func (a audience) choose(want func(notice.Channel, account.User) bool) []notice.Channel {
	var out []notice.Channel
	for _, c := range a.channels {
		if want(c, a.users[c.UserID]) {
			out = append(out, c)
		}
	}
	return out
}
