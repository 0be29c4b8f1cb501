package excel

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseWhen(t *testing.T) {
	for _, c := range []struct {
		text, rest string
		want       when
	}{
		{"2018年目标值", "目标值", when{year: 2018}},
		{"1-9月累计", "累计", when{from: 1, to: 9, upTo: true}},
		{"9月当月", "当月", when{from: 9, to: 9}},
		{"1月至9月", "", when{from: 1, to: 9, upTo: true}},
		{"2018年1—9月份完成", "完成", when{year: 2018, from: 1, to: 9, upTo: true}},
		{"截至2018年9月底", "", when{year: 2018, from: 9, to: 9, upTo: true}},
		{"截止2019.8月底完成比例", "完成比例", when{year: 2019, from: 8, to: 8, upTo: true}},
		{"截止2019.8累计完成规模", "累计完成规模", when{year: 2019, from: 8, to: 8, upTo: true}},
		{"第三季度", "", when{from: 7, to: 9, quarter: 3}},
		{"1-3季度", "", when{from: 1, to: 9, upTo: true}},
		{"前三季度累计", "累计", when{from: 1, to: 9, upTo: true}},
		{"上半年完成", "完成", when{from: 1, to: 6, upTo: true}},
		{"2021Q2", "", when{year: 2021, from: 4, to: 6, quarter: 2}},
		{"2026目标", "目标", when{year: 2026}},
		{"2018-2020年目标", "目标", when{year: 2020, fromYear: 2018}},
		{"二〇一八年九月", "", when{year: 2018, from: 9, to: 9}},
		{"十一月份", "", when{from: 11, to: 11}},
		{"1-N月累计", "累计", when{current: true, upTo: true}},
		{"平整场地2020亩", "平整场地2020亩", when{}},
		{"2035版规划", "2035版规划", when{}},
		{"PM2.5浓度", "PM2.5浓度", when{}},
		{"1-本月", "1-本月", when{}},
		{"截至10月20日", "", when{from: 10, to: 10, day: 20, upTo: true}},
		{"5-10家", "5-10家", when{}},
		{"2023.1-9", "", when{year: 2023, from: 1, to: 9, upTo: true}},
		{"2023.1-9月份完成", "完成", when{year: 2023, from: 1, to: 9, upTo: true}},
		{"2017.12.31", "", when{year: 2017, from: 12, to: 12, day: 31}},
		{"2017-12-31", "", when{year: 2017, from: 12, to: 12, day: 31}},
		{"一至九月累计", "累计", when{from: 1, to: 9, upTo: true}},
		{"一至三季度", "", when{from: 1, to: 9, upTo: true}},
		{"三季度末", "", when{from: 1, to: 9, upTo: true}},
		{"半年目标", "目标", when{from: 1, to: 6, upTo: true}},
		{"每半年一次", "每半年一次", when{}},
	} {
		got, rest := parseWhen(c.text)
		if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(when{})); diff != "" || rest != c.rest {
			t.Errorf("%s: rest %q, want %q\n%s", c.text, rest, c.rest, diff)
		}
	}
}

func TestDeadline(t *testing.T) {
	for text, want := range map[string]string{
		"2017年12月": "2017-12", "2020年底前": "2020", "长期坚持": "", "9月底前": "2018-09", "年底前": "2018", "2017-12-31": "2017-12-31",
		"2017年9月30日": "2017-09-30", "三季度": "2018-09", "“十三五”末": "2020", "每季度": "", "2012年10月底前": "2012-10", "": "", "2020年": "2020", "2017.12": "2017-12",
	} {
		if got := deadline(text, 2018); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
