package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// An import that revises a plan says what it changes: a row that is left out ends, and the clerk is not to learn it a month later.
func TestARevisedPlanSaysWhatChanged(t *testing.T) {
	database := "sqlite:" + filepath.Join(t.TempDir(), "t.db")
	out := run(t, exitDone, "plan", "import", sample+"plans/wenzhou-2018-2020.xlsx", "--plan", "p", "--database", database)
	if strings.Contains(out, "与上一次导入相比") {
		t.Errorf("the first import is held against one before: %s", out)
	}
	out = run(t, exitDone, "plan", "import", sample+"plans/wenzhou-2017.xlsx", "--plan", "p", "--database", database)
	if !strings.Contains(out, "与上一次导入相比：新增指标 ") || !strings.Contains(out, "退出指标 ") || !strings.Contains(out, "调整目标 ") && !strings.Contains(out, "新增目标 ") {
		t.Errorf("another plan says %s", out)
	}
}
