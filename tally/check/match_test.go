package check_test

import (
	"slices"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
)

func TestMatchTellsEqualNamesApart(t *testing.T) {
	t.Parallel()
	named := func(id, name, unit, parent, group, lead string) tally.Indicator {
		ind := child(indicator(name, unit, tally.Level, "1"), parent)
		ind.ID, ind.Group, ind.Lead = id, []string{group}, []string{lead}
		return ind
	}
	plan := plan2018(
		named("trade", "进出口总额", "亿元", "", "贸易", "商务局"),
		named("invest", "投资额", "亿元", "", "投资", "经济发展局"),
		named("invest-private", "民营", "亿元", "投资额", "投资", "经济发展局"),
		named("trade-private", "民营", "亿元", "进出口总额", "贸易", "商务局"),
		named("trade-growth", "进出口总额", "%", "", "贸易", "商务局"),
		named("parks-north", "新开工项目数", "个", "", "北片", "北片指挥部"),
		named("town-a", "临港镇固定资产投资", "亿元", "", "投资", "统计局"),
		named("town-b", "梅岭街道", "亿元", "", "投资", "统计局"),
		named("houses", "老火车站片区(户数)", "户", "", "征收", "征收办"),
		named("parks-south", "新开工项目数", "个", "", "南片", "南片指挥部"),
	)
	plan.Indicators[1].Aliases = []string{"全社会投资"}
	cases := []struct {
		name, department string
		row              rowOf
		want             string
	}{
		{"alias", "经济发展局", row(1, "全社会投资", "亿元"), "invest"},
		{"by unit", "商务局", row(1, "进出口总额", "%"), "trade-growth"},
		{"by parent", "经济发展局", row(1, "民营", "亿元").under("进出口总额"), "trade-private"},
		{"by the parent's alias", "商务局", row(1, "民营", "亿元").under("全社会投资"), "invest-private"},
		{"by department", "商务局", row(1, "民营", "亿元"), "trade-private"},
		{"by group", "别的局", row(1, "新开工项目数", "个").in("南片"), "parks-south"},
		{"by its lead", "北片指挥部", row(1, "新开工项目数", "个"), "parks-north"},
		{"by who leads the row", "别的局", row(1, "新开工项目数", "个").ledBy("南片指挥部"), "parks-south"},
		{"the district in the plan's name", "别的局", row(1, "固定资产投资", "亿元").ledBy("临港镇"), "town-a"},
		{"the district alone in the plan", "别的局", row(1, "固定资产投资", "亿元").ledBy("梅岭街道"), "town-b"},
		{"by what was done of it", "征收办", row(1, "老火车站片区(签约户数)", "户").of("老火车站片区(户数)"), "houses"},
		{"not to be told apart", "别的局", row(1, "新开工项目数", "个"), "?2"},
		{"under another parent of the plan", "经济发展局", row(1, "全社会投资", "亿元").under("进出口总额"), "invest"},
		{"unheard of", "经济发展局", row(1, "网红企业数", "家"), ""},
	}
	for _, c := range cases {
		m := check.NewPlanNames(fieldWords(t).Lexicon, plan).Match(c.department, sheetOf(c.row))[0]
		got := ""
		switch {
		case m.Indicator != nil:
			got = m.Indicator.ID
		case len(m.Rivals) > 0:
			got = "?" + string(rune('0'+len(m.Rivals)))
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestNearNamesAreOnlySuggested(t *testing.T) {
	t.Parallel()
	plan := plan2018(indicator("省“隐形冠军”培育企业数", "家", tally.Count, "5"), indicator("小升规企业数", "家", tally.Count, "40"))
	m := check.NewPlanNames(fieldWords(t).Lexicon, plan).Match("经济发展局", sheetOf(row(4, "省“隐形冠军”企业数", "家"), row(5, "小升规企业数", "家")))
	if m[0].Indicator != nil || !slices.Contains(m[0].Near, "省“隐形冠军”培育企业数") {
		t.Errorf("%+v", m[0])
	}
	if slices.Contains(m[0].Near, "小升规企业数") {
		t.Error("suggests an indicator that has its row")
	}
}

func TestSameDepartment(t *testing.T) {
	t.Parallel()
	aliases := []string{"区发改局"}
	for printed, want := range map[string]bool{
		"科技局": true, "科 技 局": true, "科技局(盖章)": true, "科技局、统计局": true, "瓯江口新区科技局": true, "区发改局": true,
		"经济和科技局": false, "财政局": false, "": false, "局": false,
	} {
		plan := tally.Plan{Indicators: []tally.Indicator{{Item: tally.Item{Lead: []string{printed}}}}}
		if got := len(plan.LedBy("科技局", aliases)) == 1; got != want {
			t.Errorf("%q: got %v", printed, got)
		}
	}
}
