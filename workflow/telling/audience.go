package telling

import (
	"context"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/notice"
)

// Audience is who can be told: the channels in use, and the people behind them.
type Audience struct {
	Channels []notice.Channel
	users    map[string]account.User
}

// AudienceOf asks the store who can be told now.
func AudienceOf(ctx context.Context, store *models.Store) (Audience, error) {
	channels, err := store.Channels.List(ctx)
	if err != nil || len(channels) == 0 {
		return Audience{}, err
	}
	users, err := store.Users.List(ctx)
	if err != nil {
		return Audience{}, err
	}
	a := Audience{Channels: channels, users: map[string]account.User{}}
	for _, u := range users {
		a.users[u.ID] = u
	}
	return a, nil
}

// Scope is what a channel may be sent: everything (whole), or a department's own. ok is false where it may be
// sent no figures: its person left, or administers.
func Scope(c notice.Channel, u account.User) (department string, ok bool) {
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

// Department gives the channels of a department and of its reporters.
func (a Audience) Department(name string) []notice.Channel {
	return a.choose(func(c notice.Channel, u account.User) bool {
		d, ok := Scope(c, u)
		return ok && name != "" && (d == name || c.UserID != "" && u.Holds(name))
	})
}

// Office gives the channels of the supervision office.
func (a Audience) Office() []notice.Channel {
	return a.choose(func(c notice.Channel, u account.User) bool {
		return c.UserID == "" && c.Department == "" || !u.Disabled() && u.Role == account.Supervisor
	})
}

// Leaders gives the channels of the leaders.
func (a Audience) Leaders() []notice.Channel {
	return a.choose(func(_ notice.Channel, u account.User) bool { return !u.Disabled() && u.Role == account.Leader })
}

// Operators gives the channels of those who keep the service running.
func (a Audience) Operators() []notice.Channel {
	return a.choose(func(_ notice.Channel, u account.User) bool { return !u.Disabled() && u.Role == account.Administrator })
}

// Auditors gives the channels of those who look at the record of acts.
func (a Audience) Auditors() []notice.Channel {
	return a.choose(func(_ notice.Channel, u account.User) bool { return !u.Disabled() && u.Role == account.Auditor })
}

func (a Audience) choose(want func(notice.Channel, account.User) bool) []notice.Channel {
	var out []notice.Channel
	for _, c := range a.Channels {
		if want(c, a.users[c.UserID]) {
			out = append(out, c)
		}
	}
	return out
}
