package excel

import (
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/templates"
)

// TestSiteWordsChangeTheReading: a word that a site lays over a list is heard where sheets are read, and is not without it.
func TestSiteWordsChangeTheReading(t *testing.T) {
	const site = `lists: {growth_down: [往下掉], next_step_begins: [接下来], deadline_next: [开年], in_charge_leads: [总抓], behind_names: [总抓]}`
	words, err := vocabulary.ParseHeadings(templates.Headings(), []byte(site))
	if err != nil {
		t.Fatal(err)
	}
	september := layout.Options{Period: tally.MonthOf(2018, 9), Kind: tally.KindProgress}
	for _, c := range []struct {
		list, rows, told string
		opt              layout.Options
	}{
		{"growth_down", "2018年9月完成情况\n指标|单位|目标值|1-9月|同比\n税收|亿元|21|16.9|往下掉3.2%", "-3.2", september},
		{"next_step_begins", "2018年9月完成情况\n指标|单位|目标值|1-9月|存在问题及下一步措施\n税收|亿元|21|16.9|用地没有批；接下来抓紧报批", "下步=接下来抓紧报批", september},
		{"deadline_next", "2018年目标分解表\n指标|单位|目标值|完成时限\n出口|亿元|40|开年3月", "限=2019-03", layout.Options{}},
		{"in_charge_leads", "2018年目标分解表\n指标|单位|目标值|责任单位\n出口|亿元|40|甲局、商务局总抓", "牵头=甲局+商务局", layout.Options{}},
	} {
		r := newReader(t)
		heard := func() string {
			got, err := r.Read(t.Context(), "表.xlsx", workbook(t, paper{rows: c.rows}), c.opt)
			if err != nil {
				t.Fatal(err)
			}
			var growth, next strings.Builder
			for _, it := range got.Items {
				for _, g := range it.Growth {
					growth.WriteString(g.Value.String())
				}
				next.WriteString(it.NextSteps)
			}
			return told(got) + " 增=" + growth.String() + " 下步=" + next.String()
		}
		without := heard()
		r.Headings = words
		with := heard()
		if strings.Contains(without, c.told) || !strings.Contains(with, c.told) {
			t.Errorf("%s: without %s\nwith %s\nwant %s", c.list, without, with, c.told)
		}
	}
}
