package phrase

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// expectedPlan is what must be read from a sample plan; a field that is absent is not asserted.
type expectedPlan struct {
	Items []struct {
		Name    string        `json:"name"`
		Unit    *string       `json:"unit"`
		Measure tally.Measure `json:"measure"`
		Better  tally.Better  `json:"better"`
		Targets []struct {
			Text    string        `json:"text"`
			Op      *tally.Op     `json:"op"`
			Floor   *exact.Number `json:"floor"`
			Stretch *exact.Number `json:"stretch"`
			Max     *exact.Number `json:"max"`
			Unit    *string       `json:"unit"`
			Parts   []tally.Part  `json:"parts"`
		} `json:"targets"`
	} `json:"items"`
}

func samplePlans(t *testing.T) map[string]expectedPlan {
	t.Helper()
	files, err := filepath.Glob("../../samples/expected/plans__*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sample plans: %v", err)
	}
	plans := make(map[string]expectedPlan)
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var p expectedPlan
		if err := json.Unmarshal(b, &p); err != nil {
			t.Fatal(err)
		}
		plans[filepath.Base(file)] = p
	}
	return plans
}

func TestMeasureOfSamplePlans(t *testing.T) {
	w := shippedWords(t)
	for file, plan := range samplePlans(t) {
		for _, item := range plan.Items {
			unit := ""
			if item.Unit != nil {
				unit = *item.Unit
			}
			text := ""
			if len(item.Targets) > 0 {
				text = item.Targets[0].Text
			}
			measure, better := w.MeasureOf(item.Name, unit, text)
			if item.Measure != "" && measure != item.Measure || item.Better != "" && better != item.Better {
				t.Errorf("%s: %s (%s) %q: got %s, %s; want %s, %s", file, item.Name, unit, text, measure, better, item.Measure, item.Better)
			}
		}
	}
}

func TestTargetOfSamplePlans(t *testing.T) {
	w := shippedWords(t)
	for file, plan := range samplePlans(t) {
		for _, item := range plan.Items {
			h := Hint{Name: item.Name}
			if item.Unit != nil {
				h.Unit = *item.Unit
			}
			for _, want := range item.Targets {
				got, p := w.TargetOf(want.Text, h)
				if !p.Readable {
					t.Errorf("%s: %s %q declined: %s", file, item.Name, want.Text, p.Why)
					continue
				}
				// a stretch that stands in a column of its own is a bare number in its cell
				if want.Stretch != nil && want.Stretch.OK() && want.Floor != nil && !want.Floor.OK() && !got.Stretch.OK() {
					got.Floor, got.Stretch = got.Stretch, got.Floor
				}
				if want.Op != nil && got.Op != *want.Op || want.Unit != nil && got.Unit != *want.Unit ||
					want.Floor != nil && !got.Floor.Equal(*want.Floor) || want.Stretch != nil && !got.Stretch.Equal(*want.Stretch) ||
					want.Max != nil && !got.Max.Equal(*want.Max) {
					t.Errorf("%s: %s %q: got %+v", file, item.Name, want.Text, got)
				}
				for i := range got.Parts {
					got.Parts[i].Of, got.Parts[i].Op = "", ""
				}
				if diff := cmp.Diff(want.Parts, got.Parts); len(want.Parts) > 0 && diff != "" {
					t.Errorf("%s: %s %q: parts (-want +got):\n%s", file, item.Name, want.Text, diff)
				}
			}
		}
	}
}

func TestMeasureOf(t *testing.T) {
	w := shippedWords(t)
	for _, test := range []struct {
		name, unit, text string
		measure          tally.Measure
		better           tally.Better
	}{
		{"地区生产总值", "亿元", "", tally.Level, tally.Higher},
		{"地区生产总值", "亿元", "增长8.6%", tally.Growth, tally.Higher},
		{"固定资产投资增速", "%", "", tally.Growth, tally.Higher},
		{"高新技术企业保有量", "家", "突破80", tally.Stock, tally.Higher},
		{"招引人才项目", "个", "不少于12", tally.Count, tally.Higher},
		{"安全事故死亡人数", "", "零死亡", tally.Count, tally.Lower},
		{"全省开发区排名提升", "位", "升5位", tally.Rank, tally.Higher},
		{"国家级开发区考核全国排名", "名", "前50名", tally.Rank, tally.Lower},
		{"低效闲置用地再开发利用", "亩", "600以上", tally.Level, tally.Higher},
		{"城镇登记失业率", "%", "控制在4.5%以内", tally.Ceiling, tally.Lower},
		{"城镇登记失业率", "%", "", tally.Share, tally.Lower},
		{"工业用地亩均税收", "万元", "达到15万元", tally.Ratio, tally.Higher},
		{"亩均税收", "万元/亩", "", tally.Ratio, tally.Higher},
		{"单位工业增加值能耗", "", "年均下降4%以上", tally.Growth, tally.Lower},
		{"高新技术产业增加值占比", "%", "提高2个百分点", tally.Delta, tally.Higher},
		{"R&D经费占GDP比重", "%", "3.5", tally.Share, tally.Higher},
		{"年末常住人口", "万人", "", tally.Stock, tally.Higher},
		{"产业提升项目", "", "全年200只,计划完成投入100亿元", tally.Multi, tally.Higher},
		{"理工大学开学", "", "确保9月份顺利开学", tally.Milestone, tally.Higher},
		{"加强组织管理", "", "做好申报工作", tally.Text, tally.Higher},
		{"游客人数", "万人次", "突破100万人次", tally.Level, tally.Higher},
		{"PM2.5平均浓度", "微克/立方米", "", tally.Ratio, tally.Lower},
	} {
		measure, better := w.MeasureOf(test.name, test.unit, test.text)
		if measure != test.measure || better != test.better {
			t.Errorf("%s (%s) %q: got %s, %s; want %s, %s", test.name, test.unit, test.text, measure, better, test.measure, test.better)
		}
	}
}
