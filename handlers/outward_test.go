package handlers_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/jobs"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/workflow/telling"
)

// receiver is somebody's webhook: it keeps what it was sent, and answers as it is told to.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	got    []string
}

func newReceiver(t *testing.T) *receiver {
	r := &receiver{status: http.StatusOK}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, _ := io.ReadAll(q.Body)
		var m struct{ Subject, Text string }
		_ = json.Unmarshal(body, &m)
		r.mu.Lock()
		defer r.mu.Unlock()
		if w.WriteHeader(r.status); r.status == http.StatusOK {
			r.got = append(r.got, m.Subject+"\n"+m.Text)
		}
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) answers(status int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.status = status
}

func (r *receiver) all() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return strings.Join(r.got, "\n")
}

// deliver sends what is due, as the clock does; so many times, whatever the waits between.
func (s *site) deliver(times int) {
	s.t.Helper()
	c := &jobs.Clock{Workflow: s.workflow, Log: slog.New(slog.DiscardHandler), HTTP: http.DefaultClient, Retry: func(int) time.Duration { return time.Nanosecond },
		Now: func(context.Context) (time.Time, error) { return s.now, nil }}
	for range times {
		if err := c.Deliver(s.t.Context()); err != nil {
			s.t.Fatal(err)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// has fails where a page does not say a text.
func (b *browser) has(path string, texts ...string) string {
	b.s.t.Helper()
	w := b.get(path)
	if w.Code != http.StatusOK {
		b.s.t.Fatalf("%s answers %d", path, w.Code)
	}
	for _, text := range texts {
		if !strings.Contains(w.Body.String(), text) {
			b.s.t.Errorf("%s does not say %q", path, text)
		}
	}
	return w.Body.String()
}

// TestAChannelIsTriedAndMended adds a channel, sends it a message, sees it parked with the reason in words, and has it tried again; one
// that is dropped is not sent.
func TestAChannelIsTriedAndMended(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		office, admin := s.signedIn("du", account.Supervisor, ""), s.signedIn("zhou", account.Administrator, "")
		to := newReceiver(t)
		office.has("/channels", "还没有通知渠道", "下一步：在下面加一个")
		admin.has("/channels", "请督查办在“通知”里添加")
		if w := office.post("/channels", "owner", "department:"+economy, "kind", "webhook", "address", "ftp://x", "label", "局里"); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("an address that is none: %d", w.Code)
		}
		if w := admin.post("/channels", "owner", "", "kind", "webhook", "address", to.URL); w.Code != http.StatusForbidden {
			t.Errorf("who administers sets up where figures go: %d", w.Code)
		}
		if w := office.post("/channels", "owner", "department:"+economy, "kind", "webhook", "address", to.URL, "label", "局里"); w.Code != http.StatusSeeOther {
			t.Fatalf("a channel: %d %s", w.Code, w.Body)
		}
		channels, err := s.store.Channels.List(t.Context())
		if err != nil || len(channels) != 1 {
			t.Fatal(channels, err)
		}
		at := "/channels/" + channels[0].ID
		try := func() {
			t.Helper()
			s.now = s.now.Add(time.Minute)
			if w := admin.post(at + "/trial"); w.Code != http.StatusSeeOther {
				t.Fatalf("a trial: %d %s", w.Code, w.Body)
			}
		}
		try()
		admin.has("/channels", economy, "局里", "测试消息", "待执行")
		s.deliver(1)
		admin.has("/channels", "已发送")
		if !strings.Contains(to.all(), "【测试】") {
			t.Errorf("the receiver got %q", to.all())
		}

		to.answers(http.StatusServiceUnavailable)
		try()
		s.deliver(1)
		office.has("/outbox", "待重试", "对方的服务出了故障", "失败 1 次")
		s.deliver(4)
		office.has("/outbox", "已停下", "等对方恢复后再重试")
		list, err := s.store.Outbox.List(t.Context(), 10, "parked")
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		run := []string{"job", list[0].Run.Job, "period", list[0].Run.Period, "n", "1"}
		to.answers(http.StatusOK)
		if w := admin.post("/outbox/retry", run...); w.Code != http.StatusSeeOther {
			t.Errorf("retry: %d %s", w.Code, w.Body)
		}
		s.deliver(1)
		office.has("/outbox", "没有等着发的")
		if strings.Count(to.all(), "【测试】") != 2 {
			t.Errorf("the receiver got %q", to.all())
		}

		try()
		list, err = s.store.Outbox.List(t.Context(), 10, "pending")
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		run = []string{"job", list[0].Run.Job, "period", list[0].Run.Period, "n", "1"}
		if w := office.post("/outbox/drop", run...); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("dropped without a reason: %d", w.Code)
		}
		if w := office.post("/outbox/drop", append(run, "reason", "地址换了")...); w.Code != http.StatusSeeOther {
			t.Errorf("drop: %d %s", w.Code, w.Body)
		}
		if w := office.post("/outbox/drop", append(run, "reason", "再来")...); w.Code != http.StatusNotFound {
			t.Errorf("dropped twice: %d", w.Code)
		}
		if w := office.post("/outbox/drop", "job", "consolidate/"+planKey, "period", "2018-09", "n", "1", "reason", "不要了"); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("the number of an edition is dropped: %d", w.Code)
		}
		s.deliver(1)
		office.has("/outbox?show=all", "作罢：地址换了")
		if strings.Count(to.all(), "【测试】") != 2 {
			t.Errorf("what was dropped was sent: %q", to.all())
		}
		if w := office.post(at + "/end"); w.Code != http.StatusSeeOther {
			t.Errorf("end: %d", w.Code)
		}
		office.has("/channels", "还没有通知渠道")
		if w := office.post(at + "/trial"); w.Code != http.StatusConflict {
			t.Errorf("a closed channel is tried: %d", w.Code)
		}
	})
}

