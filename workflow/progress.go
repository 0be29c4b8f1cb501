package workflow

import (
	"sync"

	"github.com/tallysheet/tallysheet/tally"
)

// Progress says how far the making of an edition is: step 1 to Steps, and what is being done, in Chinese. Within a step that tells it, so
// many departments are computed of all, or so many lines written of about so many.
type Progress struct {
	Step, Steps        int
	Doing              string
	Departments, Lines Counted
}

// Counted is how much is done of all; Of is 0 where nothing is counted.
type Counted struct{ Done, Of int }

// makingSteps are what is done for an edition, in order.
var makingSteps = [...]string{"固定输入", "计算亮灯", "写工作簿", "入库"}

// The numbers of the steps.
const (
	stepFreeze = iota
	stepCompute
	stepWrite
	stepStore
)

// monthKey is a month of a plan.
type monthKey struct {
	plan   string
	period tally.Round
}

// Making is what this process is making editions of, by hand or by the clock. The zero value is ready.
type Making struct {
	mu sync.Mutex
	at map[monthKey]makingAt
}

// makingAt is a step, and how much of it is done.
type makingAt struct {
	step    int
	counted Counted
}

// Of tells how far the edition of a month is; ok is false where none is being made.
func (m *Making) Of(plan string, period tally.Round) (p Progress, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	at, ok := m.at[monthKey{plan, period}]
	p = Progress{Step: at.step + 1, Steps: len(makingSteps), Doing: makingSteps[at.step]}
	switch at.step {
	case stepCompute:
		p.Departments = at.counted
	case stepWrite:
		p.Lines = at.counted
	}
	return p, ok
}

// step notes a step of a month's edition.
func (m *Making) step(plan string, period tally.Round, n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.at == nil {
		m.at = map[monthKey]makingAt{}
	}
	m.at[monthKey{plan, period}] = makingAt{step: n}
}

// counts gives what notes how much of a step is done; it may be called side by side, and a smaller number that comes late is left out.
func (m *Making) counts(plan string, period tally.Round) func(done, of int) {
	key := monthKey{plan, period}
	return func(done, of int) {
		m.mu.Lock()
		defer m.mu.Unlock()
		if at, making := m.at[key]; making && done > at.counted.Done {
			at.counted = Counted{done, of}
			m.at[key] = at
		}
	}
}

// done ends what step began.
func (m *Making) done(plan string, period tally.Round) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.at, monthKey{plan, period})
}
