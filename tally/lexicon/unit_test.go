package lexicon

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/templates"
)

func TestConvert(t *testing.T) {
	w := shippedWords(t)
	for _, test := range []struct{ n, from, to, want string }{
		{"22604", "万元", "亿元", "2.2604"},
		{"2.2604", "亿元", "万元", "22604"},
		{"1", "百万元", "千元", "1000"},
		{"22397", "万美元", "亿美元", "2.2397"},
		{"1005136", "万元", "亿", "100.5136"},
		{"2000", "亿", "亿元", "2000"},
		{"74.97", "%", "‰", "749.7"},
		{"100", "百分比", "%", "100"},
		{"7", "成", "%", "70"},
		{"3", "个点", "个百分点", "3"},
		{"15", "亩", "公顷", "1"},
		{"1", "平方公里", "亩", "1500"},
		{"2000", "平方米", "亩", "3"},
		{"1", "亩", "平方米", "666.6666666666666667"},
		{"1.2", "万平米", "㎡", "12000"},
		{"10000", "m2", "公顷", "1"},
		{"1.02", "万人", "人", "10200"},
		{"12", "名", "人", "12"},
		{"0.3", "万家", "家", "3000"},
		{"40", "个", "家", "40"},
		{"40", "家", "户", "40"},
		{"5", "项", "只", "5"},
		{"2.6", "萬批次", "批次", "26000"},
		{"164", "台(套)", "台套", "164"},
		{"15", "万元/亩", "元/平方米", "225"},
		{"50", "微克/立方米", "毫克/立方米", "0.05"},
		{"0.5", "吨标准煤/万元", "吨标煤/亿元", "5000"},
		{"100", "兆瓦", "万千瓦", "10"},
		{"1", "小时", "分钟", "60"},
		{"3", "天", "日", "3"},
		{"8", "未知数", "未知数", "8"},
		{"8.0", "亿元", "亿元", "8.0"},
	} {
		got, ok := w.Convert(exact.MustNumber(test.n), test.from, test.to)
		if !ok || got.String() != test.want {
			t.Errorf("%s %s → %s: got %q, %v; want %s", test.n, test.from, test.to, got, ok, test.want)
		}
	}
}

func TestConvertRefuses(t *testing.T) {
	w := shippedWords(t)
	for _, pair := range [][2]string{
		{"亿元", "亿美元"}, {"人", "人次"}, {"%", "个百分点"}, {"家", "人"}, {"台套", "条"}, {"亩", "米"}, {"株数", "株"}, {"", "亿元"},
		{"天", "个工作日"}, {"万", "万人"}, {"位", "名"}, {"万元", "万元/亩"}, {"亿元", "莫名"},
	} {
		if got, ok := w.Convert(exact.Int(1), pair[0], pair[1]); ok || w.SameKind(pair[0], pair[1]) {
			t.Errorf("%s → %s: got %s, want a refusal", pair[0], pair[1], got)
		}
	}
	if _, ok := w.Convert(exact.Number{}, "亿元", "万元"); ok {
		t.Error("an absent number was converted")
	}
}

// There and back again changes nothing, for every pair of one kind whose quotient ends.
func TestConvertRoundTrip(t *testing.T) {
	w := shippedWords(t)
	kinds := [][]string{
		{"元", "千元", "万元", "百万元", "亿元", "亿"}, {"美元", "万美元", "亿美元"}, {"人", "万人", "名"}, {"吨", "万吨", "公斤", "千克"},
		{"平方米", "公顷", "平方公里", "m2", "万平方米"}, {"亩", "公顷", "平方公里", "万亩"}, {"个", "家", "万个"}, {"%", "‰"},
	}
	rapid.Check(t, func(r *rapid.T) {
		kind := rapid.SampledFrom(kinds).Draw(r, "kind")
		from, to := rapid.SampledFrom(kind).Draw(r, "from"), rapid.SampledFrom(kind).Draw(r, "to")
		// 亩 to 公顷 is ÷15, which ends only for whole multiples
		n := exact.Num(decimal.New(15*rapid.Int64Range(-1e9, 1e9).Draw(r, "digits"), -int32(rapid.IntRange(0, 3).Draw(r, "places"))))
		there, ok := w.Convert(n, from, to)
		if !ok {
			r.Fatalf("%s and %s are of one kind", from, to)
		}
		back, ok := w.Convert(there, to, from)
		if !ok || !back.Equal(n) {
			r.Fatalf("%s %s → %s %s → %s", n, from, there, to, back)
		}
	})
}

