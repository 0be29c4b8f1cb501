package workflow

import (
	"sync"

	"github.com/tallysheet/tallysheet/tally"
)

// Progress says how far the making of an edition is: step 1 to Steps, and what is being done, in Chinese.
type Progress struct {
	Step, Steps int
	Doing       string
}

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
	at map[monthKey]int
}

// Of tells how far the edition of a month is; ok is false where none is being made.
func (m *Making) Of(plan string, period tally.Round) (p Progress, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	step, ok := m.at[monthKey{plan, period}]
	return Progress{step + 1, len(makingSteps), makingSteps[step]}, ok
}

// step notes a step of a month's edition.
func (m *Making) step(plan string, period tally.Round, n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.at == nil {
		m.at = map[monthKey]int{}
	}
	m.at[monthKey{plan, period}] = n
}

// done ends what step began.
func (m *Making) done(plan string, period tally.Round) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.at, monthKey{plan, period})
}
