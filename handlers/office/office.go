package office

import (
	"context"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/workflow/custody"
)

// Office is the pages of the room, noun by noun.
type Office struct {
	Channels Channels
	Outbox   Outbox
	Urges    Urges
	Backups  Backups
	Holidays Holidays
	Settings Settings
}

// New makes the pages of a site. started is what the service was started with.
func New(s *web.Site, keeper *custody.Keeper, started Started) Office {
	return Office{Channels{s}, Outbox{s}, Urges{s}, Backups{s, keeper}, Holidays{s}, Settings{s, started}}
}

// namesOf are the labels of all accounts by id: a channel may belong to a person.
func namesOf(ctx context.Context, s *web.Site) ([]account.User, map[string]string, error) {
	users, err := s.Store.Users.List(ctx)
	names := map[string]string{}
	for _, u := range users {
		names[u.ID] = u.Label
	}
	return users, names, err
}

// receiver is whom a channel belongs to, the supervision office where nobody is named.
func receiver(c notice.Channel, names map[string]string, office string) string {
	switch {
	case c.Department != "":
		return c.Department
	case c.UserID != "":
		return names[c.UserID]
	}
	return office
}

// ownOffice is the office's name on these pages, in the language of the sources.
const ownOffice = "督查办"
