package handlers_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/chromedp/chromedp"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/mysqltest"
)

// mostClicks is how many clicks lead from an empty database to the first filed sheet, and mostMinutes how long somebody takes who reads as they
// go, by the keystroke-level model of Card, Moran and Newell: 1.35 s to think before each click, 1.1 s to point, 0.2 s to press, 0.28 s a key.
const (
	mostClicks  = 18
	mostMinutes = 8
	perClick    = 2650 * time.Millisecond
	perKey      = 280 * time.Millisecond
	perPage     = 8 * time.Second // to read a page that was not seen before
)

// walker is somebody on the way from an empty database to the first filed sheet: each click is counted and listed, and each page is kept as a
// picture on a wide screen and a phone's.
type walker struct {
	*chrome
	w *walk
}

// walk is what all of them did.
type walk struct {
	clicks []string
	keys   int
	pages  int
}

// sees keeps the page as a picture, and fails where something stands out to the right.
func (p walker) sees(name string) {
	p.t.Helper()
	p.w.pages++
	p.sizes(fmt.Sprintf("%02d-%s", p.w.pages, name))
	p.run("size", chromedp.EmulateViewport(1366, 900))
}

// clicks one thing, and waits for what comes.
func (p walker) clicks(what, selector, then string) {
	p.t.Helper()
	p.w.clicks = append(p.w.clicks, what)
	p.run(what, chromedp.Click(chromedp.CSS(selector)), chromedp.WaitVisible(chromedp.CSS(then)))
}

// types into fields, in pairs of selector and text; nobody clicks for it: the key for the next field does.
func (p walker) types(pairs ...string) {
	p.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		p.w.keys += utf8.RuneCountInString(pairs[i+1]) + 1
		p.run("type", chromedp.SendKeys(chromedp.CSS(pairs[i]), pairs[i+1]))
	}
}

// picks a file: a click on the field, and one in the window of the system, which the browser opens.
func (p walker) picks(what, input, path string) {
	p.t.Helper()
	p.w.clicks = append(p.w.clicks, "选文件："+what, "在系统窗口里点中："+what)
	p.run(what, chromedp.SetUploadFiles(chromedp.CSS(input), []string{path}))
}

// arrives opens a link that was sent: no click on our pages.
func (p walker) arrives(link string) {
	p.t.Helper()
	p.open(strings.TrimPrefix(link, p.base))
	p.sees("设置口令")
	p.types("#new", password, "#again", password)
}

// TestTheFirstSheetIsFiledInAFewClicks walks from an empty database to the first filed sheet as the administrator, the office and a department, by
// the guide, in a browser.
func TestTheFirstSheetIsFiledInAFewClicks(t *testing.T) {
	t.Run("SQLite", func(t *testing.T) { firstSheet(newSite(t)) })
	t.Run("MariaDB", func(t *testing.T) { firstSheet(newSiteOn(t, mysqltest.Database(t))) })
}

