package edition_test

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"

	"github.com/tallysheet/tallysheet/excel/edition"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// rich is the fixture as a second edition, with what the sample month does not have: stretch and superior targets, ceilings,
// ranges, drops, last year, sums over departments, scores, corrections, missing reports, and hostile text.
func rich(t testing.TB) tally.Edition {
	t.Helper()
	ed := fixture(t)
	n := exact.MustNumber
	ed.Number = 2
	ed.Corrections = []tally.Correction{{Indicator: "利用外资", Department: "商务局", What: "本年累计", Old: "4013", New: "4103", By: "王五", Why: "=录入时数字颠倒"}}
	gdp := &ed.Rows[0]
	gdp.Main.Target.Stretch, gdp.Main.Target.StretchUnit = n("240"), "亿元"
	gdp.LastYear = n("155.2")
	above := judge(*gdp.Indicator, &tally.Target{Tier: "superior", Period: "2018", Text: "246", Op: tally.OpAtLeast, Floor: n("246"), Unit: "亿元"}, gdp.YTD, ed.Period)
	gdp.Others = []tally.Deviation{above}
	ceiling := &ed.Rows[5]
	ceiling.Main = tally.Deviation{Target: &tally.Target{Period: "2018", Text: "4.5%以内", Op: tally.OpAtMost, Floor: n("4.5"), Unit: "%"}, Basis: tally.ByLimit, Actual: ceiling.YTD,
		Gap: n("-10.4"), GapUnit: "个百分点", Behind: n("10.4"), Light: tally.Red, Sentence: "超过控制目标10.4个百分点"}
	ed.Rows[6].Main.Target.Op, ed.Rows[6].Main.Target.Max, ed.Rows[6].Main.Target.Text = tally.OpRange, n("18"), "15-18"
	ed.Rows[7].Main.GapUnit = "位"
	ed.Rows[8].Main.Target.Drop = true
	ed.Rows[9].Main.Target.Op = tally.OpApprox
	only := &ed.Rows[12]
	only.Main.OnStretch, only.Main.Target.Stretch, only.Main.Target.Floor = true, only.Main.Target.Floor, exact.Number{}
	ed.Totals = []tally.Total{{Name: "企业培育数", Unit: "个", Rows: []int{14, 15}, Target: n("70"), YTD: n("52"), Completion: n("0.7428571428571429"), Schedule: n("0.75"), Gap: n("-0.7142857142857143")}}
	score(&ed)
	ed.Reports[1].State, ed.Reports[1].Missing = tally.ReportMissing, []string{"财政总收入", "一般公共预算收入"}
	ed.Reports[2].State = tally.ReportUnaccepted
	for i, s := range hostile {
		ed.Notes = append(ed.Notes, tally.Note{Department: "商务局", Indicator: "利用外资", Cell: "D6", Finding: "第" + string(rune('一'+i)), Text: s, By: "-"})
	}
	ed.Rows[13].Remark.Problems = `=HYPERLINK("http://example.org","点我")`
	ed.Layout = edition.LayoutOf(ed) // kept with it when it is issued
	return ed
}

// score gives the rows points by three methods, each with its formula, and the departments their sums.
func score(ed *tally.Edition) {
	n := exact.MustNumber
	ed.Scoring = []string{"计分办法：完成率×权重，最多得权重的100%", "未报的，部门扣2分"}
	sums := map[string]exact.Number{}
	for i := range ed.Rows {
		r := &ed.Rows[i]
		if r.Main.Light == tally.Grey {
			continue
		}
		s := tally.RowScore{Method: tally.ScoreWhole, Weight: n("7.5"), Share: exact.Int(0), Says: "没有达到目标，不得分"}
		if done := r.Main.Completion; done.OK() {
			switch s.Share = done; i % 3 {
			case 0:
				s.Method, s.Formula, s.Says = tally.ScoreLinear, "MAX(0,{done})", "完成目标的一部分"
			case 1:
				s.Method, s.Formula, s.Says = tally.ScoreSchedule, "MAX(0,{done}/{due})", "完成应完成数的一部分"
				s.Share = done.Div(r.Main.Schedule)
			default:
				s.Method, s.Formula, s.Low, s.High, s.Says = tally.ScoreEfficacy, "MAX(0,(60+40*({done}-{low})/({high}-{low}))/100)", done, n("2"), "最低"
				s.Share = n("0.6")
			}
		}
		s.Points = s.Weight.Mul(s.Share)
		if i == 0 {
			s.Extra = n("0.5")
			s.Points = s.Points.Add(s.Extra)
		}
		r.Score, sums[r.Department] = &s, sums[r.Department].Add(s.Points)
	}
	for i := range ed.Departments {
		d := &ed.Departments[i]
		earned := sums[d.Name]
		d.Scored = &tally.DepartmentScore{Earned: earned, Points: earned}
		switch {
		case i == 1:
			d.Scored.Deducted, d.Scored.Points = n("2"), earned.Sub(n("2"))
		case i == 2:
			d.Scored.Veto, d.Scored.Points = "安全生产死亡人数", exact.Int(0)
		}
		d.Score = d.Scored.Points
	}
}

// hostile are texts that a spreadsheet could take for more than text.
var hostile = []string{"=1+1", "+86 577", "-", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "＝1＋1", "＋5", "－5", "＠x", "'=1", "_x0041_", "a<b>&\"c\"", "两\n行", "响铃\a"}

// rewritten is a workbook with a text of one part replaced.
func rewritten(t testing.TB, file []byte, part string, old, new []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == part {
			if !bytes.Contains(b, old) {
				t.Fatalf("%s does not hold %s", part, old)
			}
			b = bytes.ReplaceAll(b, old, new)
		}
		to, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
