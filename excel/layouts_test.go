package excel

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/tally"
)

// paper is a sheet in a test, a line a row, | between cells. A number is a number cell, with 'in front a text; 0.8{0.0%} has a
// number format, =A1{x} is a formula with the cached value x.
type paper struct {
	name   string // 表1 where it is not given
	rows   string
	merges string // A1:G1 A3:A4
	hide   string // 5 for a row, C for a column, ! for the sheet
}

// workbook writes papers to a file.
func workbook(t testing.TB, papers ...paper) []byte {
	t.Helper()
	f := excelize.NewFile()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, p := range papers {
		if p.name == "" {
			p.name = fmt.Sprintf("表%d", i+1)
		}
		_, err := f.NewSheet(p.name)
		must(err)
		for r, line := range strings.Split(strings.Trim(p.rows, "\n"), "\n") {
			for c, text := range strings.Split(line, "|") {
				at, err := excelize.CoordinatesToCellName(c+1, r+1)
				must(err)
				must(setCell(f, p.name, at, text))
			}
		}
		for _, m := range strings.Fields(p.merges) {
			from, to, _ := strings.Cut(m, ":")
			must(f.MergeCell(p.name, from, to))
		}
		for _, h := range strings.Fields(p.hide) {
			switch n, err := strconv.Atoi(h); {
			case err == nil:
				must(f.SetRowVisible(p.name, n, false))
			case h == "!":
				must(f.SetSheetVisible(p.name, false))
			default:
				must(f.SetColVisible(p.name, h, false))
			}
		}
	}
	must(f.DeleteSheet("Sheet1"))
	var b bytes.Buffer
	must(f.Write(&b))
	return b.Bytes()
}

func setCell(f *excelize.File, sheet, at, text string) error {
	if text == "" {
		return nil
	}
	format := ""
	if head, tail, ok := strings.Cut(text, "{"); ok {
		text, format = head, strings.TrimSuffix(tail, "}")
	}
	if rest, ok := strings.CutPrefix(text, "'"); ok {
		return f.SetCellStr(sheet, at, rest)
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return f.SetCellStr(sheet, at, strings.ReplaceAll(text, `\n`, "\n"))
	}
	if err := f.SetCellFloat(sheet, at, n, -1, 64); err != nil || format == "" {
		return err
	}
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err != nil {
		return err
	}
	return f.SetCellStyle(sheet, at, at, style)
}

// told is a reading in lines, an item a line, with what matters of it.
func told(r tally.Reading) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s %s\n", r.Kind, r.Period, r.Department)
	for _, it := range r.Items {
		fmt.Fprintf(&b, "%d ", it.Row)
		for _, g := range it.Group {
			fmt.Fprintf(&b, "%s>", g)
		}
		if it.Parent != "" {
			fmt.Fprintf(&b, "(%s)", it.Parent)
		}
		fmt.Fprintf(&b, "%s[%s]", it.Name, it.Unit)
		for _, t := range it.Targets {
			b.WriteString(" " + tellTarget(t))
		}
		for _, a := range it.Actuals {
			fmt.Fprintf(&b, " %s@%s:%s=%s%s", a.Span, a.Period, a.Cell, a.Value, a.Unit)
			if a.Rank.OK() {
				fmt.Fprintf(&b, "(第%s)", a.Rank)
			}
			tellParts(&b, a.Parts)
		}
		for _, g := range it.Growth {
			fmt.Fprintf(&b, " +%s@%s:%s=%s", g.Span, g.Period, g.Cell, g.Value)
		}
		tellNames(&b, " 牵头", it.Lead)
		tellNames(&b, " 配合", it.Support)
		tellNames(&b, " 实施", it.Implementing)
		for _, s := range [...][2]string{{"限", it.Deadline}, {"权重", it.Weight.String()}, {"每月数", everyText(it.Every)}, {"进展", it.Progress}, {"问题", it.Problems}, {"下步", it.NextSteps}, {"备注", it.Remark}, {"口径", it.Caliber}} {
			if s[1] != "" {
				fmt.Fprintf(&b, " %s=%s", s[0], strings.ReplaceAll(s[1], "\n", "/"))
			}
		}
		b.WriteByte('\n')
	}
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "! %s %s %s%s\n", f.Class, f.Code, f.Sheet+"!", f.Cell)
	}
	return b.String()
}

func tellTarget(t tally.Target) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%s", t.Period, t.Cell)
	if t.StretchCell != "" {
		b.WriteString("+" + t.StretchCell)
	}
	if t.Tier != "" {
		b.WriteString("(" + t.Tier + ")")
	}
	b.WriteString(string(t.Op) + t.Floor.String())
	if t.Max.OK() {
		b.WriteString(".." + t.Max.String())
	}
	if t.Stretch.OK() {
		b.WriteString("↑" + t.Stretch.String() + t.StretchUnit)
	}
	b.WriteString(t.Unit)
	tellParts(&b, t.Parts)
	return b.String()
}

func tellParts(b *strings.Builder, parts []tally.Part) {
	for _, p := range parts {
		fmt.Fprintf(b, "{%s%s×%s}", p.Threshold, p.Unit, p.Count)
	}
}

func tellNames(b *strings.Builder, word string, names []string) {
	if len(names) > 0 {
		b.WriteString(word + "=" + strings.Join(names, "+"))
	}
}

// layoutCase is a workbook after a layout of DOMAIN §4, and what must be read from it.
type layoutCase struct {
	name   string
	papers []paper
	opt    layout.Options
	want   string
}

func runLayouts(t *testing.T, cases []layoutCase) {
	t.Helper()
	r := newReader(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := r.Read(t.Context(), "表.xlsx", workbook(t, c.papers...), c.opt)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(strings.Trim(c.want, "\n"), "\n"), strings.Split(strings.Trim(told(got), "\n"), "\n")); diff != "" {
				t.Errorf("-want +got\n%s\nnotes %q\nfindings %+v", diff, got.Notes, got.Findings)
			}
		})
	}
}

func everyText(months int) string {
	if months == 0 {
		return ""
	}
	return strconv.Itoa(months)
}
