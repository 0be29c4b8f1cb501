package models

import (
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/tallysheet/tallysheet/models/evidence"
	"github.com/tallysheet/tallysheet/tally"
)

// evidenceIn reads the files that stand behind what was reported up to a period.
func evidenceIn(conn *gorm.DB, plan string, period tally.Round) ([]evidence.File, error) {
	files, err := evidence.Listed(conn, evidence.Filter{Kind: evidence.OfFigure, Plan: plan})
	return slices.DeleteFunc(files, func(f evidence.File) bool { return f.Period.Compare(period) > 0 }), err
}

// withEvidence puts the files beside what the departments wrote: of a figure those of its own period, of a milestone those of every
// period so far, since what is done stays done.
func withEvidence(remarks []tally.Remark, files []evidence.File, p tally.Plan, period tally.Round) []tally.Remark {
	if len(files) == 0 {
		return remarks
	}
	lasting := map[string]bool{}
	for i := range p.Indicators {
		if m := p.Indicators[i].Measure; m == tally.Milestone || m == tally.Text {
			lasting[p.Indicators[i].ID] = true
		}
	}
	at := map[[2]string]int{}
	for i, r := range remarks {
		at[[2]string{r.Indicator, r.Department}] = i
	}
	for _, f := range files {
		if f.Period != period && !lasting[f.ID] {
			continue
		}
		key := [2]string{f.ID, f.Department}
		i, there := at[key]
		if !there {
			i, at[key] = len(remarks), len(remarks)
			remarks = append(remarks, tally.Remark{Indicator: f.ID, Department: f.Department, Period: period})
		}
		said := fmt.Sprintf("%s（SHA-256 %s）", f.Name, f.SHA256)
		remarks[i].Evidence = strings.TrimPrefix(remarks[i].Evidence+"；"+said, "；")
	}
	return remarks
}
