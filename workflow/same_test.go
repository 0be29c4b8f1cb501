package workflow_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/mysqltest"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// sheetOf is a department's September of n rows, each named and filled by its number.
func sheetOf(t *testing.T, n int, more float64) []byte {
	rows := [][]any{{"2018年1-9月主要目标任务完成情况表"}, {"填报单位:财政局"}, {"序号", "指标名称", "计量单位", "1-9月累计", "存在问题"}}
	for i := 1; i <= n; i++ {
		rows = append(rows, []any{i, fmt.Sprintf("第%02d项税收收入", i), "万元", float64(i*10000) + more, ""})
	}
	return book(t, rows...)
}

// fivePlans imports plans a to e with n rows that are the same indicators: in e under other names and in another unit of the same kind, with
// other targets each. They are linked, each of a with those of the others.
func fivePlans(t *testing.T, d *workflow.Workflow, n int) workflow.SameIndicators {
	t.Helper()
	same := workflow.SameIndicators{Workflow: d}
	for k, key := range []string{"a", "b", "c", "d", "e"} {
		rows := [][]any{{"2018年" + strings.Repeat("重点", k+1) + "目标任务分解表"}, {"序号", "指标名称", "计量单位", "2018年目标值", "责任单位"}}
		for i := 1; i <= n; i++ {
			name, unit, target := fmt.Sprintf("第%02d项税收收入", i), "万元", i*(12000+k*1000)
			if key == "e" {
				name, unit, target = fmt.Sprintf("%02d号税种入库数", i), "亿元", i*2
			}
			rows = append(rows, []any{i, name, unit, target, "财政局"})
		}
		got, err := d.ImportPlan(t.Context(), models.System(), key, key+".xlsx", book(t, rows...))
		if err != nil || got.Refused() {
			t.Fatal(err, got.Reading.Findings)
		}
	}
	ids := map[string][]tally.Indicator{}
	for _, key := range []string{"a", "b", "c", "d", "e"} {
		p, err := d.Store.Plans.Get(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		ids[key] = p.Indicators
	}
	for _, key := range []string{"b", "c", "d", "e"} {
		for i := range n {
			if err := same.Link(t.Context(), models.System(), breakdown.IndicatorRef{Plan: "a", Indicator: ids["a"][i].ID}, breakdown.IndicatorRef{Plan: key, Indicator: ids[key][i].ID}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return same
}

func onSame(t *testing.T, test func(t *testing.T, d *workflow.Workflow)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, newWorkflow(t, "sqlite:"+filepath.Join(t.TempDir(), "t.db"))) })
	t.Run("mysql", func(t *testing.T) { test(t, newWorkflow(t, mysqltest.Database(t))) })
}

// TestOneUploadForFivePlans: 40 indicators of five plans are one; one upload makes one submission a plan of the same file, and each of the
// five editions traces its figure to the one cell.
func TestOneUploadForFivePlans(t *testing.T) {
	onSame(t, func(t *testing.T, d *workflow.Workflow) {
		same := fivePlans(t, d, 40)
		ctx, by := t.Context(), models.System()
		filed, err := d.Submit(ctx, by, workflow.Filing{Plan: "a", Department: "财政局", Period: september, Name: "九月.xlsx", Data: sheetOf(t, 40, 0)})
		if err != nil || filed.Submission.State != models.Accepted {
			t.Fatal(err, filed.Submission.State, filed.Reading.Findings)
		}
		shared, err := same.Share(ctx, by, filed.Submission)
		if err != nil || len(shared) != 4 {
			t.Fatal(err, shared)
		}
		for _, s := range shared {
			sub, err := d.Store.Submissions.Get(ctx, s.Submission)
			if err != nil || sub.State != models.Accepted || sub.SHA256 != filed.Submission.SHA256 || sub.Version != 1 {
				t.Fatalf("plan %s: %+v %s %v", s.Plan, sub, s.Says, err)
			}
		}
		if again, err := same.Share(ctx, by, filed.Submission); err != nil || len(again) != 4 || again[0].Version != 1 {
			t.Errorf("shared again: %+v %v", again, err)
		}
		for _, key := range []string{"a", "b", "c", "d", "e"} {
			ed, _, err := d.Consolidate(ctx, by, key, september)
			if err != nil || len(ed.Rows) != 40 {
				t.Fatal(key, len(ed.Rows), err)
			}
			for i, r := range ed.Rows {
				f := ed.Figures[r.Figures[0]]
				want := fmt.Sprint((i + 1) * 10000)
				if key == "e" {
					want = fmt.Sprint(i + 1)
				}
				if !r.YTD.OK() || r.YTD.Plain() != want || f.Source.Cell != fmt.Sprintf("D%d", i+4) || f.Source.SHA256() != filed.Submission.SHA256 {
					t.Fatalf("%s row %d: %s at %s, want %s at D%d", key, i, r.YTD.Plain(), f.Source.Cell, want, i+4)
				}
			}
		}
	})
}

// TestWhatIsNotSharedSaysSo: a locked plan, a returned one, one with rows of its own stay as they are and say so; two different figures are a
// conflict on both sides; after unlinking a plan is filed by itself.
func TestWhatIsNotSharedSaysSo(t *testing.T) {
	onSame(t, func(t *testing.T, d *workflow.Workflow) {
		same := fivePlans(t, d, 2)
		ctx, by := t.Context(), models.System()
		file := func(plan string, more float64) models.Submission {
			t.Helper()
			filed, err := d.Submit(ctx, by, workflow.Filing{Plan: plan, Department: "财政局", Period: september, Name: "九月.xlsx", Data: sheetOf(t, 2, more)})
			if err != nil {
				t.Fatal(err)
			}
			return filed.Submission
		}
		alone := file("c", 0)
		if _, err := d.Store.Submissions.Return(ctx, by, alone.ID, alone.Revision, "口径有误"); err != nil {
			t.Fatal(err)
		}
		if err := d.Store.Periods.Lock(ctx, by, "b", september, "", "已封账", ""); err != nil {
			t.Fatal(err)
		}
		other := file("d", 5000) // by itself, with other figures
		first := file("a", 0)
		if first.OpenC == 0 {
			t.Errorf("figures that differ from plan d's are no conflict: %+v", first)
		}
		if told, err := d.Store.Submissions.Get(ctx, other.ID); err != nil || told.OpenC == 0 {
			t.Errorf("the other side is not told: %+v %v", told, err)
		}
		shared, err := same.Share(ctx, by, first)
		if err != nil {
			t.Fatal(err)
		}
		says := map[string]string{}
		for _, s := range shared {
			says[s.Plan] = s.Says
		}
		for plan, want := range map[string]string{"b": "已锁定，没有改动", "c": "第1版已退回，没有改动", "d": "已用同一份文件报送（第2版", "e": "已用同一份文件报送（第1版"} {
			if !strings.Contains(says[plan], want) {
				t.Errorf("plan %s says %q, want %q", plan, says[plan], want)
			}
		}
		if again, err := d.Store.Submissions.Get(ctx, first.ID); err != nil || again.OpenC != 0 {
			t.Errorf("the conflict is not closed once both say the same: %+v %v", again, err)
		}
		p, err := d.Store.Plans.Get(ctx, "e")
		if err != nil {
			t.Fatal(err)
		}
		for _, ind := range p.Indicators {
			if err := same.Unlink(ctx, by, breakdown.IndicatorRef{Plan: "e", Indicator: ind.ID}); err != nil {
				t.Fatal(err)
			}
		}
		shared, err = same.Share(ctx, by, file("a", 100))
		for _, s := range shared {
			if s.Plan == "e" {
				t.Errorf("shared after unlinking: %+v", s)
			}
		}
		if err != nil {
			t.Error(err)
		}
	})
}

// TestWhatIsNotTheSameIsRefused: another caliber, another kind of unit, a growth for a level, two of one plan.
func TestWhatIsNotTheSameIsRefused(t *testing.T) {
	d := newWorkflow(t, "sqlite:"+filepath.Join(t.TempDir(), "t.db"))
	same := workflow.SameIndicators{Workflow: d}
	for key, rows := range map[string][][]any{
		"a": {{1, "税收收入", "万元", 100, "财政局"}, {2, "税收增速", "%", 8, "财政局"}, {3, "新增企业", "家", 8, "财政局"}},
		"b": {{1, "税收入库", "亿元", 1, "财政局"}},
		"c": {{1, "税收收入", "万元", 100, "财政局"}},
	} {
		head := map[string]string{"c": "2018年目标值（在地口径）"}[key]
		if head == "" {
			head = "2018年目标值"
		}
		all := append([][]any{{"2018年目标任务分解表" + key}, {"序号", "指标名称", "计量单位", head, "责任单位"}}, rows...)
		if _, err := d.ImportPlan(t.Context(), models.System(), key, key+".xlsx", book(t, all...)); err != nil {
			t.Fatal(err)
		}
	}
	link := func(one, two string, plans ...string) error {
		return same.Link(t.Context(), models.System(), breakdown.IndicatorRef{Plan: "a", Indicator: one}, breakdown.IndicatorRef{Plan: append(plans, "b")[0], Indicator: two})
	}
	for _, one := range []struct {
		err  error
		says string
	}{
		{link("税收收入", "税收收入", "c"), "口径不同"}, {link("新增企业", "税收入库"), "单位不是一类"}, {link("税收收入", "税收增速", "a"), "不同计划"}, {link("没有的", "税收入库"), "用指标的编号"},
		{link("税收收入", "税收入库"), ""}, {link("税收收入", "税收入库"), ""},
	} {
		var refused *models.Error
		if one.says == "" && one.err != nil || one.says != "" && (!errors.As(one.err, &refused) || !strings.Contains(refused.Message, one.says)) {
			t.Errorf("%v, want %q", one.err, one.says)
		}
	}
}
