package jobs_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// TestThreeMonthsOfOrders: a red row is ordered once by three processes at the cut-off, its days are told once each, it is answered late,
// returned, answered and closed while the next editions print where it stands, and the closed order cites the edition in which the light turned.
func TestThreeMonthsOfOrders(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.plan(t, "zone")
		d := workflow.Orders{Workflow: s.Workflow}
		if _, err := d.SetOrderRules(t.Context(), supervisor, "zone", 0, func(r *tally.OrderRules) error { r.Auto = true; return nil }); err != nil {
			t.Fatal(err)
		}
		s.channel(t, notice.Channel{Kind: notice.EMail, Address: "czj@example.gov.cn", Department: "财政局"})
		s.file(t, p, "财政局", august, "5") // 50% of the year at two thirds of it: red
		s.file(t, p, "商务局", august, "8")
		s.clock.set(china("2018-09-10 09:00"))
		var wg sync.WaitGroup
		for range 3 {
			replica := open(t, s.address, s.clock)
			wg.Go(func() {
				for range 4 {
					if _, err := replica.ticking().Look(t.Context()); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		orders := s.ordersOf(t)
		if len(orders) != 1 || orders[0].Department != "财政局" || orders[0].Basis != tally.OrderByRule || orders[0].Origin.Number != 1 || orders[0].Due != "2018-09-17" {
			t.Fatalf("opened: %+v", orders)
		}

		for _, day := range []string{"2018-09-11", "2018-09-12", "2018-09-13", "2018-09-14", "2018-09-15", "2018-09-16", "2018-09-17", "2018-09-18", "2018-09-19"} {
			s.clock.set(china(day + " 10:00"))
			for range 2 {
				if _, err := s.ticking().Look(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
		if got, want := s.told(t), "交办 蓝牌 黄牌 红牌"; got != want {
			t.Errorf("told %q, want %q", got, want)
		}
		if o := s.ordersOf(t)[0]; o.Colour != tally.OrderRed || o.Left != -2 || o.Age != 9 {
			t.Errorf("two working days over: %+v", o)
		}
		if _, err := d.Answer(t.Context(), clerk, 1, workflow.OrderAnswer{Cause: "征管系统切换，入库推迟", Measure: "逐户核对，九月底前补齐"}); err != nil {
			t.Fatal(err)
		}

		s.file(t, p, "财政局", august.Add(1), "6") // 60% at three quarters: red still
		s.file(t, p, "商务局", august.Add(1), "8")
		s.clock.set(china("2018-10-10 09:00"))
		s.once(t, s.ticking())
		if row := s.orderRow(t, august.Add(1)); row["状态"] != "已反馈" || row["亮牌"] != "" || row["已历天数"] != "30" || row["整改措施"] != "逐户核对，九月底前补齐" || row["亮灯转好"] != "" {
			t.Errorf("September prints %v", row)
		}
		if len(s.ordersOf(t)) != 1 {
			t.Error("a row that is followed was ordered again")
		}
		if _, err := d.Return(t.Context(), supervisor, 1, 0, "措施没有落实到户", workflow.LastDay{Days: 5}); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Answer(t.Context(), clerk, 1, workflow.OrderAnswer{Cause: "征管系统切换，入库推迟", Measure: "已逐户补齐，附清单"}); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Close(t.Context(), supervisor, 1, 0, "清单属实"); err != nil {
			t.Fatal(err)
		}

		s.file(t, p, "财政局", august.Add(2), "9") // 90% at ten twelfths: green
		s.file(t, p, "商务局", august.Add(2), "9")
		s.clock.set(china("2018-11-12 09:00"))
		s.once(t, s.ticking())
		if row := s.orderRow(t, august.Add(2)); row["状态"] != "已销号" || row["办理结果"] != "清单属实" || row["亮灯转好"] != "2018年10月第1版转绿" {
			t.Errorf("October prints %v", row)
		}
		if o := s.ordersOf(t)[0]; o.Turned.Period != august.Add(2) || o.Turned.Light != tally.Green || !o.Acts[1].At.Before(o.ClosedAt) {
			t.Errorf("cites %+v", o.Turned)
		}
		before := s.editions(t, "zone")
		if _, _, err := s.Consolidate(t.Context(), supervisor, "zone", august.Add(2)); err != nil {
			t.Fatal(err)
		}
		if after := s.editions(t, "zone"); len(after) != len(before) {
			t.Errorf("an edition that has nothing new to say was issued: %v", after)
		}
		if report, err := s.Store.Audit.Verify(t.Context()); err != nil || !report.OK() {
			t.Errorf("the chain: %+v %v", report, err)
		}
	})
}

// TestTheClockOrdersNothingUnasked: where a person sends the orders, the clock opens none.
func TestTheClockOrdersNothingUnasked(t *testing.T) {
	s := newSite(t, models.SQLite)
	p := s.plan(t, "zone")
	s.file(t, p, "财政局", august, "5")
	s.clock.set(china("2018-09-10 09:00"))
	if did := s.once(t, s.ticking()); did.Ordered != 0 || len(s.ordersOf(t)) != 0 {
		t.Errorf("ordered %d", did.Ordered)
	}
}

func (s *site) ordersOf(t *testing.T) []tally.Order {
	t.Helper()
	all, err := workflow.Orders{Workflow: s.Workflow}.List(t.Context(), workflow.OrdersAsked{})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// told is what the channel was told of orders, in its order.
func (s *site) told(t *testing.T) string {
	t.Helper()
	all, err := s.Store.Outbox.List(t.Context(), 100)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for i := len(all) - 1; i >= 0; i-- {
		if m := all[i]; m.Notice == notice.Order {
			head, _, _ := strings.Cut(strings.TrimPrefix(m.Subject, "【督办"), "】")
			words = append(words, head)
		}
	}
	return strings.Join(words, " ")
}

// orderRow is the one line of 督办销号 in a period's newest workbook, by its headings.
func (s *site) orderRow(t *testing.T, period tally.Round) map[string]string {
	t.Helper()
	_, data, err := s.Store.Editions.Workbook(t.Context(), "zone", period, 0)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("督办销号")
	if err != nil || len(rows) < 4 {
		t.Fatalf("督办销号 of %s: %v %v", period, rows, err)
	}
	line := map[string]string{}
	for i, head := range rows[2] {
		if i < len(rows[3]) {
			line[strings.ReplaceAll(head, "\n", "")] = rows[3][i]
		}
	}
	return line
}
