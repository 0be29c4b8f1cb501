package check_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// Each case is one indicator of the plan, its row, and what is known of it; want lists every finding.
func TestCodesOfOneRow(t *testing.T) {
	t.Parallel()
	ytd, project := tally.SpanYTD, tally.SpanProject
	amount := indicator("进口额", "亿元", tally.Level, "86")
	things := indicator("培育企业数", "家", tally.Count, "40")
	many := indicator("新增就业人数", "人", tally.Count, "4000")
	growth := indicator("投资增速", "%", tally.Growth, "16")
	share := indicator("高新占比", "%", tally.Share, "60")
	stock := indicator("专利保有量", "件", tally.Stock, "900")
	place := indicator("考核排名", "位", tally.Rank, "10")
	quarterly := amount
	quarterly.Every = 3
	lagging := amount
	lagging.Lag = 1
	at := func(p tally.Round, ind tally.Indicator, v string) tally.Figure {
		return past(ind.Name, ind.Unit, p, ytd, v)
	}
	last := func(ind tally.Indicator, v string) []tally.Figure { return []tally.Figure{at(august, ind, v)} }
	year := tally.MonthOf(2017, 9)

	cases := []struct {
		name string
		ind  tally.Indicator
		row  rowOf
		past []tally.Figure
		want []string
	}{
		{"all well", amount, row(4, "进口额", "亿元").target("86").month("7.3").ytd("64.3").rate("74.77"), last(amount, "57.0"), nil},
		{"converted", amount, row(4, "进口额", "万元").target("860000").month("73000").ytd("643000").rate("0.7477"), last(amount, "57"), nil},
		{"a place beside 前10%", indicator("文明测评", "%", tally.Rank, "10"), row(4, "文明测评", "名").ytd("9"), nil, []string{"F4 value.empty D"}},
		{"a place counted as 名", place, row(4, "考核排名", "名").ytd("7"), last(place, "8"), nil},

		{"ten thousand times last month", amount, row(4, "进口额", "亿元").ytd("643000"), last(amount, "57"), []string{"F4 unit.suspect C"}},
		{"a hundred million times, the month too", amount, row(4, "进口额", "亿元").month("730000000").ytd("6430000000").rate("74.77"), last(amount, "57"), []string{"F4 unit.suspect C"}},
		{"a ten-thousandth", amount, row(4, "进口额", "亿元").ytd("0.00643"), last(amount, "57"), []string{"F4 unit.suspect C"}},
		{"a hundred times last month", amount, row(4, "进口额", "亿元").ytd("6430"), last(amount, "57"), []string{"F4 unit.suspect C"}},
		{"a thousand times last month", amount, row(4, "进口额", "亿元").ytd("64300"), last(amount, "57"), []string{"F4 unit.suspect C"}},
		{"a million times the goal", amount, row(4, "进口额", "亿元").ytd("64300000"), nil, []string{"F4 unit.suspect C"}},
		{"a hundredth of a goal has just begun", amount, row(4, "进口额", "亿元").ytd("0.64"), nil, nil},
		{"against the target without history", amount, row(4, "进口额", "亿元").ytd("643000"), nil, []string{"F4 unit.suspect C"}},
		{"the row in 万元, its target too", amount, row(4, "进口额", "亿元").target("860000").month("73000").ytd("643000"), last(amount, "57"), []string{"F4 unit.suspect C"}},
		{"only the month in 万元", amount, row(4, "进口额", "亿元").month("73000").ytd("64.3"), last(amount, "57"), []string{"E4 unit.suspect C"}},
		{"a fraction among per cents", share, row(4, "高新占比", "%").ytd("0.602"), nil, []string{"F4 unit.suspect C"}},
		{"a growth to the thousandth", growth, row(4, "投资增速", "%").ytd("0.149"), nil, []string{"F4 unit.suspect C"}},
		{"a small growth", growth, row(4, "投资增速", "%").ytd("0.2"), nil, nil},
		{"a hundred times a share", share, row(4, "高新占比", "%").ytd("6020"), nil, []string{"F4 unit.suspect C"}},
		{"only last month's figure", amount, row(4, "进口额", "亿元").figure("F", august, ytd, "57"), nil, []string{"B4 value.empty D"}},
		{"words alone", amount, row(4, "进口额", "亿元").noted("完成57亿元"), nil, []string{"B4 value.empty D"}},
		{"zero is no unit", amount, row(4, "进口额", "亿元").ytd("0"), last(amount, "0"), nil},
		{"a small beginning", amount, row(4, "进口额", "亿元").ytd("0.3"), nil, nil},

		{"year-to-date fell, the month not named again", amount, row(4, "进口额", "亿元").month("7.3").ytd("56"), last(amount, "57"), []string{"F4 ytd.decreased C"}},
		{"what there is at the end may fall, whatever came in the month", things, row(4, "培育企业数", "家").month("2").figure("F", september, tally.SpanPoint, "13"), last(things, "14"), nil},
		{"fell by the last digit", things, row(4, "培育企业数", "家").ytd("13"), last(things, "14"), []string{"F4 ytd.decreased C"}},
		{"stands still", things, row(4, "培育企业数", "家").month("0").ytd("14"), last(things, "14"), nil},
		{"printed with fewer digits", amount, row(4, "进口额", "亿元").ytd("57"), last(amount, "57.02"), nil},
		{"growth may fall", growth, row(4, "投资增速", "%").month("3").ytd("-1.2"), last(growth, "4.1"), nil},
		{"a share may fall", share, row(4, "高新占比", "%").ytd("58.6"), last(share, "59.1"), nil},
		{"a stock may fall", stock, row(4, "专利保有量", "件").ytd("880"), last(stock, "900"), nil},
		{"after a quarter without figures", amount, row(4, "进口额", "亿元").ytd("40"), []tally.Figure{at(tally.MonthOf(2018, 6), amount, "41")}, []string{"F4 ytd.decreased C"}},
		{"last year does not count", amount, row(4, "进口额", "亿元").ytd("60"), []tally.Figure{at(tally.MonthOf(2017, 12), amount, "80")}, nil},
		{"since the project began", amount, row(4, "进口额", "亿元").figure("H", september, project, "99"), []tally.Figure{past("进口额", "亿元", august, project, "100")}, []string{"H4 ytd.decreased C"}},

		{"month is not the change", amount, row(4, "进口额", "亿元").month("8.3").ytd("64.3"), last(amount, "57.0"), []string{"E4 month.disagrees C"}},
		{"month within rounding", amount, row(4, "进口额", "亿元").month("7.4").ytd("64.3"), last(amount, "57.0"), nil},
		{"things are not rounded", things, row(4, "培育企业数", "家").month("5").ytd("18"), last(things, "14"), []string{"E4 month.disagrees C"}},
		{"growth has no month's change", growth, row(4, "投资增速", "%").month("99").ytd("5"), last(growth, "4.1"), nil},
		{"an earlier month restated", share, row(4, "高新占比", "%").figure("K", august, ytd, "58.1").ytd("60.2"), last(share, "59.1"), []string{"K4 month.disagrees C"}},
		{"an earlier month confirmed", share, row(4, "高新占比", "%").figure("K", august, ytd, "59.10").ytd("60.2"), last(share, "59.1"), nil},
		{"an earlier month in the sheet stands for history", things, row(4, "培育企业数", "家").figure("K", august, ytd, "14").ytd("12"), nil, []string{"F4 ytd.decreased C"}},

		{"four times the pace", amount, row(4, "进口额", "亿元").ytd("90"), last(amount, "57"), []string{"F4 jump C"}},
		{"twice the pace", amount, row(4, "进口额", "亿元").ytd("71"), last(amount, "57"), nil},
		{"few things", things, row(4, "培育企业数", "家").ytd("8"), last(things, "2"), nil},
		{"many people", many, row(4, "新增就业人数", "人").ytd("3800"), last(many, "2000"), []string{"F4 jump C"}},
		{"more than twice last year", amount, row(4, "进口额", "亿元").ytd("64.3"), []tally.Figure{at(august, amount, "57"), at(year, amount, "30")}, []string{"F4 jump C"}},
		{"less than half of last year", amount, row(4, "进口额", "亿元").ytd("20"), []tally.Figure{at(august, amount, "18"), at(year, amount, "60")}, []string{"F4 jump C"}},
		{"growth by eleven points", growth, row(4, "投资增速", "%").ytd("24.2"), last(growth, "13.1"), []string{"F4 jump C"}},
		{"growth by ten points", growth, row(4, "投资增速", "%").ytd("23.1"), last(growth, "13.1"), nil},
		{"growth of 994.56 after the like", growth, row(4, "投资增速", "%").ytd("994.56"), last(growth, "990"), nil},
		{"share by six points", share, row(4, "高新占比", "%").ytd("65.2"), last(share, "59.1"), []string{"F4 jump C"}},
		{"stock doubled and more", stock, row(4, "专利保有量", "件").ytd("2000"), last(stock, "900"), []string{"F4 jump C"}},

		{"another target", amount, row(4, "进口额", "亿元").target("88").ytd("60"), nil, []string{"D4 target.differs C"}},
		{"another target of growth", growth, row(4, "投资增速", "%").target("15").ytd("14"), nil, []string{"D4 target.differs C"}},

		{"a rate of its own", amount, row(4, "进口额", "亿元").ytd("64.3").rate("80"), last(amount, "57"), []string{"G4 rate.disagrees D"}},
		{"a rate to one digit", amount, row(4, "进口额", "亿元").ytd("64.3").rate("74.8"), last(amount, "57"), nil},
		{"a rate over 200", amount, row(4, "进口额", "亿元").ytd("200").rate("232.6"), last(amount, "180"), nil},
		{"a rate of the other target is the target's fault", amount, row(4, "进口额", "亿元").target("88").ytd("64.3").rate("73.07"), last(amount, "57"), []string{"D4 target.differs C"}},

		{"empty", amount, row(4, "进口额", "亿元").month("").ytd("/"), nil, []string{"F4 value.empty D"}},
		{"only the month", amount, row(4, "进口额", "亿元").month("7").ytd(""), nil, []string{"F4 value.empty D"}},
		{"only the year-to-date", amount, row(4, "进口额", "亿元").month("-").ytd("60"), nil, nil},
		{"empty when due", quarterly, row(4, "进口额", "亿元").month("").ytd(""), nil, []string{"F4 value.empty C"}},
		{"empty when due, and explained", quarterly, row(4, "进口额", "亿元").month("").ytd("").noted("统计局月底才出数"), nil, []string{"F4 value.empty D"}},

		{"negative is valid", amount, row(4, "进口额", "亿元").month("-1").ytd("-3"), last(amount, "-2"), nil},
		{"lagging figures begin the year a month late", lagging, row(4, "进口额", "亿元").ytd("64.3"), []tally.Figure{at(tally.MonthOf(2018, 1), lagging, "88")}, nil},
		{"a unit of another kind", amount, row(4, "进口额", "%").ytd("64.3"), nil, []string{"F4 number.unreadable A"}},
		{"no unit printed", amount, row(4, "进口额", "").ytd("64.3"), last(amount, "57"), nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := checked(t, check.Input{Plan: plan2018(c.ind), Reading: sheetOf(c.row), History: tally.NewHistory(c.past)})
			if d := cmp.Diff(c.want, codes(got.Findings)); d != "" {
				t.Errorf("(-want +got):\n%s%v", d, got.Findings)
			}
			for _, f := range got.Findings {
				if f.Message == "" || f.Expected == "" {
					t.Errorf("%s says nothing: %+v", f.Code, f)
				}
			}
		})
	}
}

