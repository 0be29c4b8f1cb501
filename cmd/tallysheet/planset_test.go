package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
)

// TestAPlanIsSetAndRevised: what the supervisor sets holds, also over a new import, and a target revised from October leaves
// September, which is published, as it was.
func TestAPlanIsSetAndRevised(t *testing.T) {
	onBoth(t, func(t *testing.T, database string) {
		do := func(want int, args ...string) string { return run(t, want, append(args, "--database", database)...) }
		imports := func() {
			do(exitDone, "plan", "import", sample+"plans/wenzhou-2018-2020.xlsx", "--plan", demoPlan)
		}
		edition := func(month string) tally.Row {
			ed := decode[tally.Edition](t, do(exitDone, "consolidate", "--plan", demoPlan, "--period", month, "-o", t.TempDir()+"/e.xlsx", "--json"))
			for _, r := range ed.Rows {
				if r.Indicator.Name == "地区生产总值" {
					return r
				}
			}
			t.Fatal("no row of 地区生产总值")
			return tally.Row{}
		}
		imports()
		set := []string{"plan", "set", demoPlan, "--indicator", "地区生产总值", "--reason", "区委常委会议定"}
		do(exitDone, append(set, "--every", "3", "--weight", "7.5", "--curve", "3=20%,6=0.45,9=70%")...)
		imports()
		do(exitDone, "submit", sample+"progress/2018-09/经济发展局.xlsx", "--plan", demoPlan, "--department", bureau, "--period", "2018-09")
		r := edition("2018-09")
		if r.Main.Schedule.String() != "0.7" || r.Indicator.Every != 3 || r.Indicator.Weight.String() != "7.5" || !strings.Contains(r.Main.Sentence, "序时进度（70%）") {
			t.Errorf("set, and in the edition: %+v", r.Main)
		}
		revise := func(want int, target, effective string) {
			do(want, "plan", "revise", demoPlan, "--indicator", "地区生产总值", "--period", "2018", "--target", target,
				"--reason", "上级调整任务", "--reference", "温开〔2018〕31号", "--effective", effective)
		}
		revise(exitFailed, "240亿元", "2018-09") // published
		revise(exitFailed, "240万人", "2018-10")
		revise(exitFailed, "再上新台阶", "2018-10")
		revise(exitDone, "240亿元", "2018-10")
		if was, is := edition("2018-09").Main.Target.Floor.String(), edition("2018-10").Main.Target.Floor.String(); was != "228" || is != "240" {
			t.Errorf("September is held against %s, October against %s", was, is)
		}
		do(exitDone, append(set, "--curve", "none")...)
		if got := edition("2018-09").Main.Schedule.String(); got != "0.75" {
			t.Errorf("without a curve %s", got)
		}
	})
}

func TestWrongSettings(t *testing.T) {
	database := "sqlite:" + t.TempDir() + "/t.db"
	run(t, exitDone, "plan", "import", sample+"plans/wenzhou-2018-2020.xlsx", "--plan", demoPlan, "--database", database)
	for _, tc := range []struct {
		status int
		says   string
		args   []string
	}{
		{exitUsage, "比例不能下降", []string{"--indicator", "地区生产总值", "--curve", "3=50%,6=40%"}},
		{exitUsage, "不是 1 到 12 月", []string{"--indicator", "地区生产总值", "--curve", "13=50%"}},
		{exitUsage, "比例不在 0 到 100% 之间", []string{"--indicator", "地区生产总值", "--curve", "6=50"}},
		{exitUsage, "不是数", []string{"--indicator", "地区生产总值", "--weight", "五"}},
		{exitFailed, "应为 1、2、3、4、6 或 12", []string{"--indicator", "地区生产总值", "--every", "5"}},
		{exitFailed, "没有说明要设什么", []string{"--indicator", "地区生产总值"}},
		{exitFailed, "相近的有：地区生产总值", []string{"--indicator", "地区生产总植", "--every", "3"}},
	} {
		var out, errs bytes.Buffer
		got := Run(t.Context(), append([]string{"plan", "set", demoPlan, "--reason", "试", "--database", database}, tc.args...), &out, &errs)
		if got != tc.status || !strings.Contains(errs.String(), tc.says) {
			t.Errorf("%v: exit %d, %s; want %d, %s", tc.args, got, errs.String(), tc.status, tc.says)
		}
	}
}
