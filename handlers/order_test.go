package handlers_test

import (
	"bytes"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// orders gives each of two departments an order: a row of the published September, and a thing decided in a meeting. No rule follows
// another row.
func (s *site) orders() {
	s.t.Helper()
	d := workflow.Orders{Workflow: s.workflow}
	_, err := d.SetOrderRules(s.t.Context(), models.System(), planKey, 0, func(r *tally.OrderRules) error {
		r.Red, r.Twice = false, false
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, n := range []workflow.NewOrder{
		{Plan: planKey, Period: september, Indicator: "地区生产总值", Why: "全年任务重"},
		{Basis: tally.OrderMeeting, Subject: "加快外资到账", Source: "主任办公会第3次", SourceDate: "2018-10-08", Department: commerce},
	} {
		if _, err := d.Open(s.t.Context(), models.System(), n); err != nil {
			s.t.Fatal(err)
		}
	}
}

// seenOrder is an order as the API answers.
type seenOrder struct {
	N         int
	State     string
	Version   int
	Due       string
	Colour    string
	Left, Age int
	Sentence  string
	Late      bool
	Turned    struct{ Number int }
	Draft     struct{ Cause, Measure string }
	Evidence  []struct{ ID string }
}

type seenOrders struct {
	Orders []seenOrder
	Counts tally.OrderCounts
}

const answerText = `{"cause":"审批环节多，推进偏慢","measure":"倒排工期，逐个项目跟踪"}`

// TestOrdersByTheAPI walks an order from its proposal to 销号, and what is refused on the way.
func TestOrdersByTheAPI(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.publishedOn(t)
		office := s.withToken("du", account.Supervisor, "", account.Scopes()...)
		wang := s.withToken("wang", account.Reporter, economy, account.Scopes()...)
		li := s.withToken("li", account.Reporter, commerce, account.Scopes()...)
		at := "/api/v1/plans/" + planKey + "/periods/2018-09/orders"
		proposed := read[workflow.OrderProposals](t, office.get(at))
		if len(proposed.Rows) < 2 {
			t.Fatalf("proposed: %+v", proposed)
		}
		opened := read[seenOrders](t, office.send(at, `{}`))
		if len(opened.Orders) != len(proposed.Rows) || opened.Counts.Open != len(proposed.Rows) {
			t.Fatalf("opened: %+v", opened)
		}
		if w := office.send(at, `{}`); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("opened twice: %d %s", w.Code, w.Body)
		}
		all := read[seenOrders](t, wang.get("/api/v1/orders"))
		theirs := read[seenOrders](t, li.get("/api/v1/orders"))
		if len(all.Orders) == 0 || len(all.Orders)+len(theirs.Orders) != len(opened.Orders) {
			t.Fatalf("%d of %s, %d of %s, %d opened", len(all.Orders), economy, len(theirs.Orders), commerce, len(opened.Orders))
		}
		one := "/api/v1/orders/" + strconv.Itoa(all.Orders[0].N)
		for who, b := range map[string]*browser{"get": li, "answer": li} {
			w := b.get(one)
			if who == "answer" {
				w = b.send(one+"/answer", answerText)
			}
			if w.Code != http.StatusNotFound {
				t.Errorf("another department may %s: %d", who, w.Code)
			}
		}
		for body, status := range map[string]int{`{"measure":"尽快办"}`: 422, `{"cause":"慢","measure":"倒排工期，逐个项目跟踪"}`: 422, `{"version":9,"cause":"审批环节多，推进偏慢","measure":"倒排工期，逐个项目跟踪"}`: 409} {
			if w := wang.send(one+"/answer", body); w.Code != status {
				t.Errorf("%s: %d %s", body, w.Code, w.Body)
			}
		}
		if w := office.send(one+"/close", `{}`); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "没有待核实的反馈") {
			t.Errorf("closed without an answer: %d %s", w.Code, w.Body)
		}
		if w := wang.send(one+"/close", `{}`); w.Code != http.StatusForbidden {
			t.Errorf("a department closes: %d", w.Code)
		}
		answered := read[seenOrder](t, wang.send(one+"/answer", answerText))
		if answered.State != "answered" || answered.Version != 2 || answered.Colour != "" {
			t.Fatalf("answered: %+v", answered)
		}
		returned := read[seenOrder](t, office.send(one+"/return", `{"reason":"没有时限","days":3}`))
		if returned.State != "returned" || returned.Colour != "blue" || returned.Left != 3 {
			t.Errorf("returned: %+v", returned)
		}
		extended := read[seenOrder](t, office.send(one+"/extend", `{"reason":"等批复","days":20}`))
		if extended.State != "extended" || extended.Due <= returned.Due || extended.Colour != "" {
			t.Errorf("extended: %+v", extended)
		}
		read[seenOrder](t, wang.send(one+"/answer", answerText))
		if closed := read[seenOrder](t, office.send(one+"/close", `{"version":5,"result":"属实"}`)); closed.State != "closed" {
			t.Errorf("closed: %+v", closed)
		}
		for _, act := range []string{"answer", "close", "return", "extend"} {
			b, body := office, `{"reason":"再看看","due":"2019-01-01"}`
			switch act {
			case "answer":
				b, body = wang, answerText
			case "close":
				body = `{}`
			}
			if w := b.send(one+"/"+act, body); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "已由张du于") {
				t.Errorf("%s after 销号: %d %s", act, w.Code, w.Body)
			}
		}
		if report, err := s.store.Audit.Verify(t.Context()); err != nil || !report.OK() {
			t.Errorf("the chain: %+v %v", report, err)
		}
	})
}

