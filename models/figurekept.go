package models

import (
	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/tallysheet/tallysheet/tally"
)

// figuresKept keeps the figures of the submissions last filed or read, by their id: those of a submission never change,
// and an edition is made soon after the last of its departments has filed. nil keeps nothing. It is safe for use by many
// goroutines; what it gives must not be written to.
type figuresKept struct {
	bySubmission *lru.Cache[string, []tally.Figure]
}

// The most submissions that are kept, and the most figures of one: some 20 MB.
const (
	submissionsKept = 256
	longSubmission  = 300
)

func newFiguresKept() (*figuresKept, error) {
	cache, err := lru.New[string, []tally.Figure](submissionsKept)
	return &figuresKept{cache}, err
}

func (k *figuresKept) get(id string) ([]tally.Figure, bool) {
	if k == nil {
		return nil, false
	}
	return k.bySubmission.Get(id)
}

// put takes figures as readFigures gives them.
func (k *figuresKept) put(id string, figures []tally.Figure) {
	if k != nil && len(figures) <= longSubmission {
		k.bySubmission.Add(id, figures)
	}
}

// keepFigures keeps the figures of a submission that has just been filed.
func (s *Store) keepFigures(sub *Submission, filed []tally.Figure) {
	if len(filed) > longSubmission {
		return
	}
	figures := make([]tally.Figure, 0, len(filed))
	for _, f := range filed {
		figures = append(figures, sub.sourced(f))
	}
	s.figures.put(sub.ID, figures)
}
