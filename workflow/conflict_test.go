package workflow_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/mysqltest"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

func TestMain(m *testing.M) { os.Exit(mysqltest.Main(m)) }

var september = tally.MonthOf(2018, 9)

// shared is a workflow with a plan of which two departments report the first indicator.
type shared struct {
	*workflow.Workflow
	t *testing.T
}

func onShared(t *testing.T, test func(s shared)) {
	t.Helper()
	for _, dialect := range []string{"sqlite", "mysql"} {
		t.Run(dialect, func(t *testing.T) {
			t.Parallel()
			address := "sqlite:" + filepath.Join(t.TempDir(), "t.db")
			if dialect == "mysql" {
				address = mysqltest.Database(t)
			}
			s := shared{newWorkflow(t, address), t}
			plan := book(t, []any{"2018年主要目标任务分解表"}, []any{"序号", "指标名称", "计量单位", "2018年目标值", "责任单位"},
				[]any{1, "固定资产投资", "亿元", 100, "经济发展局"}, []any{2, "进口额", "亿元", 86, "商务局"}, []any{3, "出口额", "亿元", 40, "投资促进局"})
			if _, err := s.ImportPlan(t.Context(), models.System(), "p", "plan.xlsx", plan); err != nil {
				t.Fatal(err)
			}
			test(s)
		})
	}
}

// try files a department's September sheet with its year-to-date 固定资产投资.
func (s shared) try(ctx context.Context, department, ytd string) (workflow.Filed, error) {
	own := map[string]string{"经济发展局": "", "商务局": "进口额", "投资促进局": "出口额"}[department]
	rows := [][]any{{"2018年1-9月主要目标任务完成情况表"}, {"填报单位:" + department},
		{"序号", "指标名称", "计量单位", "1-9月累计"}, {1, "固定资产投资", "亿元", ytd}}
	if own != "" {
		rows = append(rows, []any{2, own, "亿元", 30})
	}
	return s.Submit(ctx, models.System(), workflow.Filing{Plan: "p", Department: department, Period: september,
		Name: department + ".xlsx", Data: book(s.t, rows...)})
}

func (s shared) files(department, ytd string) models.Submission {
	s.t.Helper()
	filed, err := s.try(s.t.Context(), department, ytd)
	if err != nil {
		s.t.Fatal(err)
	}
	if filed.Refused() {
		s.t.Fatalf("%s refused: %+v", department, filed.Reading.Findings)
	}
	return filed.Submission
}

