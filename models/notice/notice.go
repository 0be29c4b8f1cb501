package notice

import "github.com/tallysheet/tallysheet/models/db"

// Notices are the nouns of this room, as fields of the store.
type Notices struct {
	Channels Channels
	Outbox   Outbox
}

// New stands the nouns on a database.
func New(conn *db.DB) Notices { return Notices{Channels: Channels{conn}, Outbox: Outbox{conn}} }