// TestTheOfficeUrges sends a reminder to those who have not filed, once, by their channels, and shows what was sent and that it arrived.
func TestTheOfficeUrges(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		s.file("2018-09", commerce, false)
		office := s.signedIn("du", account.Supervisor, "")
		wang := s.person("wang", account.Reporter, economy)
		to := newReceiver(t)
		for _, ch := range []notice.Channel{{Kind: notice.Webhook, Address: to.URL, UserID: wang.ID, Label: "王的手机"}, {Kind: notice.Webhook, Address: to.URL, Department: commerce}} {
			if _, err := s.store.Channels.Add(t.Context(), wang.Actor(""), ch); err != nil {
				t.Fatal(err)
			}
		}
		const page = "/plans/" + planKey + "/periods/2018-09/urge"
		body := office.has(page, economy, "王的手机", "没有通知渠道", "这一期还没有发过提醒", "附言")
		if strings.Contains(body, `value="`+commerce+`"`) {
			t.Error("a department that has filed is to be urged")
		}
		if w := office.post(page, "round", "1", "department", "财政局"); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("one without a channel is urged: %d", w.Code)
		}
		if w := office.post(page, "round", "1", "department", economy, "department", commerce, "word", "主任要看，请今天报。"); w.Code != http.StatusSeeOther || !strings.Contains(w.Header().Get("Location"), "told=1") {
			t.Fatalf("urge: %d %s %s", w.Code, w.Header().Get("Location"), w.Body)
		}
		if w := office.post(page, "round", "1", "department", economy); w.Code != http.StatusConflict {
			t.Errorf("a second press sends again: %d", w.Code)
		}
		s.deliver(1)
		if got := to.all(); strings.Count(got, "【催报】") != 1 || !strings.Contains(got, "主任要看，请今天报。") || !strings.Contains(got, economy) {
			t.Errorf("sent: %q", got)
		}
		office.has(page, "已发送", "主任要看，请今天报。", "催报", `name="round" value="2"`)
		s.file("2018-09", economy, false)
		if body := office.get(page).Body.String(); strings.Contains(body, `value="`+economy+`"`) {
			t.Error("who has filed since is still to be urged")
		}
	})
}

// TestWhyInWords puts what failures say of themselves into words.
func TestWhyInWords(t *testing.T) {
	for raw, says := range map[string]string{
		"": "", "post to oa.gov.cn: dial tcp 10.0.0.9:443: connect: connection refused": "对方没有接通。", "post to oa.gov.cn: dial tcp: lookup oa.gov.cn: no such host": "找不到这个地址的主机。",
		"the robot refused: 93000 invalid webhook url": "机器人不认这个地址、密钥或关键词。", "the robot refused: 45009 api freq out of limit": "发得太密，机器人暂时不收。", "the robot refused: 1 odd": "机器人拒收。",
		"oa.gov.cn answers 404 Not Found": "对方说没有这个地址，或不许发。", "没有设置发信服务器（TALLYSHEET_SMTP），邮件发不出去": "没有设置发信服务器，邮件发不出去。", "something odd": "没有做成。",
		"这个月的数据还没有固定": "这个月的数据还没有固定", "context deadline exceeded": "等了太久没有回答。",
	} {
		if got := telling.WhyOf(raw); got.Says != says || raw != "" && (got.Helps == "" || got.Raw != raw) {
			t.Errorf("%q is said as %+v", raw, got)
		}
	}
}
