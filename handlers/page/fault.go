package page

import (
	"strconv"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// fault is what is wrong at one cell: several findings of a class there are told together, and explained by one text.
type fault struct {
	models.FiledFinding // the first, by whose number the place is known
	Also                []models.FiledFinding
	Href                string // of its cell; "" where it has none
}

// Explained reports whether nothing of it is open.
func (f fault) Explained() bool {
	for _, one := range f.Also {
		if one.State == models.FindingOpen {
			return false
		}
	}
	return f.State == models.FindingExplained
}

// Writing is what stands in the field of its explanation.
func (f fault) Writing() string {
	if f.Typed != "" {
		return f.Typed
	}
	return f.Text
}

// faultsOf puts the findings of a class together by cell. Explanations that differ keep theirs apart.
func faultsOf(findings []models.FiledFinding, class tally.Class) []fault {
	type place struct{ sheet, cell, text, about string }
	var list []fault
	at := map[place]int{}
	for _, f := range findings {
		if f.Class != class {
			continue
		}
		p := place{f.Sheet, f.Cell, f.Text, f.About}
		if i, there := at[p]; there && f.Cell != "" && f.Suggest == "" {
			list[i].Also = append(list[i].Also, f)
			continue
		}
		at[p] = len(list)
		list = append(list, fault{FiledFinding: f})
	}
	return list
}

// faultList is one page of the faults of a class.
type faultList struct {
	Class  string
	Faults []fault
	Pages  web.Pages
}

// faultsShown are the faults of a class that a page has.
const faultsShown = 50

// Faults lists what was found of a class.
func (p submissionPage) Faults(class string) *faultList {
	all := faultsOf(p.Findings, tally.Class(class))
	if len(all) == 0 {
		return nil
	}
	l := faultList{Class: class}
	l.Faults, l.Pages = web.Paged(all, p.query, "page"+class, class+"-title", faultsShown)
	for i := range l.Faults {
		if f := &l.Faults[i]; f.Cell != "" {
			f.Href = p.Cell(f.Sheet, f.Cell)
		}
	}
	return &l
}

// explainField is what the field of an explanation is called, before its finding's number.
const explainField = "explain."

// explanationsIn are the texts that a form gives, by the number of the finding.
func explanationsIn(findings []models.FiledFinding, get func(string) string) (ns []int, texts map[int]string) {
	texts = map[int]string{}
	for _, f := range faultsOf(findings, tally.ClassC) {
		text := get(explainField + strconv.Itoa(f.N))
		if text == "" {
			continue
		}
		for _, one := range append([]models.FiledFinding{f.FiledFinding}, f.Also...) {
			if one.State != models.FindingClosed && (text != one.Text || one.State == models.FindingOpen) {
				ns, texts[one.N] = append(ns, one.N), text
			}
		}
	}
	return ns, texts
}
