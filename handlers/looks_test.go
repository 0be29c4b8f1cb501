package handlers_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/chromedp"
)

// axe is the accessibility checker that the pages are held to; it comes by npm and is no part of the program.
var axe = sync.OnceValues(func() (string, error) {
	b, err := os.ReadFile(filepath.Join("..", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		return "", fmt.Errorf("run `make assets`: %w", err)
	}
	return string(b), nil
})

// violations lists what axe finds on the page: the rule, and the first of the elements with what is wrong.
// Swagger UI, inside #docs, is others' work as it comes.
const violations = `axe.run({include: [['html']], exclude: [['#docs']]}, {resultTypes: ['violations'],
  rules: {'landmark-no-duplicate-main': {enabled: !document.getElementById('docs')}}}).then((r) => r.violations.map((v) =>
  v.id + ' x' + v.nodes.length + ': ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 140) + ' ' + n.failureSummary.slice(0, 260)).join(' | ')).join('\n'))`

// settled waits until the page has been told of its new size: a frame is drawn after that.
const settled = `new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(() => r(true))))`

// looks opens the first and the last page of each kind that the crawlers found, in a browser at each size.
func looks(s *site, base string, crawlers []*crawler, sizes [][2]int64) {
	t := s.t
	t.Helper()
	source, err := axe()
	if err != nil {
		t.Fatal(err)
	}
	b := s.chrome(base)
	b.strict = true
	seen := map[string]bool{} // what is alike for everybody
	for _, c := range crawlers {
		if c.role != nobody {
			b.signIn(string(c.role))
		}
		for _, kind := range slices.Sorted(maps.Keys(c.kinds)) {
			if (strings.HasPrefix(kind, "/account") || kind == "/api/docs") && seen[kind] {
				continue
			}
			seen[kind] = true
			pages := c.kinds[kind]
			for _, at := range slices.Compact([]string{pages[0], pages[len(pages)-1]}) {
				b.open(at)
				for _, size := range sizes {
					b.run("size", chromedp.EmulateViewport(size[0], size[1]), chromedp.Evaluate[chromedp.Void](source+"\n;undefined"))
					ask(b, chromedp.Evaluate[bool](settled, chromedp.EvalAwaitPromise))
					if found := ask(b, chromedp.Evaluate[string](violations, chromedp.EvalAwaitPromise)); found != "" {
						t.Errorf("%s %s at %d: %s", c.role, at, size[0], found)
					}
					if over := ask(b, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`)); over > 0 {
						t.Errorf("%s %s at %d is %d pixels too wide", c.role, at, size[0], over)
					}
					if len(sizes) > 1 && at == pages[0] {
						b.shot(fmt.Sprintf("%s-%d-%s", c.role, size[0], strings.Trim(strings.NewReplacer("/", "_", ":", "").Replace(kind), "_")))
					}
				}
				b.quiet()
			}
		}
		if c.role != nobody {
			b.signOut()
		}
	}
}
