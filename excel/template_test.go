package excel_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/template"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

var issuedFor = tally.MonthOf(2018, 9)

// issue is the template of 经济发展局 for September, its two months before filed.
func issue(t testing.TB, f *field, department string) []byte {
	t.Helper()
	for _, period := range []string{"2018-07", "2018-08"} {
		r, c := f.check(t, department, period, sampleOf(t, "progress/"+period+"/"+department+".xlsx"))
		f.file(department, r, c)
	}
	var b bytes.Buffer
	err := template.Write(&b, template.Template{Plan: f.plan, Words: f.reader.Words, Department: department, Period: issuedFor, History: tally.NewHistory(f.filed[department])})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// filled puts texts into cells and gives the workbook as it is saved.
func filled(t testing.TB, data []byte, change func(f *excelize.File, sheet string)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	change(f, f.GetSheetName(f.GetActiveSheetIndex()))
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func set(t testing.TB, f *excelize.File, sheet, ref, value string) {
	t.Helper()
	if err := f.SetCellDefault(sheet, ref, value); err != nil {
		t.Fatal(err)
	}
}

// rowsOf are the cells of the template's body, row by row.
func rowsOf(t testing.TB, data []byte) [][]string {
	t.Helper()
	s := bookOf(t, data).Sheets[0]
	var out [][]string
	for _, r := range s.Rows {
		if r.Number > 4 {
			line := make([]string, 13)
			for i := range line {
				line[i] = r.At(i + 1).Value
			}
			out = append(out, line)
		}
	}
	return out
}

// september is what the sample sheet of that month holds: month and year to date by indicator.
var september = map[string][2]string{
	"地区生产总值": {"", "168.92"}, "规模以上工业增加值": {"7.29", "64.31"}, "固定资产投资增速": {"", "14.9"}, "交通投资增速": {"", "15.1"},
	"高新技术产业投资增速": {"", "16.8"}, "生态环境和公共设施投资增速": {"", "12.2"}, "民间投资增速": {"", "3.3"}, "工业投资增速": {"", "16.4"},
	"龙头骨干企业培育数": {"2", "15"}, "高成长型企业培育数": {"6", "37"}, "省“隐形冠军”培育企业数": {"1", "3"}, "小升规企业数": {"4", "18"},
}

func TestIssuedTemplateReadsBackExactlyInAnyOrder(t *testing.T) {
	t.Parallel()
	f := newField(t)
	blank := issue(t, f, "经济发展局")
	rows := rowsOf(t, blank)
	if len(rows) != len(september) {
		t.Fatalf("%d rows", len(rows))
	}
	_, want := f.check(t, "经济发展局", "2018-09", sampleOf(t, "progress/2018-09/经济发展局.xlsx"))
	slices.Reverse(rows)
	rows[0], rows[5] = rows[5], rows[0]
	sorted := filled(t, blank, func(x *excelize.File, sheet string) {
		for i, r := range rows {
			for j, v := range r {
				if v != "" && (j == 4 || j == 5 || j == 0) {
					set(t, x, sheet, xlsx.Ref(5+i, j+1), v)
				} else if err := x.SetCellStr(sheet, xlsx.Ref(5+i, j+1), v); err != nil {
					t.Fatal(err)
				}
			}
			set(t, x, sheet, xlsx.Ref(5+i, 7), september[r[2]][0])
			set(t, x, sheet, xlsx.Ref(5+i, 8), september[r[2]][1])
		}
	})
	r, got := f.check(t, "经济发展局", "2018-09", sorted)
	if len(got.Findings) != 0 {
		t.Errorf("findings: %+v", got.Findings)
	}
	if d := cmp.Diff(values(want.Figures), values(got.Figures)); d != "" {
		t.Errorf("figures (-filed by hand +template):\n%s", d)
	}
	if r.Plan != f.plan.Key || r.Department != "经济发展局" || r.Period != issuedFor {
		t.Errorf("reads as %s %s %s", r.Plan, r.Department, r.Period)
	}
	for _, it := range r.Items {
		if it.Key == "" {
			t.Errorf("row %d is bound to nothing", it.Row)
		}
	}
}

func values(fs []tally.Figure) map[string]string {
	out := map[string]string{}
	for _, f := range fs {
		out[f.Indicator+" "+f.Period.String()+" "+string(f.Span)] = f.Value.Plain() + f.Unit + f.Printed
	}
	return out
}

func TestBlankTemplateOnlyLacksItsValues(t *testing.T) {
	t.Parallel()
	f := newField(t)
	data := issue(t, f, "经济发展局")
	r, got := f.check(t, "经济发展局", "2018-09", data)
	for _, x := range got.Findings {
		if x.Code != tally.ValueEmpty {
			t.Errorf("%s %s %s", x.Cell, x.Code, x.Message)
		}
	}
	if len(got.Findings) != len(september) || len(r.Items) != len(september) {
		t.Errorf("%d rows, %d findings", len(r.Items), len(got.Findings))
	}
}

func TestTemplateShowsTargetsLastMonthAndWhatToFill(t *testing.T) {
	t.Parallel()
	f := newField(t)
	data := issue(t, f, "商务局")
	w := bookOf(t, data)
	if d := cmp.Diff(map[string]string{"tallysheet.plan": f.plan.Key, "tallysheet.department": "商务局", "tallysheet.period": "2018-09"}, w.Properties); d != "" {
		t.Error(d)
	}
	if w.Sheets[1].State == xlsx.Visible || w.Sheets[2].State != xlsx.VeryHidden {
		t.Errorf("sheets %v %v", w.Sheets[1].State, w.Sheets[2].State)
	}
	s := w.Sheets[0]
	var heads []string
	for col := 1; col <= s.MaxCol; col++ {
		heads = append(heads, s.At(4, col).Value)
	}
	if d := cmp.Diff(strings.Fields("序号 类别 指标名称 计量单位 2018年目标值 上月止累计 9月当月 1-9月累计 进展情况 存在问题 下一步措施 备注"), heads); d != "" {
		t.Error(d)
	}
	want := []string{"2", "招商引资", "三年引进总投资超10亿元、20亿元、50亿元项目数", "个", "10亿元2个,20亿元1个。", "10亿元1个", ""}
	if d := cmp.Diff(want, rowsOf(t, data)[1][:7]); d != "" {
		t.Error(d)
	}
	x, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = x.Close() }()
	locked := func(ref string) bool {
		id, err := x.GetCellStyle("9月", ref)
		if err != nil {
			t.Fatal(err)
		}
		s := styleOf(t, x, id)
		return s.Protection == nil || s.Protection.Locked
	}
	for ref, want := range map[string]bool{"C5": true, "E5": true, "F5": true, "G5": false, "H5": false, "I5": false, "L5": false} {
		if got := locked(ref); got != want {
			t.Errorf("%s locked: %v", ref, got)
		}
	}
	checks, err := x.GetDataValidations("9月")
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, c := range checks {
		said = append(said, c.Type+" "+c.Sqref)
	}
	// The figure in parts is no number: its cells take anything.
	if d := cmp.Diff([]string{"decimal G5:G5 G7:G8", "decimal H5:H5 H7:H8", "list I5:I8"}, said); d != "" {
		t.Errorf("checks (-want +got): %s", d)
	}
}

func TestEqualNamesInATemplateStayApart(t *testing.T) {
	t.Parallel()
	f := newField(t)
	child := func(id, parent string) tally.Indicator {
		it := f.plan.Indicators[1].Item
		it.Name, it.Parent = "民营", parent
		return tally.Indicator{ID: id, Item: it}
	}
	f.plan.Indicators = append(f.plan.Indicators[:2:2], child("a", "地区生产总值"), child("b", "规模以上工业增加值"))
	var b bytes.Buffer
	if err := template.Write(&b, template.Template{Plan: f.plan, Words: f.reader.Words, Department: "经济发展局", Period: issuedFor}); err != nil {
		t.Fatal(err)
	}
	data := filled(t, b.Bytes(), func(x *excelize.File, sheet string) {
		set(t, x, sheet, "H7", "40")
		set(t, x, sheet, "H8", "20")
	})
	_, got := f.check(t, "经济发展局", "2018-09", data)
	if d := cmp.Diff(map[string]string{"a 2018-09 ytd": "40亿元40", "b 2018-09 ytd": "20亿元20"}, values(got.Figures)); d != "" {
		t.Errorf("figures (-want +got): %s", d)
	}
}

func TestTemplateForNobodyIsAnError(t *testing.T) {
	t.Parallel()
	f := newField(t)
	if err := template.Write(&bytes.Buffer{}, template.Template{Plan: f.plan, Words: f.reader.Words, Department: "没有的局", Period: issuedFor}); err == nil {
		t.Error("a template without rows")
	}
	if err := template.Write(&bytes.Buffer{}, template.Template{Plan: f.plan, Words: f.reader.Words, Department: "财政局"}); err == nil {
		t.Error("a template for no month")
	}
}

// Saved by LibreOffice under another name, the template still knows what it is.
func TestTemplateSurvivesLibreOffice(t *testing.T) {
	t.Parallel()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Log("no soffice here: the other tests of templates stand alone")
		return
	}
	f := newField(t)
	dir := t.TempDir()
	data := filled(t, issue(t, f, "经济发展局"), func(x *excelize.File, sheet string) {
		for i, r := range rowsOf(t, issue(t, newField(t), "经济发展局")) {
			set(t, x, sheet, xlsx.Ref(5+i, 8), september[r[2]][1])
		}
	})
	if err := os.WriteFile(filepath.Join(dir, "改了名.xlsx"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(dir, "out"), filepath.Join(dir, "改了名.xlsx"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	r, got := f.check(t, "经济发展局", "2018-09", fileOf(t, filepath.Join(dir, "out", "改了名.xlsx")))
	if len(got.Findings) != 0 || len(got.Figures) != len(september) || r.Plan != f.plan.Key {
		t.Errorf("plan %s, %d figures, %+v", r.Plan, len(got.Figures), got.Findings)
	}
}
