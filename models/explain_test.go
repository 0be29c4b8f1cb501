package models_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/tally"
)

// heardStatement is a statement as it was run.
type heardStatement struct {
	text string
	vars []any
}

// listen hears what the store's connections run through GORM.
func listen(t *testing.T, s *site) func() []heardStatement {
	t.Helper()
	var heard []heardStatement
	hear := func(tx *gorm.DB) {
		if text := tx.Statement.SQL.String(); !tx.DryRun {
			heard = append(heard, heardStatement{text, slices.Clone(tx.Statement.Vars)})
		}
	}
	for i, conn := range []*gorm.DB{s.DB().Reading(t.Context()), s.DB().Writing(t.Context())} {
		name := fmt.Sprint("heard", i)
		for _, err := range []error{conn.Callback().Query().After("gorm:query").Register(name, hear), conn.Callback().Row().After("gorm:row").Register(name, hear),
			conn.Callback().Raw().After("gorm:raw").Register(name, hear), conn.Callback().Update().After("gorm:update").Register(name, hear)} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return func() []heardStatement { all := heard; heard = nil; return all }
}

// growing are the tables that grow with the months: no statement may look through the whole of one.
var growing = []string{"submissions", "figures", "figure_packs", "findings", "remarks", "blobs", "blob_chunks", "audit_rows", "target_revisions",
	"submission_counters", "editions", "job_inputs", "indicators", "idempotency_keys", "outbox", "job_runs"}

// What pages, filings and editions ask is found by an index, on both databases: it costs the same after ten years.
func TestStatementsGoByAnIndex(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		s.filed(t, sheet{period: september.Add(-1), ytd: "6.60"}.build(p))
		s.filed(t, sheet{}.build(p))
		s.publish(t, september)
		id := p.Indicators[0].ID
		ctx := t.Context()
		taken := listen(t, s)
		for name, act := range map[string]func(context.Context) error{
			"heads":    func(ctx context.Context) error { _, err := s.Plans.Heads(ctx, ""); return err },
			"heads of": func(ctx context.Context) error { _, err := s.Plans.Heads(ctx, "财政局"); return err },
			"board": func(ctx context.Context) error {
				_, err := s.Periods.Board(ctx, "zone", september, time.Time{})
				return err
			},
			"versions in": func(ctx context.Context) error {
				_, err := s.Editions.VersionsIn(ctx, "zone", september, 1)
				return err
			},
			"head": func(ctx context.Context) error { _, _, err := s.Editions.Head(ctx, "zone", september, 1); return err },
			"each row": func(ctx context.Context) error {
				return s.Editions.EachRow(ctx, "zone", september, 1, func(*tally.Row) {})
			},
			"revised since": func(ctx context.Context) error {
				_, err := s.Targets.RevisedSince(ctx, "zone", s.clock.now)
				return err
			},
			"newest": func(ctx context.Context) error {
				_, err := s.Submissions.Newest(ctx, "zone", "", september)
				return err
			},
			"newest of": func(ctx context.Context) error {
				_, err := s.Submissions.Newest(ctx, "zone", "财政局", september)
				return err
			},
			"waiting":     func(ctx context.Context) error { _, err := s.Submissions.Waiting(ctx); return err },
			"asked names": func(ctx context.Context) error { _, err := s.Submissions.AskedNames(ctx); return err },
			"last sent":   func(ctx context.Context) error { _, err := s.Outbox.Newest(ctx); return err },
			"sent about": func(ctx context.Context) error {
				_, err := s.Outbox.About(ctx, "zone", september, 10, notice.Reminder, notice.Urged)
				return err
			},
			"editions": func(ctx context.Context) error { _, err := s.Editions.Newest(ctx, "zone"); return err },
			"edition":  func(ctx context.Context) error { _, _, err := s.Editions.Get(ctx, "zone", september, 0); return err },
			"workbook": func(ctx context.Context) error {
				_, _, err := s.Editions.Workbook(ctx, "zone", september, 0)
				return err
			},
			"inputs": func(ctx context.Context) error {
				_, err := s.Editions.CurrentInputs(ctx, "zone", september, time.Time{})
				return err
			},
			"check": func(ctx context.Context) error {
				_, err := s.Submissions.CheckContext(ctx, "zone", "财政局", september.Add(1))
				return err
			},
			"by others": func(ctx context.Context) error {
				_, err := s.Figures.ByOthers(ctx, "zone", september, "商务局", []string{id})
				return err
			},
			"indicator": func(ctx context.Context) error { _, err := s.Indicators.Some(ctx, "zone", []string{id}); return err },
			"remarks":   func(ctx context.Context) error { _, err := s.Submissions.Remarks(ctx, "zone", september); return err },
			"remarks on one": func(ctx context.Context) error {
				_, err := s.Submissions.RemarksOn(ctx, "zone", "财政局", id, september)
				return err
			},
			"list": func(ctx context.Context) error {
				_, err := s.Submissions.List(ctx, "zone", september, "财政局")
				return err
			},
			"of a period": func(ctx context.Context) error { _, err := s.Submissions.List(ctx, "zone", september, ""); return err },
			"figures": func(ctx context.Context) error {
				return s.Figures.Each(ctx, "zone", september, september, func(string, *tally.Figure) error { return nil })
			},
			"filing": func(ctx context.Context) error {
				_, err := s.Submissions.File(ctx, sheet{period: september.Add(1), content: "october", ytd: "8.80"}.build(p))
				return err
			},
			"original": func(ctx context.Context) error {
				list, err := s.Submissions.List(ctx, "zone", september, "财政局")
				if err != nil {
					return err
				}
				_, _, r, err := s.Submissions.Original(ctx, list[0].ID)
				if err == nil {
					_, err = io.Copy(new(bytes.Buffer), r)
				}
				return err
			},
		} {
			if err := act(ctx); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			statements := taken()
			if len(statements) == 0 {
				t.Errorf("%s asks nothing", name)
			}
			for _, said := range statements {
				if verb, _, _ := strings.Cut(strings.TrimLeft(said.text, "( "), " "); verb != "SELECT" && verb != "UPDATE" && verb != "DELETE" {
					continue
				}
				for _, scanned := range s.scans(t, said) {
					t.Errorf("%s looks through all of %s: %s", name, scanned, said.text)
				}
			}
			taken()
		}
	})
}

