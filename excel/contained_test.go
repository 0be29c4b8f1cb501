package excel

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/layout/byhand"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// A reader without words breaks on the first unit: what a panic in a reading comes to.
func TestAPanicIsAFindingOfItsFile(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	var log bytes.Buffer
	broken := &Reader{Headings: r.Headings, Log: slog.New(slog.NewTextHandler(&log, nil))}
	data := workbook(t, strange)
	m, err := byhand.Parse(r.Headings, []byte(strangeMap))
	if err != nil {
		t.Fatal(err)
	}
	got, err := broken.Read(t.Context(), "九月.xlsx", data, layout.Options{Kind: tally.KindProgress, Mapping: m})
	if err != nil || len(got.Findings) != 1 || got.Findings[0].Code != tally.FileUnsupported || got.Findings[0].Class != tally.ClassA || got.SHA256 == "" {
		t.Fatalf("%+v %v", got, err)
	}
	if !strings.Contains(log.String(), "九月.xlsx") || !strings.Contains(log.String(), "contained_test.go") {
		t.Errorf("the log does not tell file and stack: %s", log.String())
	}
	var refused *xlsx.Refusal
	if err := broken.Contained(t.Context(), "九月.xlsx", func() error { panic("in another's work") }); !errors.As(err, &refused) {
		t.Errorf("a panic in the work: %v", err)
	}
	if got, err := r.Read(t.Context(), "九月.xlsx", data, layout.Options{Kind: tally.KindProgress, Mapping: m}); err != nil || len(got.Items) != 2 {
		t.Errorf("with words: %+v %v", got, err)
	}
}

var besides = paper{name: "上半年", rows: `
2022年1-6月运行监测表
甲|定|本|到||乙|定|本|到
增加值|亿元|9.8|51.2||销售额|亿元|12|66.8
投资|亿元|4.4|20.6||零售额|亿元|5.1|30.3

丙|定|本|到
税收|亿元|1|7`}

const besidesMap = `
tables:
- {header: [6, 6], columns: {A: name, B: unit, C: {role: actual, span: month}, D: {role: actual, span: ytd}}}
- {header: [2, 2], columns: {F: name, G: unit, H: {role: actual, span: month}, I: {role: actual, span: ytd}}}
- {header: [2, 2], columns: {A: name, B: unit, C: {role: actual, span: month}, D: {role: actual, span: ytd}}}
`

func TestTablesOnOneHeadingRowAreMappedInAnyOrder(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	m, err := byhand.Parse(r.Headings, []byte(besidesMap))
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Read(t.Context(), "表.xlsx", workbook(t, besides), layout.Options{Kind: tally.KindProgress, Period: tally.MonthOf(2022, 6), Mapping: m})
	if err != nil {
		t.Fatal(err)
	}
	want := `progress 2022-06 
3 增加值[亿元] month@2022-06:C3=9.8亿元 ytd@2022-06:D3=51.2亿元
4 投资[亿元] month@2022-06:C4=4.4亿元 ytd@2022-06:D4=20.6亿元
3 销售额[亿元] month@2022-06:H3=12亿元 ytd@2022-06:I3=66.8亿元
4 零售额[亿元] month@2022-06:H4=5.1亿元 ytd@2022-06:I4=30.3亿元
7 税收[亿元] month@2022-06:C7=1亿元 ytd@2022-06:D7=7亿元
`
	if told(got) != want {
		t.Errorf("got\n%swant\n%s%+v", told(got), want, got.Findings)
	}
}

// Whatever a person maps, the answer is a reading.
func TestNoMappingBreaksTheReading(t *testing.T) {
	t.Parallel()
	r := newReader(t)
	var log bytes.Buffer
	r.Log = slog.New(slog.NewTextHandler(&log, nil))
	roles := []string{"name", "unit", "actual", "target", "group", "lead", "progress", "seq", "deadline"}
	rnd := rand.New(rand.NewPCG(1, 2)) // #nosec G404 -- the same mappings in every run
	for range 400 {
		var text strings.Builder
		text.WriteString("tables:\n")
		for range 1 + rnd.IntN(4) {
			first := 1 + rnd.IntN(8)
			name := rnd.IntN(9)
			fmt.Fprintf(&text, "- header: [%d, %d]\n  columns:\n    %c: name\n", first, first+rnd.IntN(3), 'A'+rune(name))
			for c := range 9 {
				if c != name && rnd.IntN(2) == 0 {
					fmt.Fprintf(&text, "    %c: %s\n", 'A'+rune(c), roles[rnd.IntN(len(roles))])
				}
			}
		}
		m, err := byhand.Parse(r.Headings, []byte(text.String()))
		if err != nil {
			t.Fatalf("%v in\n%s", err, text.String())
		}
		for _, kind := range []tally.Kind{tally.KindProgress, tally.KindPlan} {
			if _, err := r.Read(t.Context(), "表.xlsx", workbook(t, besides), layout.Options{Kind: kind, Period: tally.MonthOf(2022, 6), Mapping: m}); err != nil {
				t.Fatal(err)
			}
		}
		if log.Len() > 0 {
			t.Fatalf("%s\n%s", text.String(), log.String())
		}
	}
}
