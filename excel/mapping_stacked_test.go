package excel

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/layout/byhand"
	"github.com/tallysheet/tallysheet/tally"
)

// TestMappingBesideOtherTables maps two of four tables in one sheet: each ends at the next heading, the one that comes again is read alike,
// and the one with known words is read as it stands.
func TestMappingBesideOtherTables(t *testing.T) {
	r := newReader(t)
	m, err := byhand.Parse(r.Headings, []byte(`{"tables": [
		{"header": [2, 2], "columns": {"A": "name", "B": "unit", "C": "ytd"}},
		{"header": [10, 10], "columns": {"A": "name", "B": "ytd"}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Read(t.Context(), "表.xlsx", workbook(t, paper{rows: `
2018年9月内部统计
条目|单|到今
税收|亿元|16.4
指标名称|单位|1-9月累计
用电量|亿千瓦时|7.5
条目|单|到今
投资|亿元|44
出口|亿元|12

哪条街|干了多少
东街|31
西街|27`}), layout.Options{Kind: tally.KindProgress, Period: tally.MonthOf(2018, 9), Mapping: m})
	if err != nil {
		t.Fatal(err)
	}
	want := `progress 2018-09 
3 税收[亿元] ytd@2018-09:C3=16.4亿元
5 用电量[亿千瓦时] ytd@2018-09:C5=7.5亿千瓦时
7 投资[亿元] ytd@2018-09:C7=44亿元
8 出口[亿元] ytd@2018-09:C8=12亿元
11 东街[] ytd@2018-09:B11=31
12 西街[] ytd@2018-09:B12=27
`
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(told(got), "\n")); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
