package handlers_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/handlers"
	settings "github.com/tallysheet/tallysheet/handlers/office"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/workflow"
)

// TestTheSiteIsSetByAPage sets the rules of passwords, who issues documents and how long traces are kept: in force at once, on record, and not
// over what somebody else set since.
func TestTheSiteIsSetByAPage(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		s.file("2018-09", economy, false)
		admin := s.signedIn("zhou", account.Administrator, "")
		body := admin.has("/settings", "等级保护", "长口令、不定期更换", "还没有改过", `value="400"`, "未设置，邮件通知发不出去")
		if strings.Contains(body, ">djbh<") || strings.Contains(body, "TALLYSHEET_") {
			t.Error("a key stands where words belong")
		}
		set := func(status int, version string, pairs ...string) {
			t.Helper()
			form := map[string]string{"version": version, "passwords": "djbh", "signed": "", "audit_days": "400", "trace_days": "400"}
			for i := 0; i < len(pairs); i += 2 {
				form[pairs[i]] = pairs[i+1]
			}
			var all []string
			for k, v := range form {
				all = append(all, k, v)
			}
			if w := admin.post("/settings", all...); w.Code != status {
				t.Errorf("set %v at %s: %d %s", pairs, version, w.Code, w.Body)
			}
		}
		set(422, "0", "audit_days", "100")
		set(400, "0", "audit_days", "many")
		set(400, "0", "passwords", "none")
		set(422, "0", "signed", strings.Repeat("长", 61))
		set(303, "0", "passwords", "asvs", "signed", "开发区管委会督查办公室", "audit_days", "200")
		set(409, "0", "signed", "另一个单位")
		admin.has("/settings?saved=yes", "已保存，马上生效", "张zhou", "开发区管委会督查办公室", `value="200"`)

		reporter := s.signedIn("wang", account.Reporter, economy)
		if w := reporter.post("/account/password", "old", password, "new", "Short-Pass-12", "again", "Short-Pass-12"); !strings.Contains(w.Body.String(), "至少需要 15 个") {
			t.Errorf("the rules that were set are not in force: %d", w.Code)
		}
		s.now = s.now.Add(20 * time.Minute) // 15 minutes are the end of a session by 等保, 30 by what was set
		if w := reporter.get("/account"); w.Code != http.StatusOK {
			t.Errorf("the session ends by the rules before: %d", w.Code)
		}

		if _, _, err := s.workflow.Consolidate(t.Context(), s.person("x", account.Supervisor, "").Actor(""), planKey, september); err != nil {
			t.Fatal(err)
		}
		var doc bytes.Buffer
		if _, err := s.workflow.WriteOfficial(t.Context(), &doc, workflow.OfficialCircular, planKey, september, 0); err != nil || !strings.Contains(documentText(t, doc.Bytes()), "开发区管委会督查办公室") {
			t.Errorf("the circular is not signed as was set: %v", err)
		}
		auditor := s.signedIn("sun", account.Auditor, "")
		rows, err := s.store.Audit.List(t.Context(), models.AuditFilter{Action: "site.settings"})
		if err != nil || len(rows) != 1 {
			t.Fatal(rows, err)
		}
		auditor.has(fmt.Sprintf("/audit/%d", rows[0].Seq), "修改系统设置", "落款单位", "审计记录保留天数")
	})
}

// TestWhatTheServiceWasStartedWithIsNotSet keeps the page from what an operator pinned.
func TestWhatTheServiceWasStartedWithIsNotSet(t *testing.T) {
	days := 365
	s := newSite(t, func(c *handlers.Config) {
		c.Profile, c.Started = "djbh", settings.Started{AuditDays: &days, Mail: "mail.example.gov.cn"}
	})
	admin := s.signedIn("zhou", account.Administrator, "")
	admin.has("/settings", "启动服务时已指定，在这里改不了。", `value="365" disabled`, "mail.example.gov.cn")
	if w := admin.post("/settings", "version", "0", "passwords", "asvs", "signed", "", "audit_days", "200", "trace_days", "300"); w.Code != http.StatusSeeOther {
		t.Fatalf("set: %d %s", w.Code, w.Body)
	}
	set, err := s.store.Site.Settings(t.Context())
	if err != nil || set.Passwords != "" || set.AuditDays != nil || *set.TraceDays != 300 {
		t.Errorf("stored: %+v %v", set, err)
	}
}