func TestBandsMayNotShrink(t *testing.T) {
	t.Parallel()
	ind := indicator("大项目数", "个", tally.Count, "3")
	parts := func(n int64) []tally.Part {
		return []tally.Part{{Threshold: exact.Int(10), Unit: "亿元", Count: exact.Int(n)}}
	}
	before := tally.Figure{Indicator: ind.ID, Department: "经济发展局", Period: august, Span: tally.SpanYTD, Printed: "10亿元2个", Parts: parts(2)}
	for n, want := range map[int64][]string{1: {"F4 ytd.decreased C"}, 2: nil, 3: nil} {
		r := row(4, "大项目数", "个")
		r.Actuals = []tally.Actual{{Cell: "F4", Period: september, Span: tally.SpanYTD, Text: "10亿元若干个", Unit: "个", Parts: parts(n)}}
		got := checked(t, check.Input{Plan: plan2018(ind), Reading: sheetOf(r), History: tally.NewHistory([]tally.Figure{before})})
		if d := cmp.Diff(want, codes(got.Findings)); d != "" {
			t.Errorf("%d: %s", n, d)
		}
		if len(got.Figures) != 1 || len(got.Figures[0].Parts) != 1 {
			t.Errorf("figures in parts: %+v", got.Figures)
		}
	}
}
