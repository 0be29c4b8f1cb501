package handlers_test

import (
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/tallysheet/tallysheet/models/account"
)

// TestOrdersInABrowser walks an order with both roles on a desk's screen and a telephone's: sent by the office after it was shown, answered
// with evidence by the department, verified and closed; then the leader's lights.
func TestOrdersInABrowser(t *testing.T) {
	s := newSite(t)
	s.publishedOn(t)
	for name, role := range map[string]account.Role{"du": account.Supervisor, "chen": account.Leader} {
		s.person(name, role, "")
	}
	s.person("wang", account.Reporter, economy)
	c := s.chrome(s.listen())
	month := "/plans/" + planKey + "/periods/2018-09"
	screens := func(name string) {
		t.Helper()
		for size, wide := range map[string]int64{"1366": 1366, "390": 390} {
			c.run(size, chromedp.EmulateViewport(wide, 768), chromedp.Sleep(150*time.Millisecond))
			if over := ask(c, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`)); over > 0 {
				t.Errorf("%s is %d pixels wider than %s", name, over, size)
			}
			c.shot(name + "-" + size)
		}
	}

	c.signIn("du")
	c.open(month + "/orders")
	c.says("按规则应督办的指标", "民间投资增速", "按下以后才交办")
	screens("proposals")
	c.run("交办", chromedp.Submit(chromedp.CSS(`form[action$="/orders"][method=post]`)), chromedp.WaitVisible(chromedp.CSS("#orders")))
	c.says("未销号", "已交办，待反馈")
	c.run("typed", chromedp.Click(chromedp.CSS("#typed summary")), chromedp.WaitVisible(chromedp.CSS("#subject")))
	c.run("fill", chromedp.SetValue(chromedp.CSS("#source_date"), "2018-10-08"), chromedp.SendKeys(chromedp.CSS("#source"), "主任办公会第3次"), chromedp.SendKeys(chromedp.CSS("#subject"), "加快保税仓库竣工备案"),
		chromedp.SendKeys(chromedp.CSS("#department"), economy), chromedp.SendKeys(chromedp.CSS("#days"), "2"))
	screens("ledger")
	c.run("send", chromedp.Submit(chromedp.CSS(`#typed form`)), chromedp.WaitVisible(chromedp.CSS("#acts")))
	c.says("加快保税仓库竣工备案", "蓝牌", "剩 2 个工作日")
	c.signOut()

	c.signIn("wang")
	c.says("督办单", "加快保税仓库竣工备案", "民间投资增速")
	screens("home")
	c.run("open", chromedp.Click(chromedp.CSS(`section[aria-labelledby=myorders] a.list-group-item`)), chromedp.WaitVisible(chromedp.CSS("#measure")))
	c.says("加快保税仓库竣工备案") // the nearest day first
	c.run("evidence", chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{onDisk(t, planFile)}), chromedp.Click(chromedp.CSS(`form[action$="/evidence"] button`)), chromedp.WaitVisible(chromedp.CSS(`a[href*="/evidence/"]`)))
	c.run("answer", chromedp.SendKeys(chromedp.CSS("#measure"), "已备齐材料，周五前完成备案"), chromedp.Submit(chromedp.CSS(`form[action$="/answer"]`)), chromedp.WaitVisible(chromedp.CSS(".page-header .badge.bg-blue-lt")))
	c.says("已反馈，待核实", "已备齐材料")
	screens("answered")
	at := ask(c, chromedp.Evaluate[string](`location.pathname`))
	c.signOut()

	c.signIn("du")
	c.open(at)
	screens("verify")
	c.run("close", chromedp.SendKeys(chromedp.CSS("#result"), "现场核实属实"), chromedp.Submit(chromedp.CSS(`form[action$="/close"]`)), chromedp.WaitNotPresent(chromedp.CSS("#result")))
	c.says("已销号", "现场核实属实")
	c.signOut()

	c.signIn("chen")
	c.open(month + "/lights")
	c.says("督办单第 1 号")
	screens("lights")
	c.quiet()
}