// TestOrdersOpenedByHand: a green row needs a reason, a row is followed once, a typed order needs its source, date and a known department.
func TestOrdersOpenedByHand(t *testing.T) {
	s := newSite(t)
	s.publishedOn(t)
	office := s.withToken("du", account.Supervisor, "", account.Scopes()...)
	_, ed, err := s.store.Editions.Get(t.Context(), planKey, september, 0)
	if err != nil {
		t.Fatal(err)
	}
	green := ""
	for _, r := range ed.Rows {
		if r.Main.Light == tally.Green {
			green = r.Indicator.ID
		}
	}
	row := `{"plan":"` + planKey + `","period":"2018-09","indicator":"` + green + `"`
	typed := `{"basis":"meeting","subject":"加快河道整治","department":"` + economy + `"`
	for _, one := range []struct {
		body   string
		status int
		says   string
	}{
		{row + `}`, 422, "绿灯"},
		{row + `,"why":"全年任务重"}`, 201, green},
		{row + `,"why":"全年任务重"}`, 409, "已有第1号督办单"},
		{`{"plan":"` + planKey + `","period":"2018-09","indicator":"没有的指标"}`, 404, "没有“没有的指标”"},
		{typed + `}`, 422, "出处"},
		{typed + `,"source":"办公会"}`, 422, "日期"},
		{typed + `,"source":"办公会","source_date":"10月8日"}`, 422, "2018-10-08"},
		{typed + `,"source":"办公会","source_date":"2018-10-08","due":"2018-10-01"}`, 422, "已经过了"},
		{typed + `,"source":"办公会","source_date":"2018-10-08","days":251}`, 422, "工作日"},
		{`{"basis":"meeting","subject":"加快河道整治","department":"没有的局","source":"办公会","source_date":"2018-10-08"}`, 422, "没有的局"},
		{`{"subject":"加快河道整治","department":"` + economy + `"}`, 422, "批示"},
		{typed + `,"source":"办公会","source_date":"2018-10-08","days":2}`, 201, "2018-10-10"},
	} {
		if w := office.send("/api/v1/orders", one.body); w.Code != one.status || !strings.Contains(w.Body.String(), one.says) {
			t.Errorf("%s: %d %s", one.body, w.Code, w.Body)
		}
	}
}

// TestOfTwoAtOnceOneIsTold: the same version of an order is closed and returned at once; one act stands, and the other is told whose.
func TestOfTwoAtOnceOneIsTold(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.publishedOn(t)
		s.orders()
		wang := s.withToken("wang", account.Reporter, economy, account.Scopes()...)
		read[seenOrder](t, wang.send("/api/v1/orders/1/answer", answerText))
		du, zhao := s.person("du", account.Supervisor, "").Actor(""), s.person("zhao", account.Supervisor, "").Actor("")
		d := workflow.Orders{Workflow: s.workflow}
		var wg sync.WaitGroup
		errs := make([]error, 2)
		wg.Go(func() { _, errs[0] = d.Close(t.Context(), du, 1, 2, "属实") })
		wg.Go(func() { _, errs[1] = d.Return(t.Context(), zhao, 1, 2, "没有时限", workflow.LastDay{}) })
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("both or none: %v", errs)
		}
		winner, lost := "张du", errs[1]
		if errs[0] != nil {
			winner, lost = "张zhao", errs[0]
		}
		var refused *models.Error
		if !errors.As(lost, &refused) || refused.Code != models.Conflict || !strings.Contains(refused.Message, winner) {
			t.Errorf("the loser is told %v, not of %s", lost, winner)
		}
		if o, err := d.Get(t.Context(), 1); err != nil || o.Version != 3 || len(o.Acts) != 3 {
			t.Errorf("stands: %+v %v", o, err)
		}
	})
}

