package meaning

import (
	"fmt"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// What is asked once of each of several sheets is told in the order of the sheets, however often the plan is read.
func TestAskedOnceInTheOrderOfThePlan(t *testing.T) {
	w := fieldWords(t)
	var r tally.Reading
	for sheet := range 8 {
		for row := range 2 {
			target, _ := w.TargetOf("0.085", phrase.Hint{Name: "技改投资占比", Unit: "%"})
			target.Period, target.Cell = "2025", fmt.Sprintf("D%d", 3+row)
			r.Items = append(r.Items, tally.Item{Sheet: fmt.Sprint(sheet), Row: 3 + row, NameCell: fmt.Sprintf("B%d", 3+row), Name: fmt.Sprintf("技改投资占比%d", row), Unit: "%",
				Lead: []string{"财政局"}, Targets: []tally.Target{target}})
		}
	}
	w.Plan(&r)
	told := ""
	for _, f := range r.Findings {
		if f.Code == tally.UnitSuspect {
			told += f.Sheet
		}
	}
	if told != "01234567" {
		t.Errorf("told of sheets %s, want 01234567", told)
	}
}
