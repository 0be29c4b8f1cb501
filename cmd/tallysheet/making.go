package main

import (
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
		bar := progressbar.NewOptions(1, progressbar.OptionSetWriter(screen), progressbar.OptionSetPredictTime(false), progressbar.OptionClearOnFinish(), progressbar.OptionShowCount())
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
					bar.ChangeMax(at.Steps)
					bar.Describe(at.Doing)
					_ = bar.Set(at.Step - 1)
				}
			}
		}
	})
	return func() { close(end); shown.Wait() }
}
