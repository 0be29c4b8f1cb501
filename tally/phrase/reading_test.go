package phrase

import (
	"slices"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
)

// TestReadTellsRoles: every number of a phrase has its role, with a reason, and the next likely one.
func TestReadTellsRoles(t *testing.T) {
	w := shippedWords(t)
	for text, want := range map[string]string{
		"税收增长10%,力争12%":                  "target target",
		"新引进亿元以上项目20个以上,总投资额超30亿元":       "threshold target target",
		"在现有6家的基础上,力争今年再新增2家":            "baseline target",
		"9个安置小区全部交付":                     "whole",
		"引进500强企业2家":                     "name target",
		"增速高于全市平均水平1个百分点":                "relative",
		"完成年计划710亿元的89.4%":               "target rate",
		"投资30亿元的医药基地启动建设":                "scope",
		"引进企业20余家":                       "vague",
		"全年引进项目25个,比目标任务增加7个":            "target remark",
		"新增市场主体2000户,注册资金10亿元":           "target target",
		"落实惠企资金2.4亿元,兑付率100%":            "weak target",
		"建成220千伏变电站1座":                   "threshold target",
		"10蒸吨以下燃煤锅炉全部淘汰":                 "scope",
		"瞄准税收20亿元":                       "unsure",
		"完成投资45亿元,占总投资的60%":              "target unsure",
		"拓宽312国道沿线支路4条,新开通7×24小时自助服务区2个": "name target name name target",
	} {
		r := w.Read(text, Hint{})
		var got []string
		for _, n := range r.Numbers {
			got = append(got, n.Role)
			if n.Why == "" || n.Role != "target" && n.Next == "" || !strings.Contains(text, n.Text) {
				t.Errorf("%s: %+v", text, n)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %q, want %q: %s", text, got, want, show(r.Phrase))
		}
	}
}

// TestReadDeclinesTheNumberLeftOver: a number that no part of the reading holds is named.
func TestReadDeclinesTheNumberLeftOver(t *testing.T) {
	w := shippedWords(t)
	for text, number := range map[string]string{
		"落实惠企资金2.4亿元,兑付率100%":      "2.4亿元",
		"9个安置小区全部交付":               "9个",
		"继续推进26个老旧小区改造":            "26个",
		"扎实推进38个重点民生项目":            "38个",
		"完成投资45亿元,占总投资的60%":        "60%",
		"省级以上/市级研发机构新增2/8家":        "2/8",
		"确保税收增长8%,力争出口增长10%,到资6亿元": "6亿元",
		"创建国家级、省级示范村各1个":           "1个",
		"建成污水处理厂1.5座":              "1.5座",
	} {
		p := w.Phrase(text, Hint{})
		if p.Readable || !strings.Contains(p.Why, number) {
			t.Errorf("%s: got %s", text, show(p))
		}
		if !p.Readable && (p.Floor.OK() || p.Stretch.OK() || len(p.Parts) > 0) {
			t.Errorf("%s: declined, and yet holds numbers: %s", text, show(p))
		}
	}
}

// TestReadInContext: 力争 of the sentence reaches its clauses, not over a semicolon or a full stop, and 确保 ends it.
func TestReadInContext(t *testing.T) {
	w := shippedWords(t)
	for _, test := range []struct {
		text, context string
		stretch       bool
	}{
		{"高新技术企业3家", "力争每年新认定省级工程技术研究中心3个,", true},
		{"固体废物综合利用率达到90%", "力争到2020年通达率达到100%,固体废物综合利用率达到90%,全部通光纤。", true},
		{"新开工项目15个", "力争完成固定资产投资80亿元;", false},
		{"新开工项目15个", "力争完成固定资产投资80亿元。", false},
		{"新开工项目15个", "力争完成固定资产投资80亿元,确保竣工10个,", false},
		{"新开工项目15个", "争取上级资金3亿元,", false},
		{"新开工项目15个", "", false},
	} {
		p := w.Phrase(test.text, Hint{Context: test.context})
		if !p.Readable || p.Stretch.OK() != test.stretch || p.Floor.OK() == test.stretch {
			t.Errorf("%s after %q: got %s", test.text, test.context, show(p))
		}
	}
}

func TestReadTellsOrigins(t *testing.T) {
	w := shippedWords(t)
	for _, test := range []struct {
		text string
		hint Hint
		want Origins
	}{
		{"增长8.6%", Hint{Name: "地区生产总值"}, Origins{Measure: Printed, Unit: Printed, Better: Printed, Horizon: Assumed, Force: Assumed}},
		{"12", Hint{Name: "失业率", Unit: "%"}, Origins{Measure: Vocabulary, Unit: Printed, Better: Vocabulary, Horizon: Assumed, Force: Assumed}},
		{"12", Hint{Name: "某某"}, Origins{Measure: Assumed, Unit: Assumed, Better: Assumed, Horizon: Assumed, Force: Assumed}},
		{"确保2025年不超过30天", Hint{Name: "某某"}, Origins{Measure: Printed, Unit: Printed, Better: Printed, Horizon: Printed, Force: Printed}},
	} {
		if got := w.Read(test.text, test.hint).Origin; got != test.want {
			t.Errorf("%s %+v: got %+v, want %+v", test.text, test.hint, got, test.want)
		}
	}
}

// TestReadKeepsTheRunnerUp: what a declined phrase may mean is kept for a person to choose.
func TestReadKeepsTheRunnerUp(t *testing.T) {
	w := shippedWords(t)
	r := w.Read("9个安置小区全部交付", Hint{})
	if r.Readable || len(r.Alternatives) != 1 || r.Alternatives[0].Floor.String() != "9" || r.Alternatives[0].Unit != "个" {
		t.Errorf("got %s, alternatives %+v", show(r.Phrase), r.Alternatives)
	}
}

func TestLevelWithGrowth(t *testing.T) {
	w := shippedWords(t)
	for _, text := range []string{"332亿元、增幅10%", "税收332亿元,同比增长10%", "税收增长10%,达到332亿元", "力争税收增长10%,突破332亿元"} {
		p := w.Phrase(text, Hint{})
		var got []string
		for _, part := range p.Parts {
			got = append(got, part.Count.String()+part.Unit)
		}
		slices.Sort(got)
		if p.Measure != tally.Multi || !slices.Equal(got, []string{"10%", "332亿元"}) {
			t.Errorf("%s: got %s", text, show(p))
		}
	}
}

// TestClauses reads a sentence, then its clauses with what is before them.
func TestClauses(t *testing.T) {
	w := shippedWords(t)
	whole, clauses := w.Clauses("力争引进项目20个,竣工项目8个;新建道路6条12公里。", Hint{})
	if len(whole.Parts) != 4 {
		t.Errorf("the sentence: %s", show(whole.Phrase))
	}
	var stretch int
	for _, c := range clauses {
		if c.Stretch.OK() {
			stretch++
		}
	}
	if stretch != 2 {
		t.Errorf("%d clauses of 力争", stretch)
	}
}

// TestExplain tells each stage in Chinese, and the runner-up of a number.
func TestExplain(t *testing.T) {
	w := shippedWords(t)
	var names []string
	var all strings.Builder
	for _, stage := range w.Explain("新引进亿元以上项目20个以上", Hint{}) {
		names = append(names, stage.Name)
		all.WriteString(strings.Join(stage.Lines, "\n"))
	}
	if got := strings.Join(names, " "); got != "分句 数字 比较的词 角色 结果" {
		t.Errorf("stages %s", got)
	}
	for _, want := range []string{"“20个以上”是目标值", "门槛", "其次可能是"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("no %s in %s", want, all.String())
		}
	}
}
