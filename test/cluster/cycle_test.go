//go:build cluster

package cluster_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// report is a department's sheet of one round: under a title, as departments write it, what was done in the round and in the year.
func report(t *testing.T, p tally.Round, indicator string, own, ytd int) []byte {
	t.Helper()
	words := map[tally.RoundKind][2]string{tally.Weekly: {"本周完成", "本年累计"}, tally.Monthly: {p.Short() + "当月", p.Through()}}[p.Kind()]
	f := excelize.NewFile()
	for i, row := range [][]any{{p.Chinese() + "重点指标完成情况表"}, {"指标名称", "计量单位", words[0], words[1]}, {indicator, "亿元", own, ytd}} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// calendarOf sets which months a plan of weeks, months and quarters owes, and the rounds that end in them.
func calendarOf(t *testing.T, store *models.Store, key, from, until string) {
	t.Helper()
	set, err := store.Plans.Settings(t.Context(), key)
	if err == nil {
		set.Calendar = fmt.Appendf(nil, `{"kinds":["week","month","quarter"],"from":"%s","until":"%s"}`, from, until)
		_, err = store.Plans.SetSettings(t.Context(), supervisor, key, set)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// cycle runs a quarter of 周会办、月督办、季点评 from the plan's own calendar over three nodes and processes that are killed and stopped: 13
// weeks, 3 months and the quarter are filed as workbooks, and each is published once on every node.
func (s *site) cycle(t *testing.T, stores []*models.Store, secret string) {
	const key, indicator = "cycle", "一般公共预算收入"
	p := tally.Plan{Key: key, Title: "2022年度目标任务分解表", Indicators: []tally.Indicator{{Item: tally.Item{Name: indicator, Unit: "亿元",
		Measure: tally.Level, Better: tally.Higher, Lead: []string{"开发区财政局"},
		Targets: []tally.Target{{Cell: "C5", Period: "2022", Text: "13.88", Op: tally.OpAtLeast, Floor: exact.MustNumber("13.88"), Unit: "亿元"}}}}}}
	if _, err := stores[0].Plans.Import(t.Context(), supervisor, p, breakdown.File{Name: "计划.xlsx", Bytes: []byte(key)}); err != nil {
		t.Fatal(err)
	}
	// The processes go by the clock of the database, years later. So nothing is owed until all is filed, late.
	calendarOf(t, stores[0], key, "2030-01", "2030-12") // beyond the plan's year
	quarter, err := tally.ParseRound("2022-Q1")
	if err != nil {
		t.Fatal(err)
	}
	c := newClient(secret)
	services := make([]*service, nodes)
	for n := range services {
		services[n] = s.start(t, n, true)
	}
	weeks, months := quarter.Parts(tally.Weekly), quarter.Parts(tally.Monthly)
	for k, w := range append(weeks[:len(weeks):len(weeks)], months...) {
		own, ytd := 1, k+1
		if w.Kind() == tally.Monthly {
			own, ytd = 4, 4*(k-len(weeks)+1)
		}
		if _, _, err := c.upload(t.Context(), services[k%nodes].url, key, "开发区财政局", w, "cycle-"+w.String(), report(t, w, indicator, own, ytd)); err != nil {
			t.Fatalf("%s: %v", w, err)
		}
	}
	calendarOf(t, stores[0], key, "2022-01", "2022-03")
	rounds := append(append(weeks[:len(weeks):len(weeks)], months...), quarter)
	if len(rounds) != 17 {
		t.Fatalf("a quarter of %d rounds", len(rounds))
	}
	s.untilDone(t, stores[0], services, key, len(rounds))
	for n, store := range stores {
		checkRounds(t, n, store, key, rounds)
		_, ed, err := store.Editions.Get(t.Context(), key, quarter, 0)
		if err != nil || len(ed.Rows) != 1 || ed.Rows[0].YTD.Plain() != "12" || ed.Rows[0].Month.Plain() != "12" || len(ed.Rows[0].Figures) != 4 {
			t.Errorf("node %d: the quarter says %+v, %v", n+1, ed.Rows, err)
		}
	}
}
