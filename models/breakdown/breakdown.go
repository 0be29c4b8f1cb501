package breakdown

import (
	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/tallysheet/tallysheet/models/db"
)

// Breakdown are the nouns of this room, as fields of the store.
type Breakdown struct {
	Plans       Plans
	Indicators  Indicators
	Targets     Targets
	Questions   Questions
	Departments Departments
	Same        Same
}

// New stands the nouns on a database.
func New(conn *db.DB) (Breakdown, error) {
	kept, err := lru.New[string, *PlanHistory](plansKept)
	return Breakdown{Plans: Plans{conn, kept}, Indicators: Indicators{conn}, Targets: Targets{conn}, Questions: Questions{conn}, Departments: Departments{conn}, Same: Same{conn}}, err
}
