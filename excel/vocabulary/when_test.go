package vocabulary

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
)

func TestParseWhen(t *testing.T) {
	for _, c := range []struct {
		text, rest string
		want       When
	}{
		{"2018年目标值", "目标值", When{Year: 2018}},
		{"1-9月累计", "累计", When{From: 1, To: 9, UpTo: true}},
		{"9月当月", "当月", When{From: 9, To: 9}},
		{"1月至9月", "", When{From: 1, To: 9, UpTo: true}},
		{"2018年1—9月份完成", "完成", When{Year: 2018, From: 1, To: 9, UpTo: true}},
		{"截至2018年9月底", "", When{Year: 2018, From: 9, To: 9, UpTo: true}},
		{"截止2019.8月底完成比例", "完成比例", When{Year: 2019, From: 8, To: 8, UpTo: true}},
		{"截止2019.8累计完成规模", "累计完成规模", When{Year: 2019, From: 8, To: 8, UpTo: true}},
		{"第三季度", "", When{From: 7, To: 9, Quarter: 3}},
		{"1-3季度", "", When{From: 1, To: 9, UpTo: true}},
		{"前三季度累计", "累计", When{From: 1, To: 9, UpTo: true}},
		{"上半年完成", "完成", When{From: 1, To: 6, UpTo: true}},
		{"2021Q2", "", When{Year: 2021, From: 4, To: 6, Quarter: 2}},
		{"2026目标", "目标", When{Year: 2026}},
		{"2018-2020年目标", "目标", When{Year: 2020, fromYear: 2018}},
		{"二〇一八年九月", "", When{Year: 2018, From: 9, To: 9}},
		{"十一月份", "", When{From: 11, To: 11}},
		{"1-N月累计", "累计", When{Current: true, UpTo: true}},
		{"平整场地2020亩", "平整场地2020亩", When{}},
		{"2035版规划", "2035版规划", When{}},
		{"PM2.5浓度", "PM2.5浓度", When{}},
		{"1-本月", "1-本月", When{}},
		{"1月至本月累计", "累计", When{Current: true, UpTo: true}},
		{"截至10月20日", "", When{From: 10, To: 10, Day: 20, UpTo: true}},
		{"5-10家", "5-10家", When{}},
		{"2023.1-9", "", When{Year: 2023, From: 1, To: 9, UpTo: true}},
		{"2023.1-9月份完成", "完成", When{Year: 2023, From: 1, To: 9, UpTo: true}},
		{"2017.12.31", "", When{Year: 2017, From: 12, To: 12, Day: 31}},
		{"2017-12-31", "", When{Year: 2017, From: 12, To: 12, Day: 31}},
		{"一至九月累计", "累计", When{From: 1, To: 9, UpTo: true}},
		{"一至三季度", "", When{From: 1, To: 9, UpTo: true}},
		{"三季度末", "", When{From: 1, To: 9, UpTo: true}},
		{"半年目标", "目标", When{From: 1, To: 6, UpTo: true}},
		{"第5周", "", When{Week: 5}},
		{"2022年第05周完成", "完成", When{Year: 2022, Week: 5}},
		{"第五十三周", "", When{Week: 53}},
		{"第十二周", "", When{Week: 12}},
		{"2022-W05", "2022-", When{Week: 5}},
		{"第60周", "第60周", When{}},
		{"每周一次", "每周一次", When{}},
		{"1月3日至1月9日", "", When{From: 1, To: 1, Day: 9, month: 1, day: 3}},
		{"1月31日-2月6日", "", When{From: 2, To: 2, Day: 6, month: 1, day: 31}},
		{"1月3-9日", "", When{From: 1, To: 1, Day: 9, month: 1, day: 3}},
		{"2021年12月27日至2022年1月2日", "", When{Year: 2022, From: 1, To: 1, Day: 2, month: 12, day: 27}},
		{"每半年一次", "每半年一次", When{}},
	} {
		got, rest := ParseWhen(c.text)
		if diff := cmp.Diff(c.want, got, cmp.AllowUnexported(When{})); diff != "" || rest != c.rest {
			t.Errorf("%s: rest %q, want %q\n%s", c.text, rest, c.rest, diff)
		}
	}
}

