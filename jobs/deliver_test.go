package jobs_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/tallysheet/tallysheet/jobs"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/notice"
)

// channel sets up a channel.
func (s *site) channel(t *testing.T, c notice.Channel) notice.Channel {
	t.Helper()
	c, err := s.Store.Channels.Add(t.Context(), supervisor, c)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// exec changes a row of the site's file behind the program's back, as a newer program would.
func (s *site) exec(t *testing.T, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", strings.TrimPrefix(s.address, "sqlite:"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

func (s *site) user(t *testing.T, name string, role account.Role, department string) account.User {
	t.Helper()
	u, err := s.Store.Users.Create(t.Context(), supervisor, account.NewUser{Name: name, Role: role, Department: department})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func (s *site) posting(box *mailbox) *jobs.Clock {
	c := s.ticking()
	c.Gap = time.Millisecond
	if box != nil {
		c.Mail = box.server
	}
	return c
}

func TestSentFileIsTheDownloadedFile(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.plan(t, "zone")
		box, hook, wecom := newMailbox(t), newRobot(t), newRobot(t)
		s.channel(t, notice.Channel{Kind: notice.EMail, Address: "czj@example.gov.cn", Department: "财政局"})
		s.channel(t, notice.Channel{Kind: notice.EMail, Address: "wang@example.gov.cn", UserID: s.user(t, "wang", account.Leader, "").ID})
		s.channel(t, notice.Channel{Kind: notice.EMail, Address: "root@example.gov.cn", UserID: s.user(t, "root", account.Administrator, "").ID})
		s.channel(t, notice.Channel{Kind: notice.Webhook, Address: hook.URL + "/hook", Secret: vectorSecret})
		s.channel(t, notice.Channel{Kind: notice.WeCom, Address: wecom.URL + "/robot/cgi-bin/webhook/send?key=k", Department: "商务局"})
		s.file(t, p, "财政局", august, "5")
		s.file(t, p, "商务局", august, "6")
		s.clock.set(china("2018-09-10 09:00"))
		c := s.posting(box)
		s.once(t, c)
		s.once(t, c)

		whole := func(department string) []byte {
			_, data, err := s.Workbook(t.Context(), "zone", august, 0, department)
			if err != nil {
				t.Fatal(err)
			}
			return data
		}
		got := map[string][]byte{}
		for _, l := range box.taken() {
			if l.file != "" {
				got[l.to] = l.data
				if !strings.HasSuffix(l.file, ".xlsx") || l.id == "" || !strings.HasPrefix(l.subject, "【汇总表】") {
					t.Errorf("letter to %s: %q %q %q", l.to, l.subject, l.file, l.id)
				}
			}
		}
		if len(got) != 2 || !bytes.Equal(got["czj@example.gov.cn"], whole("财政局")) || !bytes.Equal(got["wang@example.gov.cn"], whole("")) {
			t.Errorf("%d files by mail, or not the ones to download", len(got))
		}
		if bytes.Equal(whole("财政局"), whole("")) {
			t.Error("the department's file is not cut")
		}
		posts := hook.taken()
		if len(posts) != 1 {
			t.Fatalf("%d posts to the office, want the edition alone", len(posts))
		}
		v := posts[0].json(t)
		if !bytes.Equal(v.File.Content, whole("")) || v.File.SHA256 != fmt.Sprintf("%x", sha256.Sum256(whole(""))) {
			t.Error("the office's file is not the one to download")
		}
		if receiver, err := standardwebhooks.NewWebhook(vectorSecret); err != nil || receiver.Verify(posts[0].body, posts[0].head) != nil {
			t.Errorf("a receiver by the book refuses the signature %s", posts[0].head.Get("Webhook-Signature"))
		}
		var paths []string
		for _, p := range wecom.taken() {
			paths = append(paths, p.path)
			if strings.HasSuffix(p.path, "upload_media") && !bytes.Contains(p.body, whole("商务局")) {
				t.Error("the robot's file is not the one to download")
			}
		}
		send, upload := "/robot/cgi-bin/webhook/send", "/robot/cgi-bin/webhook/upload_media"
		if d := cmp.Diff([]string{send, send, upload, send}, paths); d != "" { // accepted; the edition and its file
			t.Error(d)
		}
	})
}

func mac(key, text string) string {
	m := hmac.New(sha256.New, []byte(key))
	m.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(m.Sum(nil))
}

// vectorSecret is that of the published test vector (standard-webhooks, libraries/*/test: id, time, body and signature below).
const vectorSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

func TestWebhookSignatureOfTheSpecification(t *testing.T) {
	body := []byte(`{"test": 2432232314}`)
	got, err := jobs.SignWebhook(vectorSecret, "msg_p5jXN8AQM9LWM0D4loKWxJek", time.Unix(1614265330, 0), body)
	if want := "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; err != nil || got != want {
		t.Errorf("%s, want %s (%v)", got, want, err)
	}
	s := newSite(t, models.SQLite)
	for kind, secrets := range map[notice.ChannelKind][]string{
		notice.Webhook: {"s3", "whsec_kurz", "whsec_" + strings.Repeat("A", 28), "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"},
		notice.WeCom:   {"s3"},
		notice.EMail:   {"s3"},
	} {
		for _, secret := range secrets {
			address := map[bool]string{true: "a@b.cn", false: "https://h.example/x"}[kind == notice.EMail]
			if _, err := s.Store.Channels.Add(t.Context(), supervisor, notice.Channel{Kind: kind, Address: address, Secret: secret}); err == nil {
				t.Errorf("%s takes the secret %q", kind, secret)
			}
		}
	}
}

