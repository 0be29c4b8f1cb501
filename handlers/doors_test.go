package handlers_test

import (
	"net/http"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/mysqltest"
)

// TestEveryDoorOpens walks the demo as each role, on both databases: every link, every form, every file.
func TestEveryDoorOpens(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) {
		doors(demo(t, "sqlite:"+t.TempDir()+"/demo.db"), [][2]int64{{1366, 768}, {390, 844}})
	})
	t.Run("MariaDB", func(t *testing.T) { doors(demo(t, mysqltest.Database(t)), [][2]int64{{390, 844}}) })
}

func doors(s *site, sizes [][2]int64) {
	t := s.t
	t.Helper()
	base := s.listen()
	reached, sent := map[string]bool{}, map[string]bool{}
	var crawlers []*crawler
	roles := append([]account.Role{account.Supervisor, nobody}, slices.DeleteFunc(account.Roles(), func(r account.Role) bool { return r == account.Supervisor })...)
	for _, role := range roles { // the office first: what it waives is still the newest then
		b, department := s.browser(), ""
		if role == account.Reporter {
			department = economy
		}
		if role != nobody {
			b = s.signedIn(string(role), role, department)
		}
		c := newCrawler(s, b, role)
		c.walk()
		crawlers = append(crawlers, c)
	}
	began := time.Now()
	looks(s, base, crawlers, sizes)
	t.Logf("looked at in %s", time.Since(began).Round(time.Second))
	for range 2 { // what was done opens more: an account closed can be opened again
		for _, c := range crawlers {
			for i := 0; i < len(c.forms); i++ { // a page that answers a form has forms too
				c.firstOf(i)
				if route := c.send(c.forms[i]); route != "" {
					sent[route] = true
				}
			}
			c.forms = nil
		}
		for _, c := range crawlers {
			c.again()
		}
	}
	for _, c := range crawlers {
		for route := range c.reached {
			reached[string(c.role)+" "+route], reached[route] = true, true
		}
	}
	for _, r := range s.Routes() {
		name := r.Method + " " + r.Path
		if notByClick[name] != "" {
			continue
		}
		switch forPrograms := strings.HasPrefix(r.Path, "/api/v1/") && path.Ext(r.Path) == ""; {
		case forPrograms:
		case r.Method == http.MethodPost && !sent[name]:
			t.Errorf("no form that anybody sees sends %s", name)
		case r.Method == http.MethodGet && !reached[name]:
			t.Errorf("no link leads to %s", name)
		case r.Method == http.MethodGet && !strings.HasPrefix(r.Path, "/api/"):
			for _, role := range r.Roles {
				if who := string(role) + " " + name; !reached[who] && notByClick[who] == "" {
					t.Errorf("%s, open to %s, is linked from no page of theirs", name, role)
				}
			}
		}
	}
}

// notByClick are the addresses that no link of a page leads to, and why.
var notByClick = map[string]string{
	"GET /healthz":                                 "asked by the gateway",
	"GET /readyz":                                  "asked by the gateway",
	"GET /signin/unified":                          "there is no unified sign-in on the demo",
	"GET /signin/unified/back":                     "there is no unified sign-in on the demo",
	"GET /welcome":                                 "opened by a one-time link",
	"POST /welcome":                                "opened by a one-time link",
	"POST /submissions/:id/findings/:n/same":       "a button with an address of its own in the form of the explanations; samename_test presses it",
	"POST /plans/:plan/periods/:period/fill/typed": "sent by the script while somebody types; onlineform_test sends it",
	"POST /account/department":                     "nobody in the demo reports for several departments; receipt_test acts for another",
	"GET /evidence/:file":                          "nothing in the demo has evidence; evidence_test reads it",
	"reporter GET /submissions/:id/lights":         "of a draft that can be filed, which the demo leaves none of; wouldlight_test reads it",
	"POST /submissions/:id/cells":                  "a button with an address of its own; amend_test presses it",
	"POST /submissions/:id/findings/:n/typed":      "sent by the script while somebody types; amend_test sends it",
	"POST /drafts/:id/workbook.xlsx":               "a button with an address of its own; draft_test presses it",
	"POST /api/v1/drafts/:id/workbook.xlsx":        "asked by programs: the page has one of its own",
	"POST /queue/names":                            "every name in the demo is the plan's; queue_test settles one",
	"POST /queue":                                  "what waits in the demo has something open; queue_test accepts many",
	"POST /submissions/:id/accept":                 "what waits in the demo has something open; office_test accepts",
	"POST /account/here":                           "sent by the script of every page",
	"GET /api/openapi.yaml":                        "read by the script of its page",
	"reporter GET /submissions/:id/source":         "a department sees its sheet on the page of the submission",
}
