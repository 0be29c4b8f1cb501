package scripts_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/consolidate"
	"github.com/tallysheet/tallysheet/tally/deviation"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/meaning"
	"github.com/tallysheet/tallysheet/templates"
)

// TestTheAuditorAgrees writes an edition of every kind of comparison under every shipped rule and has the script recompute
// its lights from the sheet 数据 and the rule file.
func TestTheAuditorAgrees(t *testing.T) {
	scripts, err := filepath.Glob("audit/*.mjs")
	if err != nil || len(scripts) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, f := range append(scripts, "audit_lights.mjs") { // opened, so that a changed script is a changed test
		if _, err := os.ReadFile(f); err != nil { //nolint:gosec // names from the tree
			t.Fatal(err)
		}
	}
	words, err := meaning.ParseWords(templates.Words())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range templates.RuleNames() {
		data, _ := templates.Rules(name)
		rules, err := deviation.ParseRules(data)
		if err != nil {
			t.Fatal(err)
		}
		in := everyKind()
		in.Words, in.Rules = words, rules
		for i := 0; i < len(in.Plan.Indicators); i += 3 { // of every third the target was another until a month ago
			was := in.Plan.Indicators[i]
			was.Targets = slices.Clone(was.Targets)
			for k := range was.Targets {
				if t := &was.Targets[k]; t.Floor.OK() {
					t.Floor, t.Text = exact.MustNumber("0.01"), "" // which all had met
				}
			}
			in.Past = append(in.Past, tally.PastIndicator{Until: in.Period.Add(-1), Indicator: was})
		}
		ed, err := consolidate.Consolidate(in)
		if err != nil {
			t.Fatal(err)
		}
		out, err := audit(t, ed, data)
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
		if lights := len(ed.Rows); !strings.Contains(out, "0 differ") || lights < 300 {
			t.Errorf("%s: %d rows: %s", name, lights, out)
		}
		if name != "default" {
			continue
		}
		ed.Rows[0].Main.Light = map[tally.Light]tally.Light{tally.Green: tally.Red}[ed.Rows[0].Main.Light]
		if out, err := audit(t, ed, data); err == nil || !strings.Contains(out, "1 differ") {
			t.Errorf("a wrong light went unseen: %s", out)
		}
	}
}

func audit(t *testing.T, ed tally.Edition, rules []byte) (string, error) {
	t.Helper()
	dir := t.TempDir()
	var book bytes.Buffer
	if err := excel.WriteEdition(&book, ed); err != nil {
		t.Fatal(err)
	}
	edition, file := filepath.Join(dir, "edition.xlsx"), filepath.Join(dir, "rules.yaml")
	for path, data := range map[string][]byte{edition: book.Bytes(), file: rules} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.CommandContext(t.Context(), "node", "audit_lights.mjs", edition, file).CombinedOutput()
	return string(out), err
}

// everyKind is a plan in which each measure meets each operator, ahead, behind and on the edge, over four months.
func everyKind() consolidate.Input {
	in := consolidate.Input{Plan: tally.Plan{Key: "every", Title: "各类指标"}, Period: tally.MonthOf(2018, 4), Number: 1,
		CutOff: time.Date(2018, 5, 10, 9, 0, 0, 0, time.UTC)}
	one := exact.Int
	add := func(m tally.Measure, op tally.Op, better tally.Better, target tally.Target, unit string, values ...string) {
		for _, v := range values {
			k := len(in.Plan.Indicators)
			id := fmt.Sprintf("i%03d", k)
			target.Op, target.Period, target.Text = op, "2018", target.Floor.String()
			if target.Unit == "" {
				target.Unit = unit
			}
			in.Plan.Indicators = append(in.Plan.Indicators, tally.Indicator{ID: id, Item: tally.Item{Name: fmt.Sprintf("%s%s指标%d", m, op, k/2), Measure: m, Better: better,
				Unit: unit, Lead: []string{fmt.Sprintf("部门%d", k%7)}, Targets: []tally.Target{target}, Deadline: ""}})
			for p, share := range []int64{1, 2, 3, 4} {
				if v == "" || k%5 == 0 && p == 1 {
					continue
				}
				value := exact.MustNumber(v)
				if m == tally.Level || m == tally.Count {
					value = exact.Num(value.Decimal().Mul(one(share).Decimal()).DivRound(one(4).Decimal(), 6))
				}
				in.Figures = append(in.Figures, tally.Figure{Indicator: id, Department: fmt.Sprintf("部门%d", k%7), Period: tally.MonthOf(2018, p+1),
					Span: tally.SpanYTD, Value: value, Unit: unit, Printed: value.String()})
			}
		}
	}
	floor := func(n string) tally.Target { return tally.Target{Floor: exact.MustNumber(n)} }
	higher, lower := tally.Higher, tally.Lower
	for _, m := range []tally.Measure{tally.Level, tally.Count, tally.Stock, tally.Ratio} {
		for _, op := range []tally.Op{tally.OpAtLeast, tally.OpMore, tally.OpApprox} {
			add(m, op, higher, floor("300"), "亿元", "300", "101", "100", "99.99", "95", "70", "69.9", "50", "10", "-4", "0", "")
			add(m, op, higher, floor("0"), "亿元", "5", "0", "-1")
			add(m, op, lower, floor("20"), "亿元", "19", "20", "21")
		}
		range1 := floor("30")
		range1.Max = exact.MustNumber("60")
		add(m, tally.OpRange, higher, range1, "亿元", "9", "10", "30", "45", "61")
		add(m, tally.OpRange, lower, range1, "亿元", "9", "45", "61")
		converted := floor("3")
		converted.Unit = "亿元"
		add(m, tally.OpAtLeast, higher, converted, "万元", "10000", "9999", "4000")
		stretch := tally.Target{Stretch: exact.MustNumber("3"), StretchUnit: "亿元", Unit: "万元"}
		add(m, tally.OpAtLeast, higher, stretch, "万元", "10000", "9999", "4000")
		both := floor("200")
		both.Stretch = exact.MustNumber("240")
		add(m, tally.OpAtLeast, higher, both, "家", "80", "70")
	}
	for _, m := range []tally.Measure{tally.Growth, tally.Share, tally.Delta, tally.Ceiling} {
		for _, op := range []tally.Op{tally.OpAtLeast, tally.OpMore, tally.OpApprox, tally.OpAtMost, tally.OpLess} {
			for _, better := range []tally.Better{higher, lower} {
				add(m, op, better, floor("7"), "%", "7", "7.5", "7.6", "6.5", "6", "5.99", "-1", "0")
			}
		}
		fall := floor("3")
		fall.Drop = true
		add(m, tally.OpAtLeast, lower, fall, "%", "-3", "-3.5", "-2.5", "3.1", "1")
	}
	add(tally.Rank, tally.OpAtMost, lower, floor("50"), "位", "47", "50", "52", "60")
	add(tally.Rank, tally.OpAtLeast, higher, floor("5"), "位", "6", "5", "3", "-1")
	add(tally.Text, tally.OpNone, higher, tally.Target{}, "", "1", "")
	for _, name := range []string{"甲区", "乙区", "丙区"} { // peers
		for k, better := range []tally.Better{higher, lower} {
			id := fmt.Sprint("peer", name, k)
			in.Plan.Indicators = append(in.Plan.Indicators, tally.Indicator{ID: id, Item: tally.Item{Name: fmt.Sprint("投资增速", k), Measure: tally.Growth, Better: better, Unit: "%",
				Lead: []string{name}, Targets: []tally.Target{{Period: "2018", Op: tally.OpApprox, Floor: exact.Int(5), Unit: "%"}}}})
			in.Figures = append(in.Figures, tally.Figure{Indicator: id, Department: name, Period: in.Period, Span: tally.SpanYTD, Value: exact.Int(int64(len(in.Figures) % 9)), Unit: "%"})
		}
	}
	everyPart(&in)
	return in
}