// scans gives the growing tables that a statement looks through for want of an index.
func (s *site) scans(t *testing.T, said heardStatement) (tables []string) {
	t.Helper()
	explain := "EXPLAIN "
	if s.Dialect() == models.SQLite {
		explain = "EXPLAIN QUERY PLAN "
	}
	var rows []map[string]any
	if err := s.DB().Writing(t.Context()).Raw(explain+said.text, said.vars...).Scan(&rows).Error; err != nil {
		t.Fatalf("%s: %v", said.text, err)
	}
	for _, r := range rows {
		table, whole := "", false
		if s.Dialect() == models.SQLite {
			detail := fmt.Sprint(r["detail"])
			name, scans := strings.CutPrefix(detail, "SCAN ")
			name = strings.TrimPrefix(name, "SEARCH ")
			table, _, _ = strings.Cut(name, " ")
			whole = scans || strings.HasSuffix(detail, "(plan_key=?)") && table != atAnEnd && slices.Contains([]string{"submissions", "submission_counters", "figures"}, named(said.text, table))
		} else {
			table, whole = fmt.Sprint(r["table"]), fmt.Sprint(r["type"]) == "ALL" && r["possible_keys"] == nil
		}
		if whole && slices.Contains(growing, named(said.text, table)) {
			tables = append(tables, named(said.text, table))
		}
	}
	return tables
}

// atAnEnd is what Heads calls a table of which it takes the first or last row in the order of an index.
const atAnEnd = "x"

// named is the table that an alias stands for.
func named(statement, alias string) string {
	words := strings.Fields(strings.NewReplacer("`", "", "(", " ", ")", " ", ",", " ").Replace(statement))
	for i := 0; i+2 < len(words); i++ {
		if strings.EqualFold(words[i+1], "AS") && words[i+2] == alias {
			return words[i]
		}
	}
	return alias
}
