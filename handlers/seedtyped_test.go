package handlers_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
)

// TestPlansTypedAsAnOfficeWouldReachAnEdition types the sentences of five public plans as rows, one department a sheet, imports them, files
// a sheet of each department and finds every row in the edition.
func TestPlansTypedAsAnOfficeWouldReachAnEdition(t *testing.T) {
	for _, plan := range []struct {
		key  string
		year int
	}{{"shangyu-2017", 2017}, {"wenzhou-2018", 2018}, {"gangzha-2022", 2022}, {"wenzhou-2017", 2017}, {"liangzhou-2020", 2020}} {
		t.Run(plan.key, func(t *testing.T) {
			s := newSite(t)
			s.now = time.Date(plan.year, 10, 8, 1, 0, 0, 0, time.UTC)
			office := s.withToken("du", account.Supervisor, "", account.Scopes()...)
			typed := typedRows(t, plan.key)
			total := 0
			for _, rows := range typed {
				total += len(rows)
			}
			if total < 25 {
				t.Fatalf("%d sentences", total)
			}
			w := office.upload("/api/v1/plans?plan="+plan.key, "分解表.xlsx", typedPlan(t, plan.year, typed))
			if w.Code != http.StatusCreated {
				t.Fatalf("import: %d %s", w.Code, clip(w.Body.String()))
			}
			answerAll(t, office, plan.key)
			in := read[tally.Plan](t, office.get("/api/v1/plans/"+plan.key))
			if len(in.Indicators) != total {
				t.Errorf("%d indicators of %d rows", len(in.Indicators), total)
			}
			month := fmt.Sprintf("%d-09", plan.year)
			for _, d := range typedDepartments {
				clerk := s.withToken("clerk"+d, account.Reporter, d, account.ScopeRead, account.ScopeFile)
				fileAndExplain(t, clerk, plan.key, d, month, typedMonth(t, plan.year, d, in))
			}
			issued(t, office, plan.key, month, in, false)
		})
	}
}

var typedDepartments = []string{"经济发展局", "招商局", "建设局", "社会事务局"}

// typedRows are the sentences of a plan that say something of what is to be done, a quarter to each department.
func typedRows(t *testing.T, key string) map[string][]string {
	t.Helper()
	var all []string
	for _, s := range strings.FieldsFunc(string(seed(t, key)), func(r rune) bool { return strings.ContainsRune("。；;\n\r|", r) }) {
		s = strings.TrimSpace(strings.ReplaceAll(s, "　", " "))
		if n := utf8.RuneCountInString(s); n < 14 || n > 160 || !strings.ContainsAny(s, "，,、") || strings.Contains(s, "：") || slices.Contains(all, s) {
			continue
		}
		all = append(all, s)
	}
	rows := map[string][]string{}
	for i, s := range all {
		d := typedDepartments[i*len(typedDepartments)/len(all)]
		rows[d] = append(rows[d], s)
	}
	return rows
}

// typedPlan is the breakdown, one department a sheet.
func typedPlan(t *testing.T, year int, typed map[string][]string) []byte {
	t.Helper()
	f := excelize.NewFile()
	for _, d := range typedDepartments {
		sheet := [][]any{{fmt.Sprintf("%d年度%s重点工作目标任务分解表", year, d)}, {"序号", "工作任务", "完成时限", "责任单位"}}
		for i, row := range typed[d] {
			sheet = append(sheet, []any{i + 1, row, fmt.Sprintf("%d年12月", year), d})
		}
		lay(t, f, d, sheet)
	}
	return written(t, f)
}

// typedMonth is a department's sheet of a month: every row of the plan that it leads, with a figure where one is asked for.
func typedMonth(t *testing.T, year int, department string, plan tally.Plan) []byte {
	t.Helper()
	f := excelize.NewFile()
	sheet := [][]any{{fmt.Sprintf("%s%d年9月重点工作完成情况表", department, year)}, {"序号", "工作任务", "1-9月累计完成", "计量单位", "进展情况"}}
	for i := range plan.Indicators {
		ind := &plan.Indicators[i]
		if !slices.Contains(ind.Lead, department) {
			continue
		}
		row := []any{len(sheet) - 1, ind.Name, nil, nil, "按序时推进"}
		if text := halfway(ind, fmt.Sprint(year)); text != "" {
			row[2], row[3] = text, ind.Targets[0].Unit
		}
		sheet = append(sheet, row)
	}
	lay(t, f, department, sheet)
	return written(t, f)
}

func lay(t *testing.T, f *excelize.File, name string, rows [][]any) {
	t.Helper()
	if _, err := f.NewSheet(name); err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		if err := f.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &rows[i]); err != nil {
			t.Fatal(err)
		}
	}
}

func written(t *testing.T, f *excelize.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.DeleteSheet("Sheet1"); err != nil {
		t.Fatal(err)
	}
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
