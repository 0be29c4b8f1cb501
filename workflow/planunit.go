package workflow

import (
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// keepUnits refuses, at its cell, a row of a revised plan whose unit is another size of the same (万美元, now 亿美元) when something was
// reported already: the months filed and their targets are numbers in the unit before, and would be read ten thousand times too large.
func (d *Workflow) keepUnits(ctx context.Context, key string, read *tally.Reading) error {
	before, err := d.Store.Plans.Get(ctx, key)
	if isCode(err, models.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	units := map[string]string{} // by name; "" where rows of one name have several
	for i := range before.Indicators {
		ind := &before.Indicators[i]
		if was, several := units[ind.Name]; several && was != ind.Unit {
			units[ind.Name] = ""
		} else {
			units[ind.Name] = ind.Unit
		}
	}
	var changed []tally.Finding
	for i := range read.Items {
		it := &read.Items[i]
		was := units[it.Name]
		if was == "" || it.Unit == "" || was == it.Unit {
			continue
		}
		if times, ok := d.Words.ConvertPrinted(exact.Int(1), was, it.Unit); ok && !times.Equal(exact.Int(1)) {
			f := tally.NewFinding(tally.UnitSuspect, it.Sheet, it.NameCell, fmt.Sprintf("“%s”的单位原来是“%s”，这份表里是“%s”，已经报送的数和各月的目标都按“%s”", it.Name, was, it.Unit, was),
				fmt.Sprintf("请仍用“%s”填目标；确要改单位的，请换一个指标名称另起一行", was))
			f.Class, f.About = tally.ClassA, it.Name
			changed = append(changed, f)
		}
	}
	if len(changed) == 0 {
		return nil
	}
	filed, err := d.Store.Submissions.Any(ctx, key)
	if err == nil && filed {
		read.Findings = append(read.Findings, changed...)
	}
	return err
}
