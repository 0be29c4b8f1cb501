package meaning

import (
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// What a target prints beside its number says the meaning, or that a person has to.
func TestTargetSaysTheMeaning(t *testing.T) {
	w := fieldWords(t)
	for _, c := range []struct {
		name, unit, target string
		asked              tally.QuestionCode
		measure            tally.Measure
		better             tally.Better
	}{
		{"市场主体", "户", "净增5000户", "", tally.Count, tally.Higher},
		{"市场主体", "户", "突破6万户", "", tally.Stock, tally.Higher},
		{"国家级高新区", "个", "争创1个", "", tally.Count, tally.Higher},
		{"入河排污口巡查", "次", "不少于2次/月", "", tally.Count, tally.Higher},
		{"安全检查", "次", "2次/季度", "", tally.Count, tally.Higher},
		{"干部网络学习", "学时", "每人每年40学时", tally.AskNumber, "", ""},
		{"文化礼堂", "个", "每个乡镇建1个", tally.AskNumber, "", ""},
		{"第一产业增加值占比", "%", "4", tally.AskDirection, "", ""},
		{"第一产业增加值增速", "%", "4", "", tally.Growth, tally.Higher},
		{"工业用电量增速", "%", "6", "", tally.Growth, tally.Higher},
		{"专项债券资金支出额", "亿元", "12", "", tally.Level, tally.Higher},
		{"压降融资平台", "家", "4", "", tally.Count, tally.Higher},
		{"创业孵化基地", "家", "总数达到6家", "", tally.Stock, tally.Higher},
		{"新组建基层工会", "家", "90", "", tally.Count, tally.Higher},
		{"优化调整公交线路", "条", "3-5条", "", tally.Count, tally.Higher},
		{"农村电影放映", "场", "每村每月1场", tally.AskNumber, "", ""},
		{"新增停车泊位", "个", "三年新增3000个", tally.AskHorizon, "", ""},
		{"新增停车泊位", "个", "2023年新增3000个", "", tally.Count, tally.Higher},
		{"专职消防员", "人", "配备不少于120人", "", tally.Stock, tally.Higher},
		{"国省道大中修", "公里", "28", "", tally.Level, tally.Higher},
		{"信访件数", "件", "较上年减少20件", tally.AskNumber, "", ""},
		{"服务业增加值", "亿元", "95亿元，同比增长8.2%", "", tally.Level, tally.Higher},
		{"企业平均跑动次数", "次", "0.3", "", tally.Ceiling, tally.Lower},
		{"流动资产周转次数", "次", "2.2", "", tally.Ratio, tally.Higher},
		{"控制新增建设用地", "亩", "1800", "", tally.Ceiling, tally.Lower},
		{"生产安全事故起数、死亡人数", "", "12起/8人", "", tally.Multi, tally.Lower},
		{"某某服务率", "%", "95", "", tally.Share, tally.Higher},
		{"某某变更率", "%", "5", tally.AskDirection, "", ""},
		{"零就业家庭", "户", "0", "", tally.Ceiling, tally.Lower},
		{"传染病医院", "所", "1", tally.AskDirection, "", ""},
		{"信访接待场所", "个", "1", tally.AskDirection, "", ""},
		{"火灾自动报警系统安装", "处", "60", "", tally.Count, tally.Higher},
		{"城市支路新建里程", "米", "12公里", "", tally.Level, tally.Higher},
		{"淘汰水泥产能", "万吨", "30", "", tally.Level, tally.Higher},
		{"绿道建成里程", "公里", "120", tally.AskMeasure, "", ""},
		{"危险废物集中处置能力", "万吨/年", "3", "", tally.Ratio, tally.Higher},
		{"有效期内绿色食品认证数", "个", "64", "", tally.Stock, tally.Higher},
		{"AEO高级认证企业", "家", "22", tally.AskMeasure, "", ""},
		{"有效期内AEO高级认证企业数", "家", "22", "", tally.Stock, tally.Higher},
		{"家庭医生签约人数", "万人", "16", tally.AskMeasure, "", ""},
		{"5G基站累计建成数", "个", "1600", tally.AskMeasure, "", ""},
		{"位次提升", "位", "3", "", tally.Rank, tally.Higher},
		{"全省高质量发展考核进位", "位", "2", "", tally.Rank, tally.Higher},
		{"营商环境排名", "位", "提升至前10", "", tally.Rank, tally.Lower},
		{"提升营商环境排名", "位", "10", tally.AskDirection, "", ""},
		{"商业用地供应占比", "%", "20", tally.AskDirection, "", ""},
		{"房地产投资占固定资产投资比重", "%", "20", tally.AskDirection, "", ""},
		{"技改投资占比", "%", "30", "", tally.Share, tally.Higher},
		{"编制外聘用人员上限", "人", "560", "", tally.Ceiling, tally.Lower},
		{"耕地保有量控制数", "万亩", "30", tally.AskDirection, "", ""},
		{"产业用地供后未开工宗数", "宗", "3", "", tally.Ceiling, tally.Lower},
		{"整改未完成问题", "个", "3", "", tally.Ceiling, tally.Lower},
		{"行政审批平均用时", "个工作日", "3", "", tally.Ceiling, tally.Lower},
		{"平安建设考核名次", "名", "保三争二", "", tally.Rank, tally.Lower},
		{"国家卫生县城复审", "", "通过复审", "", tally.Milestone, tally.Higher},
		{"完善税收扶持体系", "", "提供融资、上市支持", "", tally.Text, tally.Higher},
		{"投诉处理平均时长（逆向指标）", "小时", "8", "", tally.Ceiling, tally.Lower},
	} {
		p := w.Phrase(c.target, phrase.Hint{Name: c.name, Unit: c.unit})
		m := w.vocabulary.Of(Row{Name: c.name, Unit: c.unit, Text: c.target, Phrase: p, Year: 2025, Years: 1}, w)
		if c.asked != "" {
			if len(m.Doubts) == 0 || m.Doubts[0].Code != c.asked {
				t.Errorf("%s %s: asked %v, want %s", c.name, c.target, m.Doubts, c.asked)
			}
			continue
		}
		if m.Measure != c.measure || m.Better != c.better || len(m.Doubts) > 0 {
			t.Errorf("%s %s: %s %s %v, want %s %s", c.name, c.target, m.Measure, m.Better, m.Doubts, c.measure, c.better)
		}
	}
}

// 每人40学时 has a number and is asked of all the same: the words that a person puts for it are read in its place.
func TestAnsweredNumberIsReadInItsPlace(t *testing.T) {
	w := fieldWords(t)
	target, _ := w.TargetOf("每人每年40学时", phrase.Hint{Name: "干部网络学习", Unit: "学时"})
	target.Period, target.Cell = "2025", "D3"
	ind := tally.Indicator{Item: tally.Item{Name: "干部网络学习", Unit: "学时", Targets: []tally.Target{target}},
		Confirmed: map[tally.QuestionCode]string{tally.AskNumber: "4800学时"}}
	w.Settle(&ind)
	if got := ind.Targets[0].Floor.Plain(); got != "4800" {
		t.Errorf("the target is %s, want 4800", got)
	}
}