// conflicts are a submission's conflict findings, by state and what they say of the figures.
func (s shared) conflicts(id string) string {
	s.t.Helper()
	found, err := s.Store.Findings.List(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	var out []string
	for _, f := range found {
		if f.Code == tally.ReportedTwice {
			_, says, _ := strings.Cut(f.Message, "累计")
			out = append(out, fmt.Sprintf("%s %s %s", f.State, f.Cell, says))
		}
	}
	return strings.Join(out, "; ")
}

func (s shared) stands(id string, want models.State, openC int, conflicts string) {
	s.t.Helper()
	sub, err := s.Store.Submissions.Get(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	if got := s.conflicts(id); sub.State != want || sub.OpenC != openC || got != conflicts || sub.InForce != (want == models.Accepted) {
		s.t.Errorf("%s: %s, in force %t, %d open, conflicts %q; want %s, %d open, %q", sub.Department, sub.State, sub.InForce, sub.OpenC, got, want, openC, conflicts)
	}
}

func TestAConflictIsToldToBothAndClosedByEither(t *testing.T) {
	onShared(t, func(s shared) {
		first := s.files("经济发展局", "65.1")
		s.stands(first.ID, models.Accepted, 0, "")
		second := s.files("商务局", "64.3")
		s.stands(second.ID, models.Submitted, 1, "open D4 商务局报的是64.3亿元，经济发展局报的是65.1亿元，两个单位不一致。")
		s.stands(first.ID, models.Accepted, 1, "open D4 经济发展局报的是65.1亿元，商务局报的是64.3亿元，两个单位不一致。")
		s.boardShows(map[string]int{"经济发展局": 1, "商务局": 1, "投资促进局": 0})

		corrected := s.files("商务局", "65.1")
		s.stands(corrected.ID, models.Accepted, 0, "")
		s.stands(first.ID, models.Accepted, 0, "closed D4 经济发展局报的是65.1亿元，商务局报的是64.3亿元，两个单位不一致。")
		s.boardShows(map[string]int{"经济发展局": 0, "商务局": 0, "投资促进局": 0})
	})
}

func TestTheFirstToFileMayBeTheOneThatCorrects(t *testing.T) {
	onShared(t, func(s shared) {
		s.files("经济发展局", "65.1")
		second := s.files("商务局", "64.3")
		first := s.files("经济发展局", "64.30")
		s.stands(first.ID, models.Accepted, 0, "")
		s.stands(second.ID, models.Accepted, 0, "closed D4 商务局报的是64.3亿元，经济发展局报的是65.1亿元，两个单位不一致。")
		// Taken back, the figure before stands again, and with it the conflict.
		if _, err := s.Store.Submissions.Return(t.Context(), models.System(), first.ID, 0, "以统计口径为准"); err != nil {
			t.Fatal(err)
		}
		s.stands(second.ID, models.Accepted, 1, "open D4 商务局报的是64.3亿元，经济发展局报的是65.1亿元，两个单位不一致。")
	})
}

func TestBothExplainTwoCalibers(t *testing.T) {
	onShared(t, func(s shared) {
		first, second := s.files("经济发展局", "65.1"), s.files("商务局", "64.3")
		for _, sub := range []models.Submission{first, second} {
			if _, err := s.Store.Findings.Explain(t.Context(), models.System(), sub.ID, 0, 1, "一个含省属项目,一个不含"); err != nil {
				t.Fatal(err)
			}
		}
		s.stands(first.ID, models.Accepted, 0, "explained D4 经济发展局报的是65.1亿元，商务局报的是64.3亿元，两个单位不一致。")
		s.stands(second.ID, models.Accepted, 0, "explained D4 商务局报的是64.3亿元，经济发展局报的是65.1亿元，两个单位不一致。")
		third := s.files("投资促进局", "65.1") // agrees with one, differs from the other, which has one thing more to explain
		s.stands(third.ID, models.Submitted, 1, "open D4 投资促进局报的是65.1亿元，商务局报的是64.3亿元，两个单位不一致。")
		s.stands(second.ID, models.Accepted, 1, "explained D4 商务局报的是64.3亿元，经济发展局报的是65.1亿元，两个单位不一致。; "+
			"open D4 商务局报的是64.3亿元，投资促进局报的是65.1亿元，两个单位不一致。")
	})
}

func TestConflictsOfFilingsAtTheSameTimeAreTold(t *testing.T) {
	onShared(t, func(s shared) {
		var g errgroup.Group
		for _, f := range [][2]string{{"经济发展局", "65.1"}, {"商务局", "64.3"}, {"投资促进局", "63"}} {
			g.Go(func() error {
				_, err := s.try(t.Context(), f[0], f[1])
				return err
			})
		}
		if err := g.Wait(); err != nil {
			t.Fatal(err)
		}
		s.boardShows(map[string]int{"经济发展局": 2, "商务局": 2, "投资促进局": 2})
	})
}

// boardShows says how many conflicts each department has to explain, on the board and in the list of all.
func (s shared) boardShows(want map[string]int) {
	s.t.Helper()
	rows, err := s.Store.Periods.Board(s.t.Context(), "p", september, s.Now())
	if err != nil {
		s.t.Fatal(err)
	}
	all, err := s.Store.Figures.Disagreements(s.t.Context(), "p", september)
	if err != nil {
		s.t.Fatal(err)
	}
	told := map[string]int{}
	for _, d := range all {
		told[d.Department]++
	}
	for _, r := range rows {
		if r.OpenC != want[r.Department] || told[r.Department] != want[r.Department] {
			s.t.Errorf("%s: %d open on the board, %d in the list, want %d", r.Department, r.OpenC, told[r.Department], want[r.Department])
		}
	}
}