// everyPart adds targets in parts, milestones, and a department that files months only.
func everyPart(in *consolidate.Input) {
	part := func(threshold, count int64) tally.Part {
		return tally.Part{Threshold: exact.Int(threshold), Unit: "亿元", Count: exact.Int(count)}
	}
	add := func(id string, item tally.Item, figures ...tally.Figure) {
		item.Lead, item.Better = []string{"部门1"}, tally.Higher
		in.Plan.Indicators = append(in.Plan.Indicators, tally.Indicator{ID: id, Item: item})
		for _, f := range figures {
			f.Indicator, f.Department, f.Unit = id, "部门1", item.Unit
			if f.Period.IsZero() {
				f.Period = in.Period
			}
			in.Figures = append(in.Figures, f)
		}
	}
	bands := []tally.Target{{Period: "2018", Op: tally.OpAtLeast, Unit: "个", Parts: []tally.Part{part(10, 6), part(20, 3)}}}
	for k, filed := range [][]tally.Part{{part(10, 2), part(20, 1)}, {part(10, 1), part(20, 1)}, {part(20, 3)}} {
		add(fmt.Sprint("part", k), tally.Item{Name: fmt.Sprint("项目数", k), Measure: tally.Count, Unit: "个", Targets: bands}, tally.Figure{Span: tally.SpanYTD, Parts: filed})
	}
	two := []tally.Target{{Period: "2018", Op: tally.OpAtLeast, Unit: "家", Parts: []tally.Part{{Unit: "家", Count: exact.Int(1500), Of: "新办民营企业"}, {Unit: "亿元", Count: exact.Int(30), Of: "注册资本"}}}}
	for k, filed := range []int64{300, 450, 600} { // of the second nothing is filed
		add(fmt.Sprint("half", k), tally.Item{Name: fmt.Sprint("民营企业", k), Measure: tally.Multi, Unit: "家", Targets: two}, tally.Figure{Span: tally.SpanYTD, Value: exact.Int(filed)})
	}
	for k, deadline := range []string{"2018-04", "2018-03", "2018-02-20", "2018-09", "2017"} {
		for _, said := range []string{"已完成", "未完成", "已完成主体工程"} {
			add(fmt.Sprint("deed", k, said), tally.Item{Name: fmt.Sprint("建成", k, said), Measure: tally.Milestone, Deadline: deadline, Targets: []tally.Target{{Period: "2018", Text: "建成"}}},
				tally.Figure{Span: tally.SpanYTD, Printed: said})
		}
	}
	var months []tally.Figure
	for m := 1; m <= 4; m++ {
		months = append(months, tally.Figure{Period: tally.MonthOf(2018, m), Span: tally.SpanMonth, Value: exact.Int(int64(5 * m))})
	}
	add("months", tally.Item{Name: "只报当月", Measure: tally.Level, Unit: "亿元", Targets: []tally.Target{{Period: "2018", Op: tally.OpAtLeast, Floor: exact.Int(160), Unit: "亿元"}}}, months...)
}