// A file that the robot refuses is tried again by itself: the text that the group has read does not come again.
func TestARetriedNoticeSendsOnlyWhatIsMissing(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.plan(t, "zone")
		wecom := newRobot(t)
		s.channel(t, notice.Channel{Kind: notice.WeCom, Address: wecom.URL + "/robot/send?key=k"})
		s.file(t, p, "财政局", august, "5")
		s.file(t, p, "商务局", august, "6")
		s.clock.set(china("2018-09-10 09:00"))
		wecom.refusing("upload_media", `{"errcode":45009,"errmsg":"api freq out of limit"}`)
		c := s.posting(nil)
		once := func() {
			s.once(t, c)
			time.Sleep(5 * time.Millisecond) // the wait for the next try is by the clock of the database
		}
		for range 3 {
			once()
		}
		wecom.refusing("", "")
		for range 3 {
			once()
		}
		texts, files := 0, 0
		for _, p := range wecom.taken() {
			if strings.HasSuffix(p.path, "upload_media") {
				continue
			}
			switch p.json(t).MsgType {
			case "text":
				texts++
			case "file":
				files++
			}
		}
		if texts != 1 || files != 1 {
			t.Errorf("the group was sent %d texts and %d files, want one of each", texts, files)
		}
	})
}

// A kind that this program does not know (a newer one wrote it) is said, and nothing is posted anywhere.
func TestAnUnknownKindOfChannelIsNoWebhook(t *testing.T) {
	s := newSite(t, models.SQLite)
	p := s.plan(t, "zone")
	hook := newRobot(t)
	ch := s.channel(t, notice.Channel{Kind: notice.Webhook, Address: hook.URL, Department: "财政局"})
	if _, err := s.Store.Channels.Add(t.Context(), supervisor, notice.Channel{Kind: "pager", Address: hook.URL}); err == nil {
		t.Error("an unknown kind can be set up")
	}
	s.exec(t, "UPDATE channels SET kind = 'pager' WHERE id = '"+ch.ID+"'")
	s.file(t, p, "财政局", august, "5")
	c := s.posting(nil)
	s.once(t, c)
	if posts := hook.taken(); len(posts) != 0 {
		t.Errorf("posted: %s", posts[0].body)
	}
	waiting, err := s.Store.Outbox.List(t.Context(), 10, models.RunFailed)
	if err != nil || len(waiting) != 1 || !strings.Contains(waiting[0].Run.LastError, "pager") {
		t.Errorf("%+v, %v", waiting, err)
	}
}

func TestNoticesOfWhatHappened(t *testing.T) {
	s := newSite(t, models.SQLite)
	p := s.plan(t, "zone")
	ding, fei := newRobot(t), newRobot(t)
	s.channel(t, notice.Channel{Kind: notice.DingTalk, Address: ding.URL + "/robot/send?access_token=a", Secret: "SECd", Department: "财政局"})
	moved := s.user(t, "zhao", account.Reporter, "商务局")
	s.channel(t, notice.Channel{Kind: notice.Feishu, Address: fei.URL + "/robot/hook/f", Secret: "SECf", UserID: moved.ID})
	c := s.posting(nil)
	sub := s.file(t, p, "财政局", august, "5")
	if _, err := s.Store.Submissions.Return(t.Context(), supervisor, sub.ID, 0, "数据与台账不符"); err != nil {
		t.Fatal(err)
	}
	if err := s.Store.Periods.Lock(t.Context(), supervisor, "zone", august, "", "季度核查", "督查办 8001"); err != nil {
		t.Fatal(err)
	}
	s.once(t, c)
	s.once(t, c)
	var got []string
	for _, p := range ding.taken() {
		got = append(got, p.json(t).Content.Text)
		at := p.query["timestamp"][0]
		if p.query["sign"][0] != mac("SECd", at+"\nSECd") {
			t.Error("钉钉's signature does not fit")
		}
	}
	want := []string{
		"【通过】财政局2018年8月报送（第1版）\n财政局2018年8月报送的第1版已通过审核，数据进入汇总。",
		"【退回】财政局2018年8月报送（第1版）\n财政局2018年8月报送的第1版已退回。\n退回理由：数据与台账不符\n请按理由修改后重新上传，修改前的数据不进入汇总。",
		"【锁定】2018年8月报送已锁定\n2018年8月已锁定，不能再报送或改动：季度核查。\n需要补报请联系督查办 8001。",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	posts := fei.taken()
	if len(posts) != 2 { // and that the month is open
		t.Fatalf("%d posts to 商务局, want the lock and the reminder", len(posts))
	}
	v := posts[0].json(t)
	if v.Sign != mac(v.Timestamp+"\nSECf", "") || !strings.HasPrefix(v.Content.Text, "【锁定】") {
		t.Errorf("飞书: %s", posts[0].body)
	}
	// Who moved to another department is not sent what waits for the old one.
	if err := s.Store.Periods.Lock(t.Context(), supervisor, "zone", august, "商务局", "补充核查", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Look(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := s.Store.Users.SetPost(t.Context(), supervisor, moved, account.Post{Label: moved.Label, Role: account.Reporter, Department: "财政局"}); err != nil {
		t.Fatal(err)
	}
	s.once(t, c)
	if posts := fei.taken(); len(posts) != 0 {
		t.Errorf("sent to who moved: %s", posts[0].body)
	}
}
