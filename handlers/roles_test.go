package handlers_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models/account"
)

var menuLink = regexp.MustCompile(`<a class="nav-link[^"]*" href="([^"]+)"`)

// TestEveryRoleHasItsPlace: who signs in lands on a page, finds a menu whose every entry opens, and is called by the
// role's word.
func TestEveryRoleHasItsPlace(t *testing.T) {
	s := published(t)
	for _, role := range account.Roles() {
		department := ""
		if role == account.Reporter {
			department = economy
		}
		b := s.signedIn("who-"+string(role), role, department)
		home := b.get("/")
		for hops := 0; home.Code == http.StatusSeeOther && hops < 3; hops++ {
			home = b.get(home.Header().Get("Location"))
		}
		if home.Code != http.StatusOK {
			t.Errorf("%s lands on %d", role, home.Code)
		}
		links := menuLink.FindAllStringSubmatch(home.Body.String(), -1)
		if len(links) == 0 {
			t.Errorf("%s has no menu", role)
		}
		for _, l := range links {
			w := b.get(l[1])
			for hops := 0; w.Code == http.StatusSeeOther && hops < 3; hops++ {
				w = b.get(w.Header().Get("Location"))
			}
			if w.Code != http.StatusOK {
				t.Errorf("%s: the menu's %s answers %d", role, l[1], w.Code)
			}
		}
		if word := role.Chinese(); !strings.Contains(b.get("/account").Body.String(), word) {
			t.Errorf("the account of %s does not say %s", role, word)
		}
	}
}
