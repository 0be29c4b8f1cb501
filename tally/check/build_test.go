package check_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/lexicon"
	"github.com/tallysheet/tallysheet/tally/meaning"
	"github.com/tallysheet/tallysheet/templates"
)

func fieldWords(t testing.TB) *meaning.Words {
	t.Helper()
	w, err := meaning.ParseWords(templates.Words())
	if err != nil {
		t.Fatal(err)
	}
	return w
}

var (
	july      = tally.MonthOf(2018, 7)
	august    = tally.MonthOf(2018, 8)
	september = tally.MonthOf(2018, 9)
)

// rowOf builds one row of a sheet.
type rowOf struct{ tally.Item }

func row(n int, name, unit string) rowOf {
	return rowOf{tally.Item{Sheet: "表", Row: n, NameCell: "B" + strconv.Itoa(n), Name: name, Unit: unit}}
}

func (r rowOf) under(parent string) rowOf { r.Parent = parent; return r }
func (r rowOf) on(sheet string) rowOf     { r.Sheet = sheet; return r }
func (r rowOf) noted(text string) rowOf   { r.Remark = text; return r }
func (r rowOf) of(undone string) rowOf    { r.Undone = undone; return r }
func (r rowOf) ledBy(d string) rowOf      { r.Lead = []string{d}; return r }
func (r rowOf) in(group string) rowOf     { r.Group = []string{group}; return r }

func (r rowOf) target(text string) rowOf {
	t := tally.Target{Cell: "D" + strconv.Itoa(r.Row), Period: "2018", Text: text, Op: tally.OpAtLeast, Unit: r.Unit}
	if n, ok := lexicon.ReadNumber(text); ok {
		t.Floor = n
	}
	r.Targets = append(slices.Clone(r.Targets), t)
	return r
}

func (r rowOf) month(text string) rowOf { return r.figure("E", september, tally.SpanMonth, text) }
func (r rowOf) ytd(text string) rowOf   { return r.figure("F", september, tally.SpanYTD, text) }

func (r rowOf) figure(col string, p tally.Round, span tally.Span, text string) rowOf {
	cell := col + strconv.Itoa(r.Row)
	if n, ok := lexicon.ReadNumber(text); ok {
		r.Actuals = append(slices.Clone(r.Actuals), tally.Actual{Cell: cell, Period: p, Span: span, Text: text, Value: n, Unit: r.Unit})
		return r
	}
	r.Empty = append(slices.Clone(r.Empty), tally.Empty{Cell: cell, Period: p, Span: span, Text: text})
	return r
}

func (r rowOf) rate(text string) rowOf {
	r.Rates = append(slices.Clone(r.Rates), tally.Rate{Cell: "G" + strconv.Itoa(r.Row), Value: exact.MustNumber(text)})
	return r
}

func sheetOf(rows ...rowOf) tally.Reading {
	r := tally.Reading{File: "表.xlsx", Kind: tally.KindProgress, Period: september, Department: "经济发展局"}
	for _, it := range rows {
		r.Items = append(r.Items, it.Item)
	}
	return r
}

// indicator is one of the plan, led by 经济发展局, with a target for 2018.
func indicator(name, unit string, m tally.Measure, target string) tally.Indicator {
	ind := tally.Indicator{ID: name, Item: tally.Item{Name: name, Unit: unit, Measure: m, Better: tally.Higher, Lead: []string{"经济发展局"}}}
	ind.Targets = []tally.Target{{Period: "2018", Text: target, Op: tally.OpAtLeast, Floor: exact.MustNumber(target), Unit: unit}}
	return ind
}

func child(ind tally.Indicator, parent string) tally.Indicator { ind.Parent = parent; return ind }

// past is a figure filed before.
func past(indicator, unit string, p tally.Round, span tally.Span, value string) tally.Figure {
	return tally.Figure{Indicator: indicator, Department: "经济发展局", Period: p, Span: span, Value: exact.MustNumber(value), Unit: unit, Printed: value, PrintedIn: unit}
}

// brief is a finding without its words.
type brief struct {
	Cell    string
	Code    tally.Code
	Class   tally.Class
	About   string
	Suggest string
}

// codes gives "F5 unit.suspect C", findings of a class below C left out unless asked for.
func codes(fs []tally.Finding) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Cell+" "+string(f.Code)+" "+string(f.Class))
	}
	return out
}

func plan2018(inds ...tally.Indicator) tally.Plan { return tally.Plan{Key: "p", Indicators: inds} }

func checked(t testing.TB, in check.Input) check.Result {
	t.Helper()
	if in.Department == "" {
		in.Department = "经济发展局"
	}
	if in.Period.IsZero() {
		in.Period = september
	}
	c := &check.Checker{Words: fieldWords(t).Words}
	return c.Check(in)
}
