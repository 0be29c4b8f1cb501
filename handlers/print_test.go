package handlers_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"image"
	_ "image/png"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
)

// TestPagesOnPaper prints what leaders look at: the title, the month and the edition are on paper, buttons are not, no chart is cut at
// the right, and the draft of the 通报 comes as a picture too.
func TestPagesOnPaper(t *testing.T) {
	s := newSite(t).withPlan()
	s.file("2018-09", economy, false)
	s.file("2018-09", commerce, false)
	ed, _, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, september)
	if err != nil {
		t.Fatal(err)
	}
	s.person("chen", account.Leader, "")
	c := s.chrome(s.listen())
	c.signIn("chen")
	const month = "/plans/" + planKey + "/periods/2018-09"
	for _, x := range []struct {
		path  string
		pages int // at most
		says  []string
		chart bool
	}{
		{month + "/lights", 4, []string{"汇总表第 1 版", "2018年9月", "利用外资", "红灯"}, true},
		{month + "/brief", 2, []string{"关于2018年9月目标任务完成情况的通报", "2018年9月第1版汇总表", "利用外资"}, false},
		{month + "/indicators/" + ed.Rows[0].Indicator.ID, 2, []string{"汇总表第 1 版", "2018年9月", ed.Rows[0].Indicator.Name}, true},
		{"/plans/" + planKey + "/years/2018", 2, []string{"2018年亮灯", "第 1 版", "利用外资"}, false},
	} {
		c.open(x.path)
		if x.chart {
			c.run("chart", chromedp.WaitVisible(chromedp.CSS(".chart svg")), chromedp.Sleep(200*time.Millisecond))
		}
		c.run("paper", chromedp.EmulateViewport(690, 1000), media("print"))
		text := strings.Join(strings.Fields(ask(c, chromedp.Evaluate[string](`document.body.innerText`))), "")
		for _, want := range x.says {
			if !strings.Contains(text, strings.ReplaceAll(want, " ", "")) {
				t.Errorf("%s on paper lacks %q:\n%s", x.path, want, text)
			}
		}
		for _, not := range []string{"下载", "退出", "查找", "存为图片", "English"} {
			if strings.Contains(text, not) {
				t.Errorf("%s: %q is on paper", x.path, not)
			}
		}
		if over := ask(c, chromedp.Evaluate[int](`Math.max(0, ...[...document.querySelectorAll('.chart svg, table')].map((x) => Math.ceil(x.getBoundingClientRect().right) - document.documentElement.clientWidth))`)); over > 0 {
			t.Errorf("%s: %d pixels stand beyond the paper", x.path, over)
		}
		// No event tells a script in time that paper is narrower than the window: the picture must give way by itself.
		if wide := ask(c, chromedp.Evaluate[int](`Math.max(0, ...[...document.querySelectorAll('.chart')].map((x) => { x.style.width = '300px'; return Math.ceil(x.querySelector('svg').getBoundingClientRect().width); }))`)); x.chart && wide > 300 {
			t.Errorf("%s: in 300 pixels the chart takes %d", x.path, wide)
		}
		if pages := bytes.Count(ask(c, onA4()), []byte("/Type /Page\n")); pages < 1 || pages > x.pages {
			t.Errorf("%s takes %d sheets of paper, want at most %d", x.path, pages, x.pages)
		}
		c.run("screen", chromedp.EmulateReset(), media(""))
	}
	c.open(month + "/brief")
	url := ask(c, chromedp.Evaluate[string](`picture(document.querySelector('article.brief')).toDataURL('image/png')`))
	_, data, _ := strings.Cut(url, ",")
	raw, err := base64.StdEncoding.DecodeString(data)
	if err != nil {
		t.Fatal(err)
	}
	img, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != 1500 || b.Dy() < 1500 || inked(img, b.Dy()*9/10) == 0 {
		t.Errorf("the picture is %v with nothing at its end", b)
	}
	c.shot("brief")
	c.quiet()
}

// onA4 is the page as a PDF.
func onA4() chromedp.Action[[]byte] {
	return func(ctx context.Context, at *chromedp.Target) ([]byte, error) {
		yes := true
		out, err := cdp.Call(ctx, at, page.PrintToPDF, page.PrintToPDFParams{PaperWidth: 8.27, PaperHeight: 11.69, PreferCSSPageSize: &yes})
		return out.Data, err
	}
}

// inked counts the dark pixels from a line on.
func inked(img image.Image, from int) (n int) {
	b := img.Bounds()
	for y := from; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if r, _, _, _ := img.At(x, y).RGBA(); r < 0x8000 {
				n++
			}
		}
	}
	return n
}

// media has the page laid out as for paper.
func media(kind string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, at *chromedp.Target) error {
		_, err := cdp.Call(ctx, at, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: kind})
		return err
	})
}
