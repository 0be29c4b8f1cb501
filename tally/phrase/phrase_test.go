package phrase

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

func TestPhraseParts(t *testing.T) {
	w := shippedWords(t)
	n := exact.MustNumber
	for text, want := range map[string][]tally.Part{
		"10亿元2个,20亿元1个。": {{Threshold: n("10"), Unit: "亿元", Count: n("2")}, {Threshold: n("20"), Unit: "亿元", Count: n("1")}},
		"产值超10亿元、20亿元的企业分别达到15家、5家": {
			{Threshold: n("10"), Unit: "亿元", Count: n("15")}, {Threshold: n("20"), Unit: "亿元", Count: n("5")},
		},
		"总投资10亿以上8个,20亿元以上重大项目3个,力争引进100亿重大产业项目1个": {
			{Threshold: n("10"), Unit: "亿", Count: n("8")}, {Threshold: n("20"), Unit: "亿元", Count: n("3")},
			{Threshold: n("100"), Unit: "亿", Count: n("1"), Stretch: true},
		},
		"新引进亿元以上项目20个以上,总投资额超30亿元": {
			{Threshold: n("1"), Unit: "亿元", Count: n("20")}, {Unit: "亿元", Count: n("30"), Op: tally.OpMore},
		},
		"确保引进投资10亿元以上项目3个": {{Threshold: n("10"), Unit: "亿元", Count: n("3")}},
		"城乡居民人均可支配收入分别增长7%、8%左右": {
			{Unit: "%", Count: n("7"), Op: tally.OpApprox, Of: "城镇居民人均可支配收入"}, {Unit: "%", Count: n("8"), Op: tally.OpApprox, Of: "农村居民人均可支配收入"},
		},
		"重特大事故起数和死亡人数分别下降5%": {{Unit: "%", Count: n("5"), Of: "重特大事故起数"}, {Unit: "%", Count: n("5"), Of: "死亡人数"}},
		"改造棚户区4490户、背街小巷22条": {{Unit: "户", Count: n("4490"), Of: "棚户区"}, {Unit: "条", Count: n("22"), Of: "背街小巷"}},
		"28只,计划完成投资约12.86亿元": {{Unit: "只", Count: n("28")}, {Unit: "亿元", Count: n("12.86"), Op: tally.OpApprox}},
	} {
		got := w.Phrase(text, Hint{})
		parts := append([]tally.Part{}, got.Parts...)
		for i := range parts {
			if i < len(want) && want[i].Of == "" {
				parts[i].Of = ""
			}
		}
		if diff := cmp.Diff(want, parts); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestPhraseHints(t *testing.T) {
	w := shippedWords(t)
	for _, test := range []struct {
		text        string
		hint        Hint
		floor, unit string
		measure     tally.Measure
	}{
		{"228", Hint{Unit: "亿元"}, "228", "亿元", tally.Level},
		{"16", Hint{Name: "固定资产投资增速", Unit: "%"}, "16", "%", tally.Growth},
		{"增长8.6%", Hint{Name: "地区生产总值", Unit: "亿元"}, "8.6", "%", tally.Growth},
		{"3万", Hint{Name: "常住人口", Unit: "人"}, "3", "万人", tally.Stock},
		{"2000亿", Hint{Unit: "亿元"}, "2000", "亿元", tally.Level},
		{"2000亿", Hint{}, "2000", "亿", tally.Level},
		{"332亿元、增幅10%", Hint{Unit: "%"}, "10", "%", tally.Growth},
		{"332亿元、增幅10%", Hint{Unit: "亿元"}, "332", "亿元", tally.Level},
		{"600以上", Hint{Unit: "亩"}, "600", "亩", tally.Level},
		{"8", Hint{Name: "营商环境考核位次"}, "8", "", tally.Rank},
		{"3", Hint{Name: "能耗下降幅度", Unit: "%"}, "3", "%", tally.Growth},
		{"确保实现正增长", Hint{Name: "商品房销售面积增速", Unit: "%"}, "0", "%", tally.Growth},
		{"前五力争前三", Hint{}, "5", "", tally.Rank},
		{"确保前五、力争前三", Hint{}, "5", "", tally.Rank},
		{"由负转正", Hint{Name: "工业投资增速", Unit: "%"}, "0", "%", tally.Growth},
		{"工业、投资均实现正增长", Hint{Name: "主要指标"}, "", "", tally.Text},
	} {
		p := w.Phrase(test.text, test.hint)
		if p.Floor.String() != test.floor || p.Unit != test.unit || p.Measure != test.measure {
			t.Errorf("%s %+v: got %s", test.text, test.hint, show(p))
		}
	}
	if p := w.Phrase("力争实现正增长", Hint{Unit: "%"}); p.Op != tally.OpMore || p.Floor.OK() || !p.Stretch.OK() {
		t.Errorf("more than no growth: got %s", show(p))
	}
	if p := w.Phrase("3", Hint{Name: "能耗下降幅度", Unit: "%"}); !p.Drop || p.Better != tally.Lower {
		t.Errorf("the size of a fall: got %s", show(p))
	}
}

func TestPhraseSaysWhy(t *testing.T) {
	w := shippedWords(t)
	for text, want := range map[string]string{
		"引进企业20余家":               "不是确切的数",
		"增速高于全市平均水平1个百分点":        "相比",
		"完成年度目标任务的122.1%":        "完成率",
		"2019年10家,2020年20家":      "分年度",
		"加强3.5万亩海涂土地的管理":         "没有说要完成多少",
		"[600]":                  "几年的累计数",
		"〔2.5〕":                  "几年的累计数",
		"投资30亿元的医药基地启动建设":        "没有印出目标值",
		strings.Repeat("长", 900): "太长",
	} {
		p := w.Phrase(text, Hint{})
		if p.Readable || !strings.Contains(p.Why, want) {
			t.Errorf("%s: got %s", text, show(p))
		}
		if p.Floor.OK() || p.Stretch.OK() || p.Max.OK() || len(p.Parts) > 0 {
			t.Errorf("%s: declined, and yet holds numbers: %s", text, show(p))
		}
	}
}

func TestDeadline(t *testing.T) {
	w := shippedWords(t)
	for text, want := range map[string]string{
		"到2020年,开发区实现销售收入420亿元以上": "2020", "2017年9月底前": "2017-09", "2017年12月31日前": "2017-12-31", "力争“十三五”末打造成100亿级产业规模": "2020",
		"2018-2020年": "2020", "2017年一季度": "2017-03", "2018年上半年": "2018-06", "2017年底前": "2017-12",
		"确保9月份顺利开学": "2017-09", "年底前完成": "2017-12", "第三季度": "2017-09", "6月30日前": "2017-06-30", "一季度开工": "2017-03", "9月": "2017-09",
	} {
		if got, ok := w.Deadline(text, 2017); !ok || got != want {
			t.Errorf("%s: got %q, want %s", text, got, want)
		}
	}
	for _, text := range []string{"尽快", "长期", "", "3-5年", "每年", "平整场地2020亩", "2035版"} {
		if got, ok := w.Deadline(text, 2017); ok {
			t.Errorf("%s: got %s", text, got)
		}
	}
	if got, ok := w.Deadline("9月份开学", 0); ok {
		t.Errorf("a month of no year: got %s", got)
	}
	if p := w.Phrase("2017年二三产业产值同比增长15%", Hint{}); p.Deadline != "2017" {
		t.Errorf("got %q", p.Deadline)
	}
	if p := w.Phrase("单位GDP能耗比2020年下降18%", Hint{}); p.Deadline != "" {
		t.Errorf("a starting year taken for a deadline: %q", p.Deadline)
	}
}

// Whatever is typed, a phrase is read without a panic and soon, and one that is declined holds no number.
func FuzzPhrase(f *testing.F) {
	w := shippedWords(f)
	for _, row := range goldRows(f, "../testdata/targets.jsonl") {
		f.Add(row.Text, "", "")
	}
	for _, row := range goldRows(f, "../testdata/phrases_more.jsonl") {
		f.Add(row.Text, "", row.Unit)
	}
	f.Fuzz(func(t *testing.T, text, name, unit string) {
		if len(text) > 4*maxPhrase || len(name) > 400 || len(unit) > 100 {
			return // longer than a cell's phrase
		}
		begun := time.Now()
		p := w.Phrase(text, Hint{Name: name, Unit: unit})
		if spent := time.Since(begun); spent > time.Second {
			t.Fatalf("%q took %s", text, spent)
		}
		if !p.Readable && (p.Why == "" || p.Floor.OK() || p.Stretch.OK() || p.Max.OK() || len(p.Parts) > 0) {
			t.Fatalf("%q: declined without a reason, or with a number: %s", text, show(p))
		}
		if p.Op == tally.OpRange && p.Measure != tally.Multi && !p.Max.OK() {
			t.Fatalf("%q: a range without an end: %s", text, show(p))
		}
		w.TargetOf(text, Hint{Name: name, Unit: unit})
		w.MeasureOf(name, unit, text)
		w.Key(text)
		w.UnitIn(text)
		w.Deadline(text, 2018)
		w.Near(text, []string{name, unit})
	})
}

func BenchmarkPhrase(b *testing.B) {
	w := shippedWords(b)
	rows := goldRows(b, "../testdata/targets.jsonl")
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		w.Phrase(rows[i%len(rows)].Text, Hint{})
		i++
	}
}

func BenchmarkParseWords(b *testing.B) {
	for b.Loop() {
		shippedWords(b)
	}
}