// TestOrdersOnThePages walks both roles by forms: the proposals, the home page of the department with the draft of its answer, the
// evidence, the verification; and the leader's lights.
func TestOrdersOnThePages(t *testing.T) {
	s := newSite(t)
	s.publishedOn(t)
	du, wang := s.signedIn("du", account.Supervisor, ""), s.signedIn("wang", account.Reporter, economy)
	month := "/plans/" + planKey + "/periods/2018-09"
	page := du.get(month + "/orders").Body.String()
	if !strings.Contains(page, "民间投资增速") || !strings.Contains(page, "按下以后才交办") {
		t.Fatalf("proposals: %s", clip(page))
	}
	if w := du.post(month+"/orders", "asks", ""); w.Code != http.StatusBadRequest {
		t.Errorf("nothing ticked: %d", w.Code)
	}
	id := s.indicatorNamed("民间投资增速").ID
	if w := du.post(month+"/orders", "indicator", id, "days", "2"); w.Code != http.StatusSeeOther {
		t.Fatalf("opened: %d %s", w.Code, clip(w.Body.String()))
	}
	if home := wang.get("/").Body.String(); !strings.Contains(home, "民间投资增速") || !strings.Contains(home, "蓝牌") || !strings.Contains(home, "2018-10-10") {
		t.Errorf("the department's home does not tell of it: %s", clip(home))
	}
	one := wang.get("/orders/1").Body.String()
	if !strings.Contains(one, "带过来的") {
		t.Errorf("no draft of the answer: %s", clip(one))
	}
	if w := wang.upload("/orders/1/evidence", "照片.png", []byte("\x89PNG\r\n\x1a\n....")); w.Code != http.StatusSeeOther {
		t.Errorf("evidence: %d %s", w.Code, clip(w.Body.String()))
	}
	if w := wang.post("/orders/1/answer", "version", "1", "cause", "短", "measure", "倒排工期，逐个项目跟踪"); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "倒排工期") {
		t.Errorf("a short cause comes back with what was typed: %d", w.Code)
	}
	if w := wang.post("/orders/1/answer", "version", "1", "cause", "审批环节多，推进偏慢", "measure", "倒排工期，逐个项目跟踪"); w.Code != http.StatusSeeOther {
		t.Fatalf("answer: %d %s", w.Code, clip(w.Body.String()))
	}
	if page := du.get("/orders/1").Body.String(); !strings.Contains(page, "核实销号") || !strings.Contains(page, "照片.png") {
		t.Errorf("the office sees: %s", clip(page))
	}
	if w := du.post("/orders/1/close", "version", "2", "result", "现场核实"); w.Code != http.StatusSeeOther {
		t.Fatalf("close: %d", w.Code)
	}
	if w := wang.upload("/orders/1/evidence", "再来.png", []byte("\x89PNG\r\n\x1a\n,,,,")); w.Code != http.StatusConflict {
		t.Errorf("evidence after 销号: %d", w.Code)
	}
	if again := du.get(month + "/orders").Body.String(); !strings.Contains(again, "已有第 1 号") {
		t.Error("a row that was followed since this edition is proposed again")
	}
	if page := s.signedIn("chen", account.Leader, "").get(month + "/lights").Body.String(); !strings.Contains(page, "督办单第 1 号") || !strings.Contains(page, "倒排工期") {
		t.Error("no order beside the light")
	}
	if page := s.signedIn("sun", account.Auditor, "").get("/orders").Body.String(); !strings.Contains(page, "民间投资增速") || strings.Contains(page, "按批示或会议交办") {
		t.Error("the auditor's ledger")
	}
	if brief := du.get(month + "/brief").Body.String(); !strings.Contains(brief, "已交办督办单1件，已销号1件，未销号0件") {
		t.Error("the brief does not count the orders")
	}
	book, err := excelize.OpenReader(bytes.NewReader(du.get("/api/v1/orders.xlsx").Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if got, err := book.GetCellValue("督办台账", "P3"); err != nil || got != "倒排工期，逐个项目跟踪" {
		t.Errorf("ledger: %q %v", got, err)
	}
}

// publishedOn files two departments' September and issues its edition.
func (s *site) publishedOn(t *testing.T) {
	t.Helper()
	s.withPlan()
	for _, d := range []string{economy, commerce} {
		s.file("2018-08", d, false)
		s.file("2018-09", d, false)
	}
	if _, _, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, september); err != nil {
		t.Fatal(err)
	}
	s.now = time.Date(2018, 10, 8, 2, 0, 0, 0, time.UTC)
}
