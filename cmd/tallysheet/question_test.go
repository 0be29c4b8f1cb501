package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// sheetOf writes a workbook of one sheet, row under row, and gives its path.
func sheetOf(t *testing.T, name string, rows ...[]any) string {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = f.SetSheetRow("Sheet1", at, &row)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(t.TempDir(), name)
	if err := f.SaveAs(file); err != nil {
		t.Fatal(err)
	}
	return file
}

// doubtful is a plan of one year that leaves something of most rows open.
func doubtful(year string, expenses string) [][]any {
	return [][]any{
		{"开发区" + year + "年目标任务分解表"},
		{"指标名称", "计量单位", year + "年目标值", "责任单位"},
		{"一般公共预算收入", "亿元", "12", "财政局"},
		{"一般性支出", "万元", expenses, "财政局"},
		{"规上工业增加值", "亿元", "增长10%", "经济发展局"},
		{"引进项目", "个", "20", "招商局"},
		{"引进项目", "个", "20", "招商局"},
		{"植树造林", "亩", "300", "KG(各部门配合)"},
	}
}

func questionsOf(t *testing.T, database, plan string) []breakdown.PlanQuestion {
	t.Helper()
	return decode[questionList](t, run(t, exitDone, "plan", "questions", plan, "--json", "--database", database)).Questions
}

func asking(t *testing.T, all []breakdown.PlanQuestion, code tally.QuestionCode) breakdown.PlanQuestion {
	t.Helper()
	at := slices.IndexFunc(all, func(q breakdown.PlanQuestion) bool { return q.Code == code })
	if at < 0 {
		t.Fatalf("nobody asks of %s: %+v", code, all)
	}
	return all[at]
}

// TestWhatAPlanLeavesOpenIsAskedOnce: import asks and answers nothing; an answer holds, over an import of the same rows,
// until its row says something else.
func TestWhatAPlanLeavesOpenIsAskedOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, database string) {
		do := func(want int, args ...string) string { return run(t, want, append(args, "--database", database)...) }
		said := do(exitDone, "plan", "import", sheetOf(t, "p.xlsx", doubtful("2018", "500")...), "--plan", "kfq-2018")
		for _, want := range []string{"项读法待确认", "一般性支出", "lower=越低越好", "plan confirm kfq-2018 --all-proposed"} {
			if !strings.Contains(said, want) {
				t.Errorf("the import does not say %s:\n%s", want, said)
			}
		}
		if strings.Contains(said, "审核通过") {
			t.Errorf("a plan with open questions passes:\n%s", said)
		}
		all := questionsOf(t, database, "kfq-2018")
		spending := asking(t, all, tally.AskDirection)
		for _, code := range []tally.QuestionCode{tally.AskUnit, tally.AskDuplicate, tally.AskDepartment} {
			if q := asking(t, all, code); q.Answer != "" || q.Cell == "" || q.Why == "" {
				t.Errorf("%s: %+v", code, q)
			}
		}
		if spending.Indicator != "一般性支出" || spending.Printed != "500" || spending.Proposed != "lower" || strings.Join(spending.Choices, " ") != "lower higher" {
			t.Errorf("the direction is asked as %+v", spending)
		}
		if got := do(exitDone, "department", "list", "--plan", "kfq-2018"); strings.Contains(got, "KG") {
			t.Errorf("what names no department reports: %s", got)
		}

		do(exitFailed, "plan", "confirm", "kfq-2018", "--question", "1", "--answer", "sideways", "--reason", "试")
		do(exitDone, "plan", "confirm", "kfq-2018", "--indicator", "一般性支出", "--better", "lower", "--reason", "压减支出")
		if got := do(exitDone, "plan", "show", "kfq-2018"); !strings.Contains(got, "越低越好") {
			t.Errorf("after the answer the plan is shown as\n%s", got)
		}
		all = questionsOf(t, database, "kfq-2018")
		if q := asking(t, all, tally.AskDirection); q.N != spending.N || q.Answer != "lower" || q.Reason != "压减支出" || q.By == "" || q.Version != 1 {
			t.Errorf("the answer is kept as %+v", q)
		}

		again := decode[workflow.PlanImport](t, do(exitDone, "plan", "import", sheetOf(t, "q.xlsx", append(doubtful("2018", "500"), []any{"新增就业", "人", "300", "人社局"})...), "--plan", "kfq-2018", "--json"))
		if slices.ContainsFunc(again.Questions, func(q breakdown.PlanQuestion) bool { return q.Code == tally.AskDirection }) || len(again.Questions) != 3 {
			t.Errorf("rows that did not change are asked again: %+v", again.Questions)
		}
		again = decode[workflow.PlanImport](t, do(exitDone, "plan", "import", sheetOf(t, "r.xlsx", doubtful("2018", "600")...), "--plan", "kfq-2018", "--json"))
		changed := asking(t, again.Questions, tally.AskDirection)
		if changed.Answer != "" || changed.Printed != "600" || !strings.Contains(changed.Why, "改动前确认过“越低越好”") {
			t.Errorf("a row that changed is asked as %+v", changed)
		}
		back := decode[workflow.PlanImport](t, do(exitDone, "plan", "import", sheetOf(t, "s.xlsx", doubtful("2018", "500")...), "--plan", "kfq-2018", "--json"))
		if slices.ContainsFunc(back.Questions, func(q breakdown.PlanQuestion) bool { return q.Code == tally.AskDirection }) {
			t.Errorf("a row that is again as it was when it was answered is asked: %+v", back.Questions)
		}
	})
}

