package page

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/tally"
)

// How many indicators, each with its forms, and how many departments a plan's page has.
const (
	indicatorsShown  = 30
	departmentsShown = 50
)

// onlyDeclined is the filter of a plan's page for what was left to a person.
const onlyDeclined = "declined"

// cut leaves of the plan what the query asks for: what is looked for (q), what was left to a person (filter), and of that a page; at is
// an indicator that the page must have.
func (p *planPage) cut(query url.Values) {
	all := p.Plan.Indicators
	p.Total = len(all)
	for i := range all {
		p.Declined += declined(&all[i])
	}
	p.Query, p.Filter = strings.TrimSpace(query.Get("q")), query.Get("filter")
	sought := strings.ToLower(p.Query)
	list := slices.Clone(all)
	list = slices.DeleteFunc(list, func(ind tally.Indicator) bool {
		return p.Filter == onlyDeclined && declined(&ind) == 0 || sought != "" && !speaksOf(&ind, sought)
	})
	if i := slices.IndexFunc(list, func(ind tally.Indicator) bool { return ind.ID == query.Get("at") }); i >= 0 {
		query.Set("page", strconv.Itoa(i/indicatorsShown+1))
	}
	p.Plan.Indicators, p.Rows = web.Paged(list, query, "page", "read", indicatorsShown)
	p.Departments, p.Units = web.Paged(p.Departments, query, "departments", "departments", departmentsShown)
}

// declined counts the phrases of an indicator that were left to a person.
func declined(ind *tally.Indicator) (n int) {
	for i := range ind.Targets {
		if ind.Targets[i].Why != "" {
			n++
		}
	}
	return n
}

// speaksOf reports an indicator in whose names, departments or targets some words stand, in small letters.
func speaksOf(ind *tally.Indicator, words string) bool {
	texts := slices.Concat([]string{ind.ID, ind.Name, ind.Parent, ind.Unit, ind.Caliber}, ind.Group, ind.Lead, ind.Implementing, ind.Support, ind.Aliases)
	for i := range ind.Targets {
		texts = append(texts, ind.Targets[i].Text)
	}
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(strings.ToLower(text), words) })
}
