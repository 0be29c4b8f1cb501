package account

import "github.com/tallysheet/tallysheet/models/db"

// Accounts are the nouns of this room, as fields of the store.
type Accounts struct {
	Users    Users
	Sessions Sessions
	Tries    Tries
	Links    Links
	Tokens   Tokens
}

// New stands the nouns on a database.
func New(conn *db.DB) Accounts {
	return Accounts{Users: Users{conn}, Sessions: Sessions{conn}, Tries: Tries{conn}, Links: Links{conn}, Tokens: Tokens{conn}}
}