// TestAnswersArePrintedRevisedAndProposed: all proposals at once print each answer; an answer can be given anew; next year's
// plan proposes it and answers nothing by itself.
func TestAnswersArePrintedRevisedAndProposed(t *testing.T) {
	onBoth(t, func(t *testing.T, database string) {
		do := func(want int, args ...string) string { return run(t, want, append(args, "--database", database)...) }
		do(exitDone, "plan", "import", sheetOf(t, "p.xlsx", doubtful("2018", "500")...), "--plan", "kfq-2018")
		said := do(exitDone, "plan", "confirm", "kfq-2018", "--all-proposed", "--reason", "逐条看过")
		for _, want := range []string{"一般性支出：越低越好", "同一个指标", "按“%”填报", "还有 1 项待确认"} { // the department has no proposal
			if !strings.Contains(said, want) {
				t.Errorf("the answers are not printed (%s):\n%s", want, said)
			}
		}
		dep := asking(t, questionsOf(t, database, "kfq-2018"), tally.AskDepartment)
		do(exitDone, "plan", "confirm", "kfq-2018", "--question", "4", "--answer", "农业局", "--reason", "电话核实")
		if dep.N != 4 || !strings.Contains(do(exitDone, "department", "list", "--plan", "kfq-2018"), "农业局") {
			t.Errorf("the department that was named does not report: %+v", dep)
		}
		spending := asking(t, questionsOf(t, database, "kfq-2018"), tally.AskDirection)
		do(exitDone, "plan", "confirm", "kfq-2018", "--question", "1", "--answer", "越高越好", "--reason", "会议改定")
		if q := asking(t, questionsOf(t, database, "kfq-2018"), tally.AskDirection); q.Answer != "higher" || q.Version != spending.Version+1 || spending.N != 1 {
			t.Errorf("answered anew: %+v", q)
		}
		next := decode[workflow.PlanImport](t, do(exitDone, "plan", "import", sheetOf(t, "n.xlsx", doubtful("2019", "450")...), "--plan", "kfq-2019", "--json"))
		q := asking(t, next.Questions, tally.AskDirection)
		if q.Answer != "" || q.Proposed != "higher" || !strings.Contains(q.Why, "去年确认过“越高越好”（计划kfq-2018") {
			t.Errorf("next year's plan asks %+v", q)
		}
		if d := asking(t, next.Questions, tally.AskDepartment); d.Proposed != "农业局" {
			t.Errorf("next year's department: %+v", d)
		}
		store, err := models.Open(t.Context(), database, models.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		acts, err := store.Audit.List(t.Context(), models.AuditFilter{Action: "question.answer"})
		if err != nil || len(acts) != 5 {
			t.Errorf("%d acts on record (%v)", len(acts), err)
		}
		if !slices.ContainsFunc(acts, func(a models.AuditRow) bool {
			return a.Plan == "kfq-2018" && a.Object == "1" && a.ActorName != "" && strings.Contains(a.Detail, "会议改定") && strings.Contains(a.Detail, `"before":"lower"`)
		}) {
			t.Errorf("the second answer is not on record: %+v", acts)
		}
	})
}

// TestARowThatStandsTwiceRefusesNobody: while it is asked, reports go to the first row; one answer leaves the second out, the
// other lets both stand.
func TestARowThatStandsTwiceRefusesNobody(t *testing.T) {
	database := "sqlite:" + filepath.Join(t.TempDir(), "t.db")
	do := func(want int, args ...string) string { return run(t, want, append(args, "--database", database)...) }
	do(exitDone, "plan", "import", sheetOf(t, "p.xlsx", doubtful("2018", "500")...), "--plan", "kfq-2018")
	file := func() string {
		return do(exitDone, "submit", sheetOf(t, "m.xlsx", []any{"招商局2018年9月进展"}, []any{"指标名称", "计量单位", "9月累计"}, []any{"引进项目", "个", "15"}),
			"--plan", "kfq-2018", "--department", "招商局", "--period", "2018-09")
	}
	if said := file(); !strings.Contains(said, "已审核") {
		t.Errorf("while it is asked:\n%s", said)
	}
	rows := func() (names []string) {
		ed := decode[tally.Edition](t, do(exitDone, "consolidate", "--plan", "kfq-2018", "--period", "2018-09", "-o", filepath.Join(t.TempDir(), "e.xlsx"), "--json"))
		for _, r := range ed.Rows {
			if r.Indicator.Name == "引进项目" {
				names = append(names, string(r.Main.Light)+" "+r.Main.Sentence)
			}
		}
		return names
	}
	if got := rows(); len(got) != 2 || !strings.HasPrefix(got[0], "green") {
		t.Errorf("asked: %q", got)
	}
	do(exitDone, "plan", "confirm", "kfq-2018", "--indicator", "引进项目", "--same", "--reason", "抄重了")
	if got := rows(); len(got) != 1 {
		t.Errorf("one indicator: %q", got)
	}
	do(exitDone, "plan", "confirm", "kfq-2018", "--indicator", "引进项目", "--distinct", "--reason", "分属两个组")
	if got := rows(); len(got) != 2 {
		t.Errorf("two indicators: %q", got)
	}
}

func TestDepartmentsAreMerged(t *testing.T) {
	onBoth(t, func(t *testing.T, database string) {
		do := func(want int, args ...string) string { return run(t, want, append(args, "--database", database)...) }
		rows := doubtful("2018", "500")
		rows[3][3] = "财政金融局"
		do(exitDone, "plan", "import", sheetOf(t, "p.xlsx", rows...), "--plan", "kfq-2018")
		do(exitFailed, "department", "merge", "财政金融局", "水利局", "--reason", "机构改革")
		do(exitDone, "department", "merge", "财政金融局", "财政局", "--reason", "机构改革")
		if got := do(exitDone, "department", "list"); !strings.Contains(got, "财政局\t财政金融局") || strings.Contains(got, "\n财政金融局") {
			t.Errorf("merged: %s", got)
		}
		file := filepath.Join(t.TempDir(), "t.xlsx")
		do(exitDone, "template", "--plan", "kfq-2018", "--department", "财政金融局", "--period", "2018-09", "-o", file)
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		cells, err := f.GetRows("9月")
		if err != nil {
			t.Fatal(err)
		}
		all := ""
		for _, r := range cells {
			all += strings.Join(r, " ") + "\n"
		}
		if !strings.Contains(all, "一般性支出") || !strings.Contains(all, "一般公共预算收入") {
			t.Errorf("the merged department fills\n%s", all)
		}
	})
}

// TestAnEditionSaysWhatIsAsked: a row of which it is asked what it means is grey with the question as its sentence, counted on
// the cover, and recomputed so by the auditor's script; once it is answered the sentence says on what the light rests, and the
// edition that was published keeps what it said.
func TestAnEditionSaysWhatIsAsked(t *testing.T) {
	database := "sqlite:" + filepath.Join(t.TempDir(), "t.db")
	do := func(want int, args ...string) string { return run(t, want, append(args, "--database", database)...) }
	do(exitDone, "plan", "import", sheetOf(t, "p.xlsx", doubtful("2018", "500")...), "--plan", "kfq-2018")
	do(exitDone, "submit", sheetOf(t, "m.xlsx", []any{"财政局2018年9月进展"}, []any{"指标名称", "计量单位", "9月累计"}, []any{"一般公共预算收入", "亿元", "9.5"}, []any{"一般性支出", "万元", "600"}),
		"--plan", "kfq-2018", "--department", "财政局", "--period", "2018-09")
	edition := func() (spending tally.Row, file string) {
		file = filepath.Join(t.TempDir(), "e.xlsx")
		ed := decode[tally.Edition](t, do(exitDone, "consolidate", "--plan", "kfq-2018", "--period", "2018-09", "-o", file, "--json"))
		for _, r := range ed.Rows {
			if r.Indicator.Name == "一般性支出" {
				return r, file
			}
		}
		t.Fatal("the row is gone")
		return
	}
	cells := func(file, sheet string) string {
		f, err := excelize.OpenFile(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for _, r := range rows {
			text += strings.Join(r, "|") + "\n"
		}
		return text
	}
	asked, first := edition()
	if asked.Main.Light != tally.Grey || !asked.Main.Asked || !strings.HasPrefix(asked.Main.Sentence, "待确认：") || asked.Main.Target.Origin.Better != tally.Assumed {
		t.Errorf("asked: %+v", asked.Main)
	}
	if cover := cells(first, "封面"); !strings.Contains(cover, "读法待确认") || !strings.Contains(cover, "一般性支出") {
		t.Errorf("the cover:\n%s", cover)
	}
	if data := cells(first, "数据"); !strings.Contains(data, "方向：推定") || !strings.Contains(data, "读法依据|待确认") {
		t.Errorf("the data:\n%s", data)
	}
	audited(t, first)
	do(exitDone, "plan", "confirm", "kfq-2018", "--indicator", "一般性支出", "--better", "lower", "--reason", "压减")
	answered, second := edition()
	if answered.Main.Light != tally.Red || !strings.Contains(answered.Main.Sentence, "已确认：方向越低越好") || answered.Main.Target.Origin.Better != tally.Confirmed {
		t.Errorf("answered: %+v", answered.Main)
	}
	if said := cells(second, "更正表"); !strings.Contains(said, "读法|待确认|方向越低越好") || !strings.Contains(said, "压减") {
		t.Errorf("the corrections:\n%s", said)
	}
	if strings.Contains(cells(second, "封面"), "一般性支出、") || !strings.Contains(cells(second, "数据"), "方向：已确认") {
		t.Error("the second edition still asks")
	}
	audited(t, second)
}

// audited runs the auditor's script over an edition.
func audited(t *testing.T, file string) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatal("the auditor's script needs node, as README says")
	}
	out, err := exec.CommandContext(t.Context(), node, "../../scripts/audit_lights.mjs", file, "../../templates/rules/default.yaml").CombinedOutput()
	if err != nil {
		t.Errorf("the auditor's script: %v\n%s", err, out)
	}
}

