package handlers_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/mysqltest"
)

// onDisk writes a sample where a browser can pick it.
func onDisk(t testing.TB, name string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), filepath.Base(name))
	if err := os.WriteFile(path, sample(t, name), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// pick picks a file and sends the form around it.
func (c *chrome) pick(input, path, then string) {
	c.t.Helper()
	c.run("upload", chromedp.SetUploadFiles(chromedp.CSS(input), []string{path}), chromedp.Click(chromedp.CSS("form:has("+input+") button[type=submit]")), chromedp.WaitVisible(chromedp.CSS(then)))
}

// TestTheMonthInABrowser walks the whole month: plan, a faulty sheet, its correction, the edition, the lights, the download.
func TestTheMonthInABrowser(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { theMonth(newSite(t)) })
	t.Run("MySQL", func(t *testing.T) { theMonth(newSiteOn(t, mysqltest.Database(t))) })
}

func theMonth(s *site) {
	t := s.t
	t.Helper()
	s.person("du", account.Supervisor, "")
	s.person("wang", account.Reporter, economy)
	s.person("chen", account.Leader, "")
	c := s.chrome(s.listen())

	c.signIn("du")
	c.says("还没有计划")
	c.open("/plans")
	c.run("key", chromedp.SendKeys(chromedp.CSS("#plankey"), planKey))
	c.pick("#planbook", onDisk(t, planFile), ".planread")
	c.says("目标值是怎样读的", "不低于")
	c.shot("plan")
	c.signOut()

	c.signIn("wang")
	c.says("待办", economy, "2018年9月", "未报")
	c.shot("due")
	s.reportsFaultyThenRight(c)
	c.signOut()

	c.signIn("du")
	c.says("各部门 × 各月", "已审核")
	c.shot("overview")
	c.open("/plans/" + planKey + "/periods/2018-09")
	c.shot("month")
	c.run("trial", chromedp.Click(chromedp.CSS(`a[href$="/trial"]`)), chromedp.WaitVisible(chromedp.CSS("#publish")))
	c.says("试汇总", "出版第 1 版", "未报或未审核")
	c.shot("trial")
	c.run("consolidate", chromedp.Submit(chromedp.CSS(`form[data-busy]`)), chromedp.WaitVisible(chromedp.CSS(`a[href$="workbook.xlsx"]`)))
	c.says("汇总表第 1 版")
	c.signOut()

	c.signIn("chen")
	c.says("亮灯", "红灯、黄灯", "低于")
	c.run("charts", chromedp.WaitVisible(chromedp.CSS(".chart svg")))
	c.shot("lights")
	for _, link := range []string{"workbook.xlsx", "brief.xlsx"} {
		if got := ask(c, chromedp.Evaluate[string](`(() => { const r = new XMLHttpRequest(); r.open('GET', document.querySelector('a[href$="`+link+`"]').href, false);
			r.overrideMimeType('text/plain; charset=x-user-defined'); r.send(); return r.status + r.responseText.slice(0, 2); })()`)); got != "200PK" {
			t.Errorf("%s downloads %q", link, got)
		}
	}
	c.run("drill", chromedp.Click(chromedp.CSS(".lightrow-name")), chromedp.WaitVisible(chromedp.CSS("#sources")))
	c.says("溯源", "来源单元格")
	c.shot("indicator")
	c.run("source", chromedp.Click(chromedp.CSS("#sources ~ * .cellref, section .cellref")), chromedp.WaitVisible(chromedp.CSS(".cell-here")))
	c.shot("source")
	c.quiet()
}

func (s *site) reportsFaultyThenRight(c *chrome) {
	s.t.Helper()
	file := "/plans/" + planKey + "/periods/2018-09/file"
	c.open(file)
	c.shot("file")
	c.pick("#workbook", onDisk(s.t, "faulty/"+economy+"-2018-09.xlsx"), ".sheet")
	c.says("必须改正", "暂不能上报")
	c.shot("faulty")
	c.open(file)
	c.pick("#workbook", onDisk(s.t, "progress/2018-09/"+economy+".xlsx"), ".sheet")
	c.says("第 2 版", "有变化")
	c.shot("right")
	c.run("上报", chromedp.Click(chromedp.CSS(".actionbar .btn-primary")), chromedp.WaitNotPresent(chromedp.CSS(".actionbar .btn-lg")))
	c.says("已审核")
}

// TestTheMonthWithoutJavaScript does a clerk's work with scripts switched off.
func TestTheMonthWithoutJavaScript(t *testing.T) {
	s := newSite(t).withPlan()
	s.person("wang", account.Reporter, economy)
	c := s.chrome(s.listen(), chromedp.Flag("blink-settings", "scriptEnabled=false"))
	c.signIn("wang")
	c.open("/plans/" + planKey + "/periods/2018-09/file")
	c.run("pick", chromedp.SetUploadFiles(chromedp.CSS("#workbook"), []string{onDisk(t, "progress/2018-09/"+economy+".xlsx")}), chromedp.Click(chromedp.CSS("form .btn-primary")), chromedp.WaitVisible(chromedp.CSS(".sheet")))
	c.run("上报", chromedp.Click(chromedp.CSS(".actionbar .btn-primary")), chromedp.WaitNotPresent(chromedp.CSS(".actionbar")))
	c.says("已审核")
	c.quiet()
}

// TestLightsOnAPhone looks at the leader's page on a narrow screen: nothing may stand out to the right.
func TestLightsOnAPhone(t *testing.T) {
	s := newSite(t).withPlan()
	s.file("2018-09", economy, false)
	s.file("2018-09", commerce, false)
	if _, _, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, september); err != nil {
		t.Fatal(err)
	}
	s.person("chen", account.Leader, "")
	c := s.chrome(s.listen())
	c.run("phone", chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile))
	c.signIn("chen")
	c.run("charts", chromedp.WaitVisible(chromedp.CSS(".chart svg")), chromedp.Sleep(200*time.Millisecond))
	over := ask(c, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
	if over > 0 {
		t.Errorf("the page is %d pixels wider than the phone", over)
	}
	c.shot("lights")
	c.quiet()
}

// TestAMisplacedSheetIsPutInPlaceInABrowser picks July's sheet for August and clicks it to where it belongs.
func TestAMisplacedSheetIsPutInPlaceInABrowser(t *testing.T) {
	s := newSite(t).withPlan()
	s.person("wang", account.Reporter, economy)
	c := s.chrome(s.listen())
	c.signIn("wang")
	c.open("/plans/" + planKey + "/periods/2018-08/file")
	c.pick("#workbook", onDisk(t, "progress/2018-07/"+economy+".xlsx"), "#place")
	c.says("这份表不是这里的", "2018年7月", "放到那里")
	c.shot("misplaced")
	c.run("放到那里", chromedp.Click(chromedp.CSS("#place button")), chromedp.WaitVisible(chromedp.CSS(".actionbar .btn-primary")))
	c.says("2018年7月", "上报")
	c.quiet()
}
