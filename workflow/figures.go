package workflow

import (
	"context"
	"io"
	"time"

	"github.com/tallysheet/tallysheet/excel/figurelist"
	"github.com/tallysheet/tallysheet/tally"
)

// WriteFigures writes the figures of a plan that stand for the months from one to another, as figurelist.XLSX or CSV, as they are read:
// the whole is never held. It gives how many there are.
func (d *Workflow) WriteFigures(ctx context.Context, w io.Writer, form, plan string, from, to tally.Round) (int, error) {
	if from.Compare(to) > 0 {
		return 0, invalid("from", "起始月份“%s”晚于截止月份“%s”。", from, to)
	}
	own, err := d.Calendar(ctx, plan)
	if err != nil {
		return 0, err
	}
	zone, err := time.LoadLocation(own.Zone)
	if err != nil {
		return 0, err
	}
	list, err := figurelist.New(w, form, zone)
	if err != nil {
		return 0, err
	}
	if err := d.Store.Figures.Each(ctx, plan, from, to, list.Add); err != nil {
		return list.Count, err
	}
	return list.Count, list.Close()
}
