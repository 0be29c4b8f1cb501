package body_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/models/body"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// chunks is a Writer that counts its cuts.
type chunks struct {
	bytes.Buffer
	cuts int
}

func (c *chunks) Cut() int { c.cuts++; return c.cuts }

// An edition comes back as it was, whatever stands in the year of its rows; so does one that was kept before years were courses.
func TestAnEditionComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ed := tally.Edition{Plan: "p", Title: "<目标> & 任务", Period: tally.MonthOf(2018, 9), Number: 2, CutOff: time.Date(2018, 10, 10, 1, 0, 0, 0, time.UTC), Digest: "d", FiguresOwn: true,
			Departments: []tally.DepartmentResult{{Name: "发改局", Lights: map[tally.Light]int{tally.Green: 1}}}, Palette: []tally.Paint{{Light: tally.Red, Word: "红"}}}
		for range rapid.IntRange(0, 6).Draw(t, "rows") {
			ed.Rows = append(ed.Rows, drawRow(t))
		}
		for i := range rapid.IntRange(0, 2000).Draw(t, "figures") {
			ed.Figures = append(ed.Figures, tally.Figure{Indicator: "i", Department: "发改局", Period: ed.Period, Span: tally.SpanYTD, Value: exact.Int(int64(i)), Source: tally.Source{FiledWith: &tally.FiledWith{At: ed.CutOff}, Cell: "E4"}})
		}
		var kept chunks
		pieces, err := body.Write(&kept, ed)
		if err != nil {
			t.Fatal(err)
		}
		if len(pieces) != kept.cuts || len(pieces) > 0 && pieces[0].First != 0 {
			t.Errorf("%d pieces of %d cuts: %v", len(pieces), kept.cuts, pieces)
		}
		rows := ed
		rows.Figures = nil
		whole := bytes.NewReader(kept.Bytes())
		if got, err := body.ReadRows(whole); err != nil || cmp.Diff(rows, got) != "" || whole.Len() > 0 {
			t.Errorf("without figures: %v, %d bytes unread: %s", err, whole.Len(), cmp.Diff(rows, got))
		}
		head := rows
		head.Rows = nil
		if got, err := body.ReadHead(bytes.NewReader(kept.Bytes())); err != nil || cmp.Diff(head, got) != "" {
			t.Errorf("without rows: %v: %s", err, cmp.Diff(head, got))
		}
		var each []tally.Row
		if err := body.EachRow(bytes.NewReader(kept.Bytes()), func(r *tally.Row) { each = append(each, *r) }); err != nil || cmp.Diff(ed.Rows, each) != "" {
			t.Errorf("row by row: %v: %s", err, cmp.Diff(ed.Rows, each))
		}
		if err := body.EachRow(strings.NewReader(`{"figures":[],"rows":[{}]}`), func(*tally.Row) {}); err == nil {
			t.Error("rows behind the figures were passed by without a word")
		}
		old, err := json.Marshal(ed)
		if err != nil {
			t.Fatal(err)
		}
		for what, text := range map[string][]byte{"kept": kept.Bytes(), "kept before": old} {
			got, err := body.Read(bytes.NewReader(text))
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			if d := cmp.Diff(ed, got); d != "" {
				t.Errorf("%s: %s", what, d)
			}
		}
	})
}

func drawRow(t *rapid.T) tally.Row {
	number := func(what string) exact.Number {
		return exact.MustNumber(rapid.SampledFrom([]string{"", "0", "7.40", "-99.5887672536887197", "0.0041123274631128", "123456789012345678901234567890.5"}).Draw(t, what))
	}
	light := rapid.SampledFrom([]tally.Light{"", tally.Green, tally.Yellow, tally.Red, tally.Grey})
	r := tally.Row{Indicator: &tally.Indicator{ID: "i"}, Department: "发改局"}
	r.Main.Sentence, r.Main.Gap, r.Main.Light = "低于序时进度（75%）1.92个百分点", number("gap"), tally.Red
	for m := range rapid.IntRange(0, 12).Draw(t, "months") {
		y := tally.MonthPoint{Period: tally.MonthOf(2018, m+1), YTD: number("ytd"), Completion: number("completion"), Schedule: number("schedule"),
			Raw: light.Draw(t, "raw"), Light: light.Draw(t, "light"), Sentence: rapid.SampledFrom([]string{"", "本月无数据", r.Main.Sentence, "a|b;c="}).Draw(t, "sentence")}
		more := tally.MonthMore{Gap: number("gap")}
		if rapid.IntRange(0, 9).Draw(t, "more") == 0 {
			more.Unit, more.Printed, more.Parts = "万元", "第3名", []tally.Part{{Threshold: exact.Int(10), Unit: "亿元", Count: exact.Int(2)}}
		}
		r.Year = append(r.Year, y.WithMore(more))
	}
	return r
}

// What is not as it was written is an error and never a guess.
func TestADamagedBodyIsRefused(t *testing.T) {
	row := `{"indicator":{"id":"i"},"main":{},"course":"2018-01|1|0.1|0.1|0|rr|"}`
	for what, text := range map[string]string{
		"nothing":           ``,
		"a list":            `[]`,
		"cut":               `{"plan":"p","rows":[` + row,
		"behind its end":    `{"plan":"p"}{}`,
		"words missing":     `{"rows":[` + strings.Replace(row, "|0|rr|", "|rr", 1) + `]}`,
		"a word too many":   `{"rows":[` + strings.Replace(row, "|rr|", "|rr||", 1) + `]}`,
		"no light":          `{"rows":[` + strings.Replace(row, "rr", "rq", 1) + `]}`,
		"no number":         `{"rows":[` + strings.Replace(row, "0.1", "o.1", 1) + `]}`,
		"no round":          `{"rows":[` + strings.Replace(row, "2018-01", "2018-13", 1) + `]}`,
		"a field of a list": `{"plan":["p"]}`,
	} {
		if _, err := body.Read(strings.NewReader(text)); err == nil {
			t.Errorf("%s was read", what)
		}
	}
	if ed, err := body.Read(strings.NewReader(`{"plan":"p","rows":[` + row + `]}`)); err != nil || len(ed.Rows[0].Year) != 1 {
		t.Errorf("whole: %v, %+v", err, ed)
	}
}