func TestCanonical(t *testing.T) {
	w := shippedWords(t)
	for printed, want := range map[string]string{
		"个点": "个百分点", "百分点": "个百分点", "亿": "亿元", "百亿": "百亿元", "200株": "200株", "％": "%", "萬批次": "万批次", "万美金": "万美元", "m2": "m2",
		"㎡": "m2", "万平米": "万平方米", "亿元人民币": "亿元", "亿级": "亿元", "个工作日": "个工作日", "": "", "台（套）": "台套", "个月": "个月", "立方米/秒": "立方米/秒",
	} {
		if got := w.Canonical(printed); got != want {
			t.Errorf("%s: got %s, want %s", printed, got, want)
		}
	}
}

func TestUnitIn(t *testing.T) {
	w := shippedWords(t)
	for _, test := range []struct {
		label, unit, rest string
		ok                bool
	}{
		{"地区生产总值(亿元)", "亿元", "地区生产总值", true},
		{"地区生产总值（亿元）", "亿元", "地区生产总值", true},
		{"R&D经费占GDP比重(%)", "%", "R&D经费占GDP比重", true},
		{"年均增长率%", "%", "年均增长率", true},
		{"单位:万元", "万元", "", true},
		{"单位：万元", "万元", "", true},
		{"财政总收入(单位:万元)", "万元", "财政总收入", true},
		{"进出口总额/亿元", "亿元", "进出口总额", true},
		{"进出口总额，亿元", "亿元", "进出口总额", true},
		{"亩均税收(万元/亩)", "万元/亩", "亩均税收", true},
		{"亩均税收:万元/亩", "万元/亩", "亩均税收", true},
		{"固定资产投资(不含农户)(亿元)", "亿元", "固定资产投资(不含农户)", true},
		{"工业投资[亿元]增速", "亿元", "工业投资增速", true},
		{"固定资产投资(不含农户)", "", "固定资产投资(不含农户)", false},
		{"地区生产总值", "", "地区生产总值", false},
		{"全社会研究与试验发展(R&D)经费", "", "全社会研究与试验发展(R&D)经费", false},
		{"完成情况", "", "完成情况", false},
		{"%", "", "%", false},
		{"", "", "", false},
	} {
		unit, rest, ok := w.UnitIn(test.label)
		if unit != test.unit || rest != test.rest || ok != test.ok {
			t.Errorf("%s: got %q, %q, %v; want %q, %q, %v", test.label, unit, rest, ok, test.unit, test.rest, test.ok)
		}
	}
}

func ExampleLexicon_Convert() {
	f, err := Read([]byte("magnitudes: {万: '10000', 亿: '100000000'}\nunits: [{base: 元, scaled: true}]"))
	if err != nil {
		panic(err)
	}
	w, err := New(f)
	if err != nil {
		panic(err)
	}
	n, _ := w.Convert(exact.Int(22604), "万元", "亿元")
	fmt.Println(n)
	// Output: 2.2604
}

// Which words stand behind a place in a ranking is said in words.yaml, so a site may add one; with a magnitude they count people.
func TestPlace(t *testing.T) {
	f, err := Read(templates.Words(), []byte("units: [{base: 个席次, same: [席次], places: [席次]}]"))
	if err != nil {
		t.Fatal(err)
	}
	w, err := New(f)
	if err != nil {
		t.Fatal(err)
	}
	for unit, want := range map[string]bool{"位": true, "名": true, "位次": true, "个名次": true, " 名": true, "席次": true, "个席次": false, "人": false, "万名": false, "个": false, "": false} {
		if w.Place(unit) != want {
			t.Errorf("%q: want %v", unit, want)
		}
	}
	f, err = Read(templates.Words(), []byte("units: [{base: 个席次, places: [席]}]"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(f); err == nil {
		t.Error("a place that is no name of its unit is taken")
	}
}

// Which units differ by percentage points is said in words.yaml, so a site may add one.
func TestInPercent(t *testing.T) {
	f, err := Read(templates.Words(), []byte("units: [{base: 个pp, percent: true}]"))
	if err != nil {
		t.Fatal(err)
	}
	w, err := New(f)
	if err != nil {
		t.Fatal(err)
	}
	for unit, want := range map[string]bool{"%": true, "％": true, "百分比": true, "个百分点": true, "百分点": true, "个点": true, "个pp": true, "‰": false, "成": false, "个千分点": false, "亿元": false, "": false} {
		if w.InPercent(unit) != want {
			t.Errorf("%q: want %v", unit, want)
		}
	}
}
