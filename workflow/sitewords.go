package workflow

import (
	"context"
	"strings"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
)

// SiteWords proposes what the answers of a plan teach: lines for a site's own words.yaml, with which the same names are not
// asked again. Nothing reads them before a person has put them into the file that TALLYSHEET_WORDS names. "" where nothing was
// learnt.
func (d *Workflow) SiteWords(ctx context.Context, plan string) (string, error) {
	all, err := d.Store.Questions.List(ctx, plan)
	return siteWords(all), err
}

// senseOf is the list of senses that an answer puts its indicator's name into; "" for what only holds in this plan.
func senseOf(q breakdown.PlanQuestion) string {
	if q.Indicator == "" || q.Answer == "" {
		return ""
	}
	switch q.Code {
	case tally.AskDirection:
		return q.Answer // lower, higher
	case tally.AskMeasure:
		return map[tally.Measure]string{tally.Stock: "stock", tally.Level: "flow", tally.Count: "flow", tally.Ratio: "intensity"}[tally.Measure(q.Answer)]
	}
	return ""
}

func siteWords(all []breakdown.PlanQuestion) string {
	lists, said := map[string][]string{}, map[[2]string]bool{}
	for _, q := range all {
		if key := [2]string{senseOf(q), q.Indicator}; key[0] != "" && !said[key] {
			lists[key[0]], said[key] = append(lists[key[0]], q.Indicator), true
		}
	}
	if len(lists) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("senses:\n")
	for _, sense := range []string{"lower", "higher", "stock", "flow", "intensity"} {
		if len(lists[sense]) == 0 {
			continue
		}
		b.WriteString("  " + sense + ":\n")
		for _, word := range lists[sense] {
			b.WriteString("    - '" + strings.ReplaceAll(oneLineOf(word), "'", "''") + "'\n")
		}
	}
	return b.String()
}

func oneLineOf(text string) string { return strings.Join(strings.Fields(text), " ") }
