package db

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// The texts of rounds sort by time within one kind alone: 2022-12 comes before 2022-W05. So a range asks for one kind, which its text
// tells, and what holds several kinds is put in order by their ends when it has been read.

// ofKind is the condition that the column of a round holds one of a kind.
var ofKind = map[tally.RoundKind]string{
	tally.Dated:     "LENGTH(@) = 10",
	tally.Weekly:    "LENGTH(@) = 8",
	tally.Monthly:   "LENGTH(@) = 7 AND @ NOT LIKE '%Q%' AND @ NOT LIKE '%H%'",
	tally.Quarterly: "LENGTH(@) = 7 AND @ LIKE '%Q%'",
	tally.HalfYear:  "LENGTH(@) = 7 AND @ LIKE '%H%'",
	tally.Yearly:    "LENGTH(@) = 4",
}

// OfKind is the condition that a column holds a round of a kind, free of anything that a caller typed.
func OfKind(column string, kind tally.RoundKind) string {
	return "(" + strings.ReplaceAll(ofKind[kind], "@", column) + ")"
}

// InRounds asks for rows whose round, in a column, is of to's kind and lies between from and to, both included; from may be none.
func InRounds(q *gorm.DB, column string, from, to tally.Round) *gorm.DB {
	q = q.Where(OfKind(column, to.Kind())).Where(column+" <= ?", to.String())
	if !from.IsZero() {
		q = q.Where(column+" >= ?", from.String())
	}
	return q
}

// LatestRound is the round that ends last, none of none.
func LatestRound(rounds []tally.Round) (latest tally.Round) {
	for _, p := range rounds {
		if p.Compare(latest) > 0 {
			latest = p
		}
	}
	return latest
}
