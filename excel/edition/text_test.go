package edition_test

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// cellFormat is one xf of styles.xml.
type cellFormat struct {
	Quote bool `xml:"quotePrefix,attr"`
}

func formatsOf(t testing.TB, o *opened) []cellFormat {
	t.Helper()
	var s struct {
		Xf []cellFormat `xml:"cellXfs>xf"`
	}
	if err := xml.Unmarshal(o.parts["xl/styles.xml"], &s); err != nil {
		t.Fatal(err)
	}
	return s.Xf
}

// Text of a department is text: it comes back as it was, no formula holds it, and what looks like one carries quotePrefix.
func TestHostileTextStaysText(t *testing.T) {
	file := written(t, rich(t))
	o := open(t, file)
	formats := formatsOf(t, o)
	read, err := xlsx.Read(t.Context(), file, xlsx.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	notes := sheetNamed(t, read, "附注")
	var got []string
	for _, row := range notes.Rows {
		if by := row.At(7); by.Value == "-" {
			c := row.At(6)
			if c.Kind != xlsx.Text || c.Formula {
				t.Errorf("%q is %v", c.Value, c.Kind)
			}
			got = append(got, c.Value)
		}
	}
	if d := cmp.Diff(hostile, got); d != "" {
		t.Error(d)
	}
	for _, name := range o.names {
		for _, c := range o.cells[name] {
			if !c.said() {
				continue
			}
			risky := c.value != "" && strings.ContainsAny(c.value[:1], "=+-@\t\r") || strings.HasPrefix(c.value, "_x000D_") ||
				strings.HasPrefix(c.value, "＝") || strings.HasPrefix(c.value, "＋") || strings.HasPrefix(c.value, "－") || strings.HasPrefix(c.value, "＠")
			if risky != formats[c.style].Quote {
				t.Errorf("%s!%s %q: quotePrefix %v", name, c.ref, c.value, formats[c.style].Quote)
			}
		}
	}
}

func sheetNamed(t testing.TB, w *xlsx.Workbook, name string) *xlsx.Sheet {
	t.Helper()
	for _, s := range w.Sheets {
		if s.Name == name {
			return s
		}
	}
	t.Fatal("no sheet", name)
	return nil
}

// Whatever a department writes and whatever digits it reports, its text comes back as text and its number digit for digit.
func TestAnyTextAndNumberComesBack(t *testing.T) {
	base := fixture(t)
	rapid.Check(t, func(r *rapid.T) {
		ed := base
		text := rapid.String().Filter(func(s string) bool { return strings.TrimSpace(s) != "" }).Draw(r, "text")
		whole := rapid.StringMatching(`-?[1-9][0-9]{0,9}`).Draw(r, "whole")
		fraction := rapid.StringMatching(`[0-9]{0,9}`).Draw(r, "fraction")
		number := whole
		if fraction != "" {
			number += "." + fraction
		}
		value := exact.MustNumber(number)
		ed.Rows, ed.Notes = nil, []tally.Note{{Department: "局", Text: text}}
		ed.Figures = []tally.Figure{{Indicator: "i", Department: "局", Period: ed.Period, Span: tally.SpanYTD, Value: value, Unit: "个"}}
		read, err := xlsx.Read(t.Context(), written(t, ed), xlsx.Limits{})
		if err != nil {
			r.Fatal(err)
		}
		clean := strings.ToValidUTF8(text, "\uFFFD")
		if got := sheetNamed(t, read, "附注").At(4, 6).Value; got != clean {
			r.Fatalf("text %q came back as %q", clean, got)
		}
		held := sheetNamed(t, read, "溯源").At(2, 7)
		if held.Value != value.Plain() {
			r.Fatalf("%s came back as %s", number, held.Value)
		}
		if digits := strings.TrimLeft(strings.NewReplacer(".", "", "-", "").Replace(value.Plain()), "0"); len(digits) <= 15 && held.Kind != xlsx.Number {
			r.Fatalf("%s is no number in its cell", number)
		}
	})
}

// A number with more digits than a spreadsheet keeps is written as text, whole, and 附注 says so.
func TestTooManyDigits(t *testing.T) {
	ed := fixture(t)
	long := "12345678901234567.89"
	ed.Figures[0].Value = exact.MustNumber(long)
	o := open(t, written(t, ed))
	if c := o.cells["溯源"]["G2"]; !c.said() || c.value != long {
		t.Errorf("the figure is %+v", c)
	}
	said := false
	for _, c := range o.cells["附注"] {
		said = said || strings.Contains(c.value, long)
	}
	if !said {
		t.Error("附注 does not say it")
	}
}