// TestAnswersTeachTheSite: what was confirmed is proposed for the site's own word list; nothing is learnt before a person lays
// the file over the program's words, and then the name is not asked again.
func TestAnswersTeachTheSite(t *testing.T) {
	database := "sqlite:" + filepath.Join(t.TempDir(), "t.db")
	do := func(want int, args ...string) string { return run(t, want, append(args, "--database", database)...) }
	do(exitDone, "plan", "import", sheetOf(t, "p.xlsx", doubtful("2018", "500")...), "--plan", "kfq-2018")
	if said := do(exitDone, "plan", "words", "kfq-2018"); said != "" {
		t.Errorf("before an answer: %q", said)
	}
	if said := do(exitDone, "plan", "confirm", "kfq-2018", "--indicator", "一般性支出", "--better", "lower", "--reason", "压减"); !strings.Contains(said, "TALLYSHEET_WORDS") || !strings.Contains(said, "- '一般性支出'") {
		t.Errorf("after the answer nothing is proposed:\n%s", said)
	}
	words := do(exitDone, "plan", "words", "kfq-2018")
	file := filepath.Join(t.TempDir(), "words.yaml")
	if err := os.WriteFile(file, []byte(words), 0o600); err != nil {
		t.Fatal(err)
	}
	asks := func(args ...string) bool {
		next := decode[workflow.PlanImport](t, run(t, exitDone, append(args, "plan", "import", sheetOf(t, "n.xlsx", doubtful("2019", "450")...), "--plan", "n", "--json",
			"--database", "sqlite:"+filepath.Join(t.TempDir(), "n.db"))...))
		return slices.ContainsFunc(next.Questions, func(q breakdown.PlanQuestion) bool { return q.Code == tally.AskDirection })
	}
	if !asks() || asks("--words", file) {
		t.Errorf("asked without the file: %v; with it: %v, want true and false\n%s", asks(), asks("--words", file), words)
	}
}
