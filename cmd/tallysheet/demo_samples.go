package main

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/samples"
	"github.com/tallysheet/tallysheet/tally"
)

// samplePlan is a sample plan that departments' sheets report on, and the months of those sheets.
type samplePlan struct {
	key    string
	months []tally.Round
}

// sampleSheet is one department's sheet of a month.
type sampleSheet struct {
	department string
	data       []byte
}

// samplePlans are the sample plans that have sheets, by key: a plan that nobody reports on would stand empty.
func samplePlans() ([]samplePlan, error) {
	files, err := fs.Glob(samples.Files, "plans/*.xlsx")
	if err != nil {
		return nil, err
	}
	var plans []samplePlan
	for _, file := range files {
		plan := samplePlan{key: strings.TrimSuffix(path.Base(file), ".xlsx")}
		for _, place := range plan.places("*") {
			months, err := fs.Glob(samples.Files, place)
			if err != nil {
				return nil, err
			}
			for _, m := range months {
				period, err := tally.ParseRound(path.Base(m))
				if err != nil {
					return nil, err
				}
				plan.months = append(plan.months, period)
			}
		}
		slices.SortFunc(plan.months, tally.Round.Compare)
		if len(plan.months) > 0 {
			plans = append(plans, plan)
		}
	}
	return plans, nil
}

// places are where the sheets of a month lie: progress/ is the demo's plan's.
func (s samplePlan) places(month string) []string {
	all := []string{"others/" + s.key + "/" + month}
	if s.key == demoPlan {
		all = append(all, "progress/"+month)
	}
	return all
}

func (s samplePlan) workbook() ([]byte, error) {
	return samples.Files.ReadFile("plans/" + s.key + ".xlsx")
}

// sheets are those of a month, by department.
func (s samplePlan) sheets(month tally.Round) ([]sampleSheet, error) {
	var all []sampleSheet
	for _, place := range s.places(month.String()) {
		files, err := fs.Glob(samples.Files, place+"/*.xlsx")
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			data, err := samples.Files.ReadFile(file)
			if err != nil {
				return nil, err
			}
			all = append(all, sampleSheet{strings.TrimSuffix(path.Base(file), ".xlsx"), data})
		}
	}
	return all, nil
}
