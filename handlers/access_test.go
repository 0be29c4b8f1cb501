package handlers_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/tallysheet/tallysheet/models/account"
)

// lacks lists what a keyboard or a screen reader would miss on the page, and what stands out of a narrow screen.
const lacks = `(() => {
  const missing = [];
  const name = (e) => (e.getAttribute('aria-label') || e.textContent || e.getAttribute('title') || '').trim();
  for (const e of document.querySelectorAll('input:not([type=hidden]), select, textarea')) {
    const label = e.labels && e.labels.length > 0 && e.labels[0].textContent.trim() !== '';
    if (!label && !e.getAttribute('aria-label')) missing.push('no label: ' + e.outerHTML.slice(0, 100));
  }
  for (const e of document.querySelectorAll('a[href], button, summary')) {
    if (name(e) === '') missing.push('no name: ' + e.outerHTML.slice(0, 100));
  }
  for (const e of document.querySelectorAll('img:not([alt])')) missing.push('no alt: ' + e.outerHTML.slice(0, 100));
  const titles = document.querySelectorAll('h1:not(#docs h1)').length; // Swagger UI brings its own
  if (titles !== 1) missing.push('headings of the first level: ' + titles);
  if (!document.documentElement.lang) missing.push('no language');
  const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) missing.push('id twice: ' + id);
  const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (over > 0) missing.push('wider than the screen by ' + over);
  return missing.join('\n');
})()`

// TestPagesServeEverybody looks at every page in a browser on a phone's width: nothing is missing for keyboard and screen
// reader, the console stays empty, and no request leaves the host.
func TestPagesServeEverybody(t *testing.T) {
	s := published(t)
	for _, r := range account.Roles() {
		department := ""
		if r == account.Reporter {
			department = economy
		}
		s.person(string(r), r, department)
	}
	c := s.chrome(s.listen())
	c.run("phone", chromedp.EmulateViewport(390, 844))
	look := func(path string) {
		c.open(path)
		if missing := ask(c, chromedp.Evaluate[string](lacks)); missing != "" {
			t.Errorf("%s:\n%s", path, missing)
		}
	}
	look("/signin")
	look("/api/docs")
	c.run("the contract", chromedp.WaitVisible(chromedp.CSS("#docs .opblock")))
	role := ""
	for _, p := range everyPage(s) {
		if p.role != role {
			if role != "" {
				look("/account")
				look("/account/second")
				look("/account/password")
				c.shot(role)
				c.signOut()
			}
			role = p.role
			c.signIn(role)
		}
		look(p.path)
	}
	c.run("the first Tab goes to the content", chromedp.KeyEvent("\t"))
	if to := ask(c, chromedp.Evaluate[string](`document.activeElement.getAttribute('href') || ''`)); !strings.HasPrefix(to, "#main") {
		t.Errorf("the first Tab goes to %q", to)
	}
	c.quiet()
}
