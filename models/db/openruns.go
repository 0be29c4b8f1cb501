package db

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// OpenStates are the states of runs that are not done.
func OpenStates() []RunState { return []RunState{RunPending, RunRunning, RunFailed, RunParked} }

// OpenRuns counts the runs of one kind of job that are in one state and not done.
type OpenRuns struct {
	Job   string // the kind: the part before the plan
	State RunState
	Runs  int
	Age   time.Duration // of the oldest, by the clock of this process
}

// Open counts the runs that are not done, for the operator's figures.
func (s Claims) Open(ctx context.Context) ([]OpenRuns, error) {
	var rows []struct {
		Job    string
		State  RunState
		Runs   int
		MadeAt Timestamp
	}
	err := s.db.Reading(ctx).Model(&Run{}).Select("job, state, COUNT(*) AS runs, MIN(made_at) AS made_at").
		Where("state IN ?", OpenStates()).Group("job, state").Order("job, state").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("open runs: %w", err)
	}
	var out []OpenRuns
	at := map[[2]string]int{}
	for _, r := range rows {
		job, _, _ := strings.Cut(r.Job, "/")
		key := [2]string{job, string(r.State)}
		if _, seen := at[key]; !seen {
			at[key] = len(out)
			out = append(out, OpenRuns{Job: job, State: r.State})
		}
		o := &out[at[key]]
		o.Runs += r.Runs
		o.Age = max(o.Age, s.db.Clock().Sub(r.MadeAt.Time))
	}
	return out, nil
}
