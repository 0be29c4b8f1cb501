package consolidate

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
)

func TestCorrections(t *testing.T) {
	first := september(t, "default")
	one := consolidated(t, first)
	second := september(t, "default")
	second.Number, second.Previous = 2, earlier(one)
	if got := consolidated(t, second).Corrections; len(got) != 0 {
		t.Errorf("nothing changed, and yet %+v", got)
	}
	second.Figures[2].Value = n("15.2") // 固定资产投资增速, September
	second.Figures[2].Source.FiledWith.File = "经济发展局-更正.xlsx"
	second.Figures = append(second.Figures, figure("4", "商务局", "2018-09", tally.SpanYTD, "4103", "万美元"))
	second.Plan.Indicators[2].Targets[0] = tally.Target{Period: "2018", Op: tally.OpAtLeast, Floor: n("28"), Unit: "亿元", Text: "28"}
	second.Reasons = []tally.Correction{{Indicator: "3", What: "目标值", By: "督查办", Why: "年中调增1亿元"}}
	want := []tally.Correction{
		{Indicator: "固定资产投资增速", Department: "经济发展局", What: "本年累计", Old: "14.9", New: "15.2", By: "张三", Why: "重新报送：经济发展局-更正.xlsx"},
		{Indicator: "固定资产投资增速", Department: "经济发展局", What: "亮灯", Old: "红", New: "黄", By: "张三", Why: "重新报送：经济发展局-更正.xlsx"},
		{Indicator: "财政总收入", Department: "财政局", What: "目标值", Old: "27亿元", New: "28亿元", By: "督查办", Why: "年中调增1亿元"},
		{Indicator: "利用外资", Department: "商务局", What: "本年累计", New: "4103", By: "张三", Why: "补报：商务局.xlsx"},
		{Indicator: "利用外资", Department: "商务局", What: "亮灯", Old: "灰", New: "红", By: "张三", Why: "重新报送：商务局.xlsx"},
	}
	if d := cmp.Diff(want, consolidated(t, second).Corrections); d != "" {
		t.Error(d)
	}
}

// earlier gives an edition as the one before.
func earlier(ed tally.Edition) *Earlier {
	return &Earlier{ed.Digest, func(do func(*tally.Row)) error {
		for i := range ed.Rows {
			do(&ed.Rows[i])
		}
		return nil
	}}
}
