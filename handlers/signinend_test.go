package handlers_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/tallysheet/tallysheet/models/account"
)

// TestTheEndOfASignInIsTold explains on a phone: the end is told before it comes, typing puts it off, a mistake stands
// beside its field, and what was typed when the end came after all is there again after the sign-in.
func TestTheEndOfASignInIsTold(t *testing.T) {
	s := newSite(t).withPlan()
	at, _ := s.faulty(s.signedIn("wang", account.Reporter, economy))
	c := s.chrome(s.listen())
	c.run("phone", chromedp.EmulateViewport(390, 844))
	c.signIn("wang")
	c.open(at)
	field := chromedp.CSS("textarea")
	c.run("a short limit", chromedp.Evaluate[chromedp.Void](`document.body.dataset.idle = 9; undefined`), chromedp.WaitVisible(chromedp.CSS("#ending")))
	c.says("退出登录")
	c.shot("ending")
	c.run("typing", chromedp.SendKeys(field, "没事"), chromedp.WaitNotVisible(chromedp.CSS("#ending")))
	c.run("a mistake", chromedp.Click(chromedp.CSS(".actionbar button")), chromedp.WaitVisible(chromedp.CSS("#mistake")))
	c.says("说明太短")
	if focus := ask(c, chromedp.Evaluate[string](`document.activeElement.name + ' ' + document.activeElement.value`)); !strings.HasPrefix(focus, "explain.") || !strings.HasSuffix(focus, "没事") {
		t.Errorf("the place to write is not where the mistake is: %q", focus)
	}
	c.shot("mistake")
	s.now = s.now.Add(16 * time.Minute)
	c.run("the end", chromedp.SendKeys(field, "，新纳入两家企业"), chromedp.Click(chromedp.CSS(".actionbar button")), chromedp.WaitVisible(chromedp.CSS("#password")))
	c.says("登录已过期", "已经保留")
	c.shot("ended")
	c.run("again", chromedp.SendKeys(chromedp.CSS("#name"), "wang"), chromedp.SendKeys(chromedp.CSS("#password"), password+"\r"), chromedp.WaitVisible(chromedp.CSS(".actionbar")))
	c.says("刚才没有提交")
	if kept := ask(c, chromedp.Evaluate[string](`document.querySelector('textarea').value`)); kept != "没事，新纳入两家企业" {
		t.Errorf("the text is %q", kept)
	}
	c.shot("kept")
	c.quiet()
}
