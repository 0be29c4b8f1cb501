package lexicon

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKeySame(t *testing.T) {
	w := shippedWords(t)
	for _, names := range [][]string{
		{"规模以上工业增加值", "规上工业增加值", "规模上工业增加值", "规模以上工业 增加值(亿元)", "规模工业增加值"},
		{"限额以上社会消费品零售总额", "限上社会消费品零售总额", "限上社会消费零售总额"},
		{"一般公共预算收入", "一般预算收入", "公共财政预算收入", "（一）一般公共预算收入"},
		{"实际利用外资", "外资到账", "实到外资", "实际使用外资"},
		{"合同外资", "协议外资"},
		{"地区生产总值", "GDP", "gdp", "生产总值", "1.地区生产总值", "一、地区生产总值"},
		{"R&D经费占GDP比重", "Ｒ＆Ｄ经费占ＧＤＰ的比重", "研究与试验发展经费占地区生产总值比例", "R&D经费占GDP比重(%)"},
		{"省“隐形冠军”培育企业数", "省\"隐形冠军\"培育企业数", "省隐形冠军培育企业", "省「隐形冠军」培育企业总数"},
		{"其中:交通投资增速", "交通投资增速", "交通投资增长率", "交通投资同比增长", "＃交通投资增速"},
		{"新增高企", "新增高新技术企业", "新增高新技术企业数"},
		{"外贸进出口总额", "进出口总额", "外贸进出口"},
		{"地區生產總值", "地区生产总值"},
		{"10亿元以上项目数", "10亿元以上项目"},
	} {
		for _, name := range names[1:] {
			if a, b := w.Key(names[0]), w.Key(name); a != b {
				t.Errorf("%s (%s) and %s (%s) differ", names[0], a, name, b)
			}
		}
	}
}

func TestKeyDiffers(t *testing.T) {
	w := shippedWords(t)
	for _, pair := range [][2]string{
		{"合同外资", "实际利用外资"},
		{"固定资产投资", "固定资产投资增速"},
		{"工业增加值", "工业增加值增速"},
		{"规上工业增加值", "工业增加值"},
		{"限上固定资产投资", "固定资产投资"},
		{"高新技术产业增加值", "高新技术产业增加值占规模以上工业增加值比重"},
		{"城镇居民人均可支配收入", "农村居民人均可支配收入"},
		{"10亿元以上项目", "50亿元以上项目"},
		{"1亿元以上项目", "11亿元以上项目"},
		{"居民消费价格指数", "居民消费价格"},
		{"进出口总额", "出口总额"},
		{"工业投资增速", "民间投资增速"},
		{"提高企业利润", "提高新技术企业利润"},
		{"PM2.5浓度", "PM10浓度"},
		{"5G基站数", "4G基站数"},
		{"死亡人数", "死亡率"},
		{"高新技术企业", "高新技术企业保有量"},
	} {
		if w.Key(pair[0]) == w.Key(pair[1]) {
			t.Errorf("%s and %s have one key, %s", pair[0], pair[1], w.Key(pair[0]))
		}
	}
}

// Every sample plan keeps its indicators apart.
func TestKeyOfSamplePlans(t *testing.T) {
	w := shippedWords(t)
	for file, plan := range samplePlans(t) {
		seen := make(map[string]string)
		for _, item := range plan.Items {
			k := w.Key(item.Name)
			if other, ok := seen[k]; ok {
				t.Errorf("%s: %s and %s have one key, %s", file, other, item.Name, k)
			}
			seen[k] = item.Name
		}
	}
}

func TestNear(t *testing.T) {
	w := shippedWords(t)
	var plan []string
	for _, item := range samplePlans(t)["plans__wenzhou-2018-2020.json"].Items {
		plan = append(plan, item.Name)
	}
	for name, want := range map[string][]string{
		"省“隐形冠军”企业培育数":  {"省“隐形冠军”培育企业数"},
		"网红企业数":         nil,
		"利用外资额":         {"利用外资"},
		"龙头骨干型企业培育数":    {"龙头骨干企业培育数"},
		"高新技术产业投资增长":    {"高新技术产业投资增速"},
		"生态环境及公共设施投资增速": {"生态环境和公共设施投资增速"},
		"农业投资增速":        nil,
		"省“隐型冠军”培育企业数":  {"省“隐形冠军”培育企业数"},
		"市“隐形冠军”培育企业数":  nil,
		"财政收入":          {"财政总收入"},
		"":              nil,
		"固定资产投资":        nil, // held in another way than the plan's 增速
	} {
		got := w.Near(name, plan)
		if len(got) > 0 && len(want) > 0 {
			got = got[:1]
		}
		if diff := cmp.Diff(want, got, cmp.Transformer("empty", func(s []string) []string { return append([]string{}, s...) })); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
