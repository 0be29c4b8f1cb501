package workflow_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/sync/errgroup"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/deviation"
	"github.com/tallysheet/tallysheet/tally/meaning"
	"github.com/tallysheet/tallysheet/templates"
	"github.com/tallysheet/tallysheet/workflow"
)

// newWorkflow opens a workflow on an empty database.
func newWorkflow(t testing.TB, database string) *workflow.Workflow {
	t.Helper()
	words, err := meaning.ParseWords(templates.Words())
	if err != nil {
		t.Fatal(err)
	}
	headings, err := vocabulary.ParseHeadings(templates.Headings())
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2018, 10, 3, 9, 0, 0, 0, time.UTC) }
	store, err := models.Open(t.Context(), database, models.Options{Clock: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := store.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	rules := func(name string) (*deviation.Rules, error) {
		text, _ := templates.Rules(name)
		return deviation.ParseRules(text)
	}
	return &workflow.Workflow{Store: store, Reader: &excel.Reader{Words: words, Headings: headings, Limits: xlsx.DefaultLimits()},
		Words: words, Rules: rules, RulesName: "default", Now: now}
}

// book writes rows to a workbook of one sheet.
func book(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// month makes a plan of departments × indicators, and the departments' September.
func month(t testing.TB, departments, indicators int) (plan []byte, sheets [][]byte) {
	t.Helper()
	units := []string{"亿元", "万元", "个", "家", "万美元", "%"}
	rows := [][]any{{"2018年度主要目标任务分解表"}, {"序号", "指标名称", "计量单位", "2018年目标值", "责任单位"}}
	for d := 1; d <= departments; d++ {
		sheet := [][]any{{"2018年1-9月主要目标任务完成情况表"}, {"填报单位:" + department(d)},
			{"序号", "指标名称", "计量单位", "年度目标", "9月当月", "1-9月累计", "存在问题", "下一步措施"}}
		for i := 1; i <= indicators; i++ {
			unit, name := units[(d+i)%len(units)], fmt.Sprintf("%s第%02d项重点指标", department(d), i)
			target := 10 + (d*7919+i*104729)%9000
			done := float64(target*(40+(i*31+d)%70)) / 100
			var this any = done * .11
			if unit == "%" {
				name, this = name+"增速", nil
			}
			rows = append(rows, []any{len(rows) - 1, name, unit, target, department(d)})
			sheet = append(sheet, []any{i, name, unit, target, this, done, "", "加快推进,按月调度"})
		}
		sheets = append(sheets, book(t, sheet...))
	}
	return book(t, rows...), sheets
}

func department(n int) string { return fmt.Sprintf("部门%03d局", n) }

// fileAll files every department's sheet, all at once, as on the last day.
func fileAll(ctx context.Context, d *workflow.Workflow, sheets [][]byte) error {
	var g errgroup.Group
	for i, data := range sheets {
		g.Go(func() error {
			filed, err := d.Submit(ctx, models.System(), workflow.Filing{Plan: "p", Department: department(i + 1),
				Period: tally.MonthOf(2018, 9), Name: department(i+1) + ".xlsx", Data: data})
			if err == nil && filed.Submission.State != models.Accepted {
				err = fmt.Errorf("%s is %s: %v", department(i+1), filed.Submission.State, filed.Reading.Findings[:1])
			}
			return err
		})
	}
	return g.Wait()
}

// monthInput is the month that the benchmarks work on: plan.xlsx and 2018-09/*.xlsx of the folder that
// TALLYSHEET_MONTH names, else one made here.
func monthInput(b *testing.B) (plan []byte, sheets [][]byte) {
	dir := os.Getenv("TALLYSHEET_MONTH")
	if dir == "" {
		return month(b, 200, 60)
	}
	plan, err := os.ReadFile(filepath.Join(dir, "plan.xlsx"))
	if err != nil {
		b.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "2018-09", "*.xlsx")) // sorted, so the n-th is department n
	if err != nil || len(files) == 0 {
		b.Fatal("no workbooks in ", dir, err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		sheets = append(sheets, data)
	}
	return plan, sheets
}

// BenchmarkMonth files 200 departments' workbooks of 60 indicators, reading, checking and storing each, and issues
// the edition: the whole month.
func BenchmarkMonth(b *testing.B) {
	plan, sheets := monthInput(b)
	for b.Loop() {
		b.StopTimer()
		d := newWorkflow(b, "sqlite:"+filepath.Join(b.TempDir(), "month.db"))
		if _, err := d.ImportPlan(b.Context(), models.System(), "p", "plan.xlsx", plan); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		start, used := time.Now(), processor(b)
		if err := fileAll(b.Context(), d, sheets); err != nil {
			b.Fatal(err)
		}
		filed := time.Since(start)
		if _, err := workflow.Issue(b.Context(), d, models.System(), "p", tally.MonthOf(2018, 9)); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(filed.Seconds(), "s/filing")
		b.ReportMetric((time.Since(start) - filed).Seconds(), "s/edition")
		b.ReportMetric((processor(b) - used).Seconds(), "s/processor")
	}
}

// BenchmarkMonthLimit is what no program can go below on these files: inflate and look at every byte once, and
// write each file to disk with a sync of its own.
func BenchmarkMonthLimit(b *testing.B) {
	_, sheets := monthInput(b)
	for b.Loop() {
		kept, err := os.Create(filepath.Join(b.TempDir(), "kept"))
		if err != nil {
			b.Fatal(err)
		}
		for _, data := range sheets {
			z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				b.Fatal(err)
			}
			for _, f := range z.File {
				r, err := f.Open()
				if err != nil {
					b.Fatal(err)
				}
				text, err := io.ReadAll(r)
				if err != nil || bytes.Count(text, []byte{'<'}) < 0 {
					b.Fatal(err)
				}
			}
			if _, err := kept.Write(data); err != nil {
				b.Fatal(err)
			}
			if err := kept.Sync(); err != nil {
				b.Fatal(err)
			}
		}
		if err := kept.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
