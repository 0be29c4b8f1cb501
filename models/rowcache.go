package models

import (
	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/tallysheet/tallysheet/tally"
)

// rowCache keeps the remarks of the submissions last filed or read, by their id: those of a submission
// never change, and an edition is made soon after the last of its departments has filed. nil keeps nothing. It is safe
// for use by many goroutines; what it gives must not be written to.
type rowCache[T any] struct {
	bySubmission *lru.Cache[string, []T]
}

// The most submissions that are kept, and the most rows of one: some 5 MB of remarks.
const (
	submissionsKept = 256
	longSubmission  = 300
)

func newRowCache[T any]() (*rowCache[T], error) {
	cache, err := lru.New[string, []T](submissionsKept)
	return &rowCache[T]{cache}, err
}

func (k *rowCache[T]) get(id string) ([]T, bool) {
	if k == nil {
		return nil, false
	}
	return k.bySubmission.Get(id)
}

// put takes rows as they are read.
func (k *rowCache[T]) put(id string, rows []T) {
	if k != nil && len(rows) <= longSubmission {
		k.bySubmission.Add(id, rows)
	}
}

// keep keeps the rows of a submission that has just been filed, each with what it has from the submission.
func (k *rowCache[T]) keep(sub *Submission, filed []T, of func(*Submission, T) T) {
	if len(filed) > longSubmission {
		return
	}
	rows := make([]T, 0, len(filed))
	for _, r := range filed {
		rows = append(rows, of(sub, r))
	}
	k.put(sub.ID, rows)
}

// remarked gives the remark what it has from the submission.
func (s *Submission) remarked(r tally.Remark) tally.Remark {
	r.Department, r.Period = s.Department, s.Period
	return r
}
