package main

import (
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// showMaking shows how far an edition is as a bar on the terminal until stop is called, which takes it away; nothing where what is said
// goes into a file or to another program.
func (p *program) showMaking(d *workflow.Workflow, plan string, period tally.Round) (stop func()) {
	screen, ok := p.errs.(*os.File)
	if !ok || !term.IsTerminal(int(screen.Fd())) { //nolint:gosec // a file's number
		return func() {}
	}
	end := make(chan struct{})
	var shown sync.WaitGroup
	shown.Go(func() {
		bar := progressbar.NewOptions(1, progressbar.OptionSetWriter(screen), progressbar.OptionSetPredictTime(false), progressbar.OptionClearOnFinish())
		defer func() { _ = bar.Exit() }()
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-end:
				_ = bar.Clear() // a bar that cannot be drawn hinders nothing
				return
			case <-tick.C:
				if at, making := d.Making.Of(plan, period); making {
					bar.ChangeMax(at.Steps * partsOfStep)
					bar.Describe(sayMaking(at))
					_ = bar.Set((at.Step-1)*partsOfStep + partDone(at.Departments) + partDone(at.Lines))
				}
			}
		}
	})
	return func() { close(end); shown.Wait() }
}

// partsOfStep is how finely the bar shows a step.
const partsOfStep = 100

func partDone(c workflow.Counted) int {
	if c.Of == 0 {
		return 0
	}
	return c.Done * partsOfStep / c.Of
}

// sayMaking says what is being done, and how much of it is.
func sayMaking(at workflow.Progress) string {
	switch {
	case at.Departments.Of > 0:
		return fmt.Sprintf("%s %d/%d 个部门", at.Doing, at.Departments.Done, at.Departments.Of)
	case at.Lines.Of > 0:
		return fmt.Sprintf("%s %d/%d 行", at.Doing, at.Lines.Done, at.Lines.Of)
	}
	return at.Doing
}
