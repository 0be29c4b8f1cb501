package handlers_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/tallysheet/tallysheet/models/account"
)

// TestADraftInABrowser looks a draft through as an office does: keys move and tick, a click on a number leads to its row and lights both,
// a row is edited, another rejected, a section ticked at once, and what is ticked becomes a plan. On both databases.
func TestADraftInABrowser(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.person("du", account.Supervisor, "")
		c := s.chrome(s.listen())
		c.signIn("du")
		path := filepath.Join(t.TempDir(), "计划.txt")
		if err := os.WriteFile(path, []byte(draftText+"\n二、城市建设\n滨江大道二期建成通车。城镇登记失业率控制在3.5%以内；绿化覆盖率达到42%。"), 0o600); err != nil {
			t.Fatal(err)
		}
		c.open("/drafts")
		c.sizes("empty")
		c.pick("#draftfile", path, ".draft-rows")
		c.says("某开发区2018年工作计划", "已勾选 0 条", "不作目标的数字 2 个", "没有印时限")
		c.sizes("draft")
		ticks := func() string {
			return ask(c, chromedp.Evaluate[string](`[...document.querySelectorAll('.draft-row input:checked')].map((b) => b.name[0] + b.value).join(' ')`))
		}
		here := func() string {
			return ask(c, chromedp.Evaluate[string](`[...document.querySelectorAll('.here')].map((e) => e.id).sort().join(' ')`))
		}
		key := func(keys string) { c.run("key "+keys, chromedp.KeyEvent(keys)) }

		first := ask(c, chromedp.Evaluate[string](`document.querySelector('.draft-row').id`))
		if !strings.HasPrefix(first, "m") { // the undated milestone: what is doubtful stands first
			t.Errorf("%s stands first", first)
		}
		key("j")
		if at := here(); at != first+" s-"+first {
			t.Errorf("j leads to %q", at)
		}
		key(" ")
		key("j")
		key("k")
		key("j")
		key("j")
		key(" ")
		if got := ticks(); strings.Count(got, " ") != 1 || !strings.HasPrefix(got, first) {
			t.Errorf("ticked by keys: %q", got)
		}
		key(" ")
		if got := ticks(); got != first { // the second is rejected again
			t.Errorf("rejected by a key: %q", got)
		}
		c.run("click a number", chromedp.Click(chromedp.CSS(`.draft-mark[data-row="t2"]`)))
		if at := here(); at != "s-t2 t2" {
			t.Errorf("a click on the number of t2 lights %q", at)
		}
		c.sizes("lit")
		key("e")
		c.run("edit", chromedp.SetValue(chromedp.CSS(`[name="indicator2"]`), "外资"), chromedp.SetValue(chromedp.CSS(`[name="lead2"]`), "商务局"))
		c.run("tick it", chromedp.Click(chromedp.CSS(`#t2 input[type=checkbox]`)))
		c.run("focus", chromedp.Evaluate[chromedp.Void](`document.activeElement.blur();document.querySelector('#t1').focus();undefined`))
		key("s")
		c.says("已勾选")
		if got := ticks(); !strings.Contains(got, "t1") || !strings.Contains(got, "t2") || strings.Contains(got, "t9") {
			t.Errorf("a section by its key: %q", got)
		}
		c.run("the rest of the heads", chromedp.SendKeys(chromedp.CSS(`[name="leadrest"]`), "管委会办公室"), chromedp.SendKeys(chromedp.CSS(`[name="plan"]`), "drafted"))
		c.sizes("ticked")
		c.run("import", chromedp.Click(chromedp.CSS(`.draft-foot .btn-primary`)), chromedp.WaitNotPresent(chromedp.CSS(".draft-rows")))
		c.says("外资")
		c.quiet()
		ind := s.indicatorOf("drafted", "外资")
		if ind.Document != "计划.txt" || !strings.Contains(ind.Quoted, "6000万美元") || strings.Join(ind.Lead, "") != "商务局" {
			t.Errorf("kept: %+v", ind.Item)
		}
		if ind = s.indicatorOf("drafted", "滨江大道二期建成通车"); strings.Join(ind.Lead, "") != "管委会办公室" {
			t.Errorf("who leads the rest: %+v", ind.Item)
		}
	})
}