func firstSheet(s *site) {
	t := s.t
	t.Helper()
	began := time.Now()
	base, w := s.listen(), &walk{}
	link, err := s.FirstLink(t.Context())
	if err != nil || link == "" {
		t.Fatalf("no first link: %v", err)
	}
	somebody := func() walker { return walker{s.chrome(base), w} }

	admin := somebody()
	admin.arrives(link)
	admin.clicks("管理员：保存口令", "main button[type=submit]", "#pname")
	admin.says("下一步：先给督查办开一个账号")
	admin.sees("人员")
	admin.types("#pname", "ducha", "#plabel", "赵督查", "#prole", "督查办") // a list is chosen from by its first letters
	admin.clicks("管理员：开督查办的账号", `form[action="/people"][method=post] button`, ".alert-success code")
	forOffice := ask(admin.chrome, chromedp.Text(chromedp.CSS(".alert-success code")))

	office := somebody()
	office.arrives(forOffice)
	office.clicks("督查办：保存口令", "main button[type=submit]", ".empty-action a")
	office.says("还没有计划", "下一步：导入目标任务分解表")
	office.sees("工作台")
	office.clicks("督查办：导入计划", ".empty-action a", "#plankey")
	office.sees("计划")
	office.types("#plankey", planKey)
	office.picks("分解表", "#planbook", onDisk(t, planFile))
	office.clicks("督查办：导入", `form[action="/plans"] button[type=submit]`, "#guide")
	office.says("开始使用这个计划", "请系统管理员在“人员”里开")
	office.sees("引导")
	if ask(office.chrome, chromedp.Evaluate[bool](`!!document.querySelector('form[action$="/questions"] button')`)) {
		office.clicks("督查办：按建议确认读法", `form[action$="/questions"] button`, "#guide")
	}
	office.clicks("督查办：看报送时间", `#guide a[href$="/settings"]`, "#due_day")
	office.sees("计划设置")
	office.clicks("督查办：保存报送时间", `form[action$="/settings"] button.btn-primary`, "#due_day")

	admin.clicks("管理员：按名单开账号", `a[href="/people/list"]`, "#listtext")
	admin.sees("名单")
	admin.types("#listtext", "王敏，jingfa，经济发展局\n李强，shangwu，商务局\n吴芳，caizheng，财政局\n郑浩，keji，科技局")
	admin.clicks("管理员：核对名单", `form[action="/people/list"] button.btn-primary`, "#listed")
	admin.sees("核对")
	admin.clicks("管理员：开这些账号", "#openall", "#opened")
	admin.sees("一次性链接")
	forClerk := ask(admin.chrome, chromedp.Evaluate[string](`[...document.querySelectorAll('#opened tbody tr')].find((r) => r.textContent.includes('经济发展局')).querySelector('code').textContent`))

	clerk := somebody()
	clerk.arrives(forClerk)
	clerk.clicks("填报人：保存口令", "main button[type=submit]", "table.due")
	clerk.says("待办", economy, "2018年9月", "未报")
	clerk.sees("待办")
	clerk.clicks("填报人：报送", `table.due a[href*="2018-09/file"]`, "#workbook")
	clerk.sees("报送")
	clerk.picks("填好的表", "#workbook", onDisk(t, "progress/2018-09/"+economy+".xlsx"))
	clerk.clicks("填报人：上传并审核", "form:has(#workbook) button[type=submit]", ".actionbar .btn-lg")
	clerk.sees("读取结果")
	clerk.clicks("填报人：上报", ".actionbar .btn-lg", `main a.btn-primary[href="/"]`)
	clerk.sees("已上报")

	subs, err := s.store.Submissions.Newest(t.Context(), planKey, economy, september)
	if err != nil || len(subs) != 1 || subs[0].State != models.Accepted && subs[0].State != models.Submitted {
		t.Fatalf("nothing is filed: %+v %v", subs, err)
	}
	takes := time.Duration(len(w.clicks))*perClick + time.Duration(w.keys)*perKey + time.Duration(w.pages)*perPage
	report := fmt.Sprintf("%d clicks, %d keys, %d pages: %s by the keystroke-level model, %s by this test\n", len(w.clicks), w.keys, w.pages, takes.Round(time.Second), time.Since(began).Round(time.Second))
	for i, c := range w.clicks {
		report += fmt.Sprintf("%2d %s\n", i+1, c)
	}
	t.Log(report)
	if len(w.clicks) > mostClicks {
		t.Errorf("%d clicks, want at most %d", len(w.clicks), mostClicks)
	}
	if takes > mostMinutes*time.Minute {
		t.Errorf("somebody takes %s, want at most %d minutes", takes, mostMinutes)
	}
	dir := filepath.Join("..", "build", "screens")
	if err := os.WriteFile(filepath.Join(dir, "first-sheet.txt"), []byte(report), 0o600); err != nil {
		t.Error(err)
	}
	for _, p := range []walker{admin, office, clerk} {
		p.quiet()
	}
}
