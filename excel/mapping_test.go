package excel

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/layout/byhand"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
)

// strange is a heading that no word of the vocabulary knows.
var strange = paper{name: "九月", rows: `
内部统计
条目|单|定|本次|到今|谁管
税收|亿元|21|1.6|16.4|财政局
投资|亿元|60|5|44|经发局`}

const strangeMap = `
sheet: "*月"
header: [2, 2]
columns:
  A: name
  B: 计量单位
  C: {role: target, period: "2018"}
  D: {role: actual, span: month}
  E: {role: actual, span: ytd, unit: 亿元}
  F: lead
`

func TestMapping(t *testing.T) {
	r := newReader(t)
	m, err := byhand.Parse(r.Headings, []byte(strangeMap))
	if err != nil {
		t.Fatal(err)
	}
	opt := layout.Options{Kind: tally.KindProgress, Period: tally.MonthOf(2018, 9)}
	want := strings.Split(`progress 2018-09 
3 税收[亿元] 2018:C3>=21亿元 month@2018-09:D3=1.6亿元 ytd@2018-09:E3=16.4亿元 牵头=财政局
4 投资[亿元] 2018:C4>=60亿元 month@2018-09:D4=5亿元 ytd@2018-09:E4=44亿元 牵头=经发局
`, "\n")
	read := func(p paper, m *byhand.Mapping) tally.Reading {
		opt.Mapping = m
		got, err := r.Read(t.Context(), "表.xlsx", workbook(t, p), opt)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}

	plain := read(strange, nil)
	if len(plain.Findings) != 1 || plain.Findings[0].Code != tally.LayoutUnknown || !strings.Contains(plain.Findings[0].Message, "条目|单|定") {
		t.Errorf("without a mapping: %+v", plain.Findings)
	}
	first := read(strange, m)
	if diff := cmp.Diff(want, strings.Split(told(first), "\n")); diff != "" {
		t.Errorf("mapped: %s", diff)
	}

	m.Bind(first.Headers)
	kept, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if m, err = byhand.Parse(r.Headings, kept); err != nil || m.Tables[0].Fingerprint == "" {
		t.Fatal(err, m)
	}
	moved := strange
	moved.name, moved.rows = "内部", "\n又一行标题"+strings.Replace(moved.rows, "内部统计", "内部统计2018年10月", 1)
	if got := read(moved, m); len(got.Items) != 2 || got.Items[0].Actuals[1].Cell != "E4" {
		t.Errorf("a line further down: %s", told(got))
	}
	changed := strange
	changed.rows = strings.Replace(changed.rows, "到今", "至此", 1)
	codes := ""
	for _, f := range read(changed, m).Findings {
		codes += string(f.Class) + string(f.Code) + " "
	}
	if codes != "Alayout.unknown Dlayout.changed " {
		t.Errorf("changed heading: %s", codes)
	}
}

func TestMappingRefusesNonsense(t *testing.T) {
	h := newReader(t).Headings
	for text, why := range map[string]string{
		"{}":                                                     "no columns",
		"header: [2,2]\ncolumns: {B: unit}":                      "no column has the role name",
		"header: [0,0]\ncolumns: {B: name}":                      "heading rows",
		"header: [2,2]\ncolumns: {7: name}":                      "want a letter",
		"header: [2,2]\ncolumns: {B: 什么}":                        "not known",
		"header: [2,2]\ncolumns: {B: name}\nx: 1":                "x",
		"header: [2,2]\ncolumns: {B: {role: actual, span: day}}": "span",
	} {
		if _, err := byhand.Parse(h, []byte(text)); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%s: %v, want %s", text, err, why)
		}
	}
}

func TestFingerprintForgetsTheMonth(t *testing.T) {
	r := newReader(t)
	print := func(head string) string {
		got, err := r.Read(t.Context(), "表.xlsx", workbook(t, paper{rows: head + "\n税收|亿元|21|2|16"}), layout.Options{})
		if err != nil || len(got.Headers) != 1 {
			t.Fatal(err, len(got.Headers))
		}
		return got.Headers[0].Fingerprint
	}
	a := print("指标名称|单位|2018年目标|8月当月|1-8月累计")
	if b := print("指标名称|单位|2018年目标|9月当月|1-9月累计"); a != b {
		t.Error("the month changes the fingerprint")
	}
	if b := print("指标名称|单位|2018年目标|1-9月累计|9月当月"); a == b {
		t.Error("two columns changed places and the fingerprint did not notice")
	}
}

func TestHeadingsLayers(t *testing.T) {
	base := newReader(t)
	own, err := vocabulary.ParseHeadings([]byte("roles: [{role: name, label: 指标名称, words: [指标名称]}, {role: ytd, label: 累计, words: [累计]}]"),
		[]byte("roles: [{role: name, words: [考核条目]}, {role: ytd, words: [\"到*为止\"]}]\nnothing: [缺]"))
	if err != nil {
		t.Fatal(err)
	}
	r := &Reader{Words: base.Words, Headings: own}
	got, err := r.Read(t.Context(), "表.xlsx", workbook(t, paper{rows: "考核条目|到月底为止\n税收|16\n投资|缺"}), layout.Options{})
	if err != nil || len(got.Items) != 2 || len(got.Items[0].Actuals) != 1 || len(got.Items[1].Empty) != 1 {
		t.Errorf("%v %s", err, told(got))
	}
	for _, bad := range []string{"", "roles: [{rol: x}]", "nonsense"} {
		if _, err := vocabulary.ParseHeadings([]byte(bad)); err == nil {
			t.Errorf("%q is taken for a vocabulary", bad)
		}
	}
	if _, err := vocabulary.ParseHeadings([]byte("roles: [{role: name, label: n, words: [x]}]"), []byte("roles: [{role: nam, words: [x]}]")); err == nil {
		t.Error("a layer with a role that is not known is taken")
	}
}

// A cell that shows a figure merged down over it is not called empty.
func TestAMergedFigureIsNotCalledEmpty(t *testing.T) {
	got, err := newReader(t).Read(t.Context(), "表.xlsx", workbook(t, paper{name: "9月", rows: `
2018年9月完成情况
指标名称|计量单位|9月当月|1-9月累计
税收|亿元|1.6|16.4
投资|亿元|5|`, merges: "D3:D4"}), layout.Options{Kind: tally.KindProgress, Period: tally.MonthOf(2018, 9)})
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range got.Items {
		for _, e := range it.Empty {
			if e.Cell == "D4" && e.Text != "与D3合并的16.4" {
				t.Errorf("D4 is said to hold %q", e.Text)
			} else if e.Cell == "D4" {
				return
			}
		}
	}
	t.Errorf("D4 is not told at all: %s %+v", told(got), got.Findings)
}