func TestDeadlineSaysWhatItCouldNotRead(t *testing.T) {
	h := own(t)
	for text, want := range map[string]string{"2021年11月31日": "2021-11", "2022年春节前": "", "国庆前": "", "第3批": ""} {
		if got, why := h.Deadline(text, 2021); got != want || why == "" {
			t.Errorf("%s: %q %q, want %q and why", text, got, why, want)
		}
	}
}

func TestDeadline(t *testing.T) {
	h := own(t)
	for text, want := range map[string]string{
		"2017年12月": "2017-12", "2020年底前": "2020", "长期坚持": "", "9月底前": "2018-09", "年底前": "2018", "2017-12-31": "2017-12-31",
		"2017年9月30日": "2017-09-30", "三季度": "2018-09", "“十三五”末": "2020", "每季度": "", "2012年10月底前": "2012-10", "": "", "2020年": "2020", "2017.12": "2017-12",
		"明年3月底前": "2019-03", "次年1月": "2019-01", "2022年元月": "2022-01", "202111": "2021-11", "20211130": "2021-11-30", "22年6月": "2022-06",
		"今年9月": "2018-09", "明年底": "2019", "2022年上半年": "2022-06", "2022年初": "2022-01", "6.30": "2018-06-30", "2022/6/30": "2022-06-30", "二〇二二年三月": "2022-03",
		"二零二二年三月": "2022-03", "2021年11月中旬": "2021-11", "12月31日前": "2018-12-31", "常态化": "",
	} {
		if got, why := h.Deadline(text, 2018); got != want || why != "" {
			t.Errorf("%s: %q %q, want %q", text, got, why, want)
		}
	}
}

func TestRoundsOfTitles(t *testing.T) {
	for _, c := range []struct {
		text, filed string
		year        int
		want        string
	}{
		{"2022年第5周", "2022-W05", 2022, "2022-W05"},
		{"第5周", "", 2022, "2022-W05"},
		{"第5周", "", 0, ""},
		{"第52周", "2021-W52", 2022, "2021-W52"}, // ends on 2 January
		{"第53周", "", 2022, ""},                 // that year has 52
		{"第5周", "2022-02", 2022, "2022-W05"},
		{"1月3日至1月9日", "2022-W01", 2022, "2022-W01"},
		{"1月3日至1月9日", "2022-01", 2022, "2022-W01"},
		{"12月27日至1月2日", "2021-W52", 2022, "2021-W52"},
		{"1月1日至1月31日", "2022-01", 2022, "2022-01"},
		{"2025年1月1日至3月31日", "", 2022, "2025-03"},
		{"2024年1月1日至2月29日", "2024-02", 2022, "2024-02"},
		{"1月5日至1月11日", "2022-01", 2022, "2022-01"}, // no week
		{"截至2月6日", "2022-W05", 2022, "2022-W05"},
		{"截至2月6日", "2022-02", 2022, "2022-02"},
		{"截至2月5日", "2022-W05", 2022, "2022-02"},
		{"截至5月20日", "2022-05-20", 2022, "2022-05-20"},
		{"截至5月20日", "", 2022, "2022-05"},
		{"一季度", "2022-Q1", 2022, "2022-Q1"},
		{"一季度", "2022-03", 2022, "2022-03"},
		{"1-3月", "2022-Q1", 2022, "2022-Q1"},
		{"3月", "2022-Q1", 2022, "2022-03"},
		{"二季度", "2022-Q2", 2022, "2022-Q2"},
		{"1-6月", "2022-Q2", 2022, "2022-Q2"},
		{"上半年", "2022-H1", 2022, "2022-H1"},
		{"下半年", "2022-H2", 2022, "2022-H2"},
		{"1-12月", "2022", 2022, "2022"},
		{"1-5月", "2022-Q2", 2022, "2022-05"},
	} {
		filed, err := tally.ParseRound(c.filed)
		if err != nil {
			t.Fatal(err)
		}
		w, _ := ParseWhen(c.text)
		if got := w.Round(c.year, filed); got.String() != c.want {
			t.Errorf("%s, filed for %s: %s, want %s", c.text, c.filed, got, c.want)
		}
		if p, err := tally.ParseRound(c.want); err == nil && !p.IsZero() && WhenOf(p, true).Round(0, p) != p {
			t.Errorf("%s names itself %+v", p, WhenOf(p, true))
		}
	}
}
