package handlers_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
)

// largestPicture is what a picture of the README may weigh: `make pictures` takes the head of a page.
const (
	largestPicture = 150 << 10
	headWide       = 1160
	headHigh       = 720
)

// TestPicturesOfThePages keeps the ten pages that are used most as pictures under build/pictures, whole at both widths, and their heads as the
// README shows them; none is too wide, and none complains.
func TestPicturesOfThePages(t *testing.T) {
	s := demo(t, "sqlite:"+t.TempDir()+"/demo.db")
	s.now = s.now.Add(time.Hour) // what was filed is not of this minute
	hash, err := passwordHash()
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []account.NewUser{{Name: "du", Label: "赵督查", Role: account.Supervisor}, {Name: "chen", Label: "陈主任", Role: account.Leader}, {Name: "wang", Label: "王敏", Role: account.Reporter, Department: economy}} {
		n.Password = hash
		if _, err := s.store.Users.Create(t.Context(), models.System(), n); err != nil {
			t.Fatal(err)
		}
	}
	drafts, err := s.store.Submissions.Newest(t.Context(), planKey, economy, tally.MonthOf(2018, 9))
	if err != nil || len(drafts) == 0 {
		t.Fatal(drafts, err)
	}
	faulty := drafts[0].ID
	if drafts[0].Draft != "" {
		faulty = drafts[0].Draft
	}
	dir := filepath.Join("..", "build", "pictures")
	if err := os.MkdirAll(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	c := s.chrome(s.listen())
	c.strict = true
	keep := func(name string, png []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), png, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const month = "/plans/" + planKey + "/periods/2018-09"
	n := 0
	for _, who := range []struct {
		name  string
		pages [][2]string
	}{
		{"wang", [][2]string{{"due", "/"}, {"file", "/plans/" + planKey + "/periods/2018-10/file"}, {"faults", "/submissions/" + faulty}}},
		{"du", [][2]string{{"overview", "/"}, {"queue", "/queue"}, {"month", month}, {"trial", month + "/trial"}, {"plan", "/plans/" + planKey}}},
		{"chen", [][2]string{{"lights", month + "/lights"}, {"indicator", month + "/indicators/" + s.indicatorNamed("地区生产总值").ID}}},
	} {
		c.signIn(who.name)
		for _, page := range who.pages {
			c.open(page[1])
			n++
			for _, size := range [][2]int64{{390, 844}, {1366, 900}} {
				c.run("size", chromedp.EmulateViewport(size[0], size[1]), chromedp.Sleep(200*time.Millisecond))
				if over := ask(c, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`)); over > 0 {
					t.Errorf("%s at %d is %d pixels too wide", page[0], size[0], over)
				}
				if size[0] == 1366 {
					c.run("size", chromedp.EmulateViewport(headWide, headHigh), chromedp.Sleep(200*time.Millisecond))
					head := c.picture(t, chromedp.CaptureScreenshot())
					if len(head) > largestPicture {
						t.Errorf("the head of %s is a picture of %d KB, want %d at most", page[0], len(head)>>10, largestPicture>>10)
					}
					keep(page[0]+"-head.png", head)
					c.run("size", chromedp.EmulateViewport(size[0], size[1]), chromedp.Sleep(200*time.Millisecond))
				}
				keep(fmt.Sprintf("%02d-%s-%d.png", n, page[0], size[0]), c.picture(t, chromedp.FullScreenshot(100)))
			}
			c.quiet()
		}
		c.signOut()
	}
}

// picture takes one.
func (c *chrome) picture(t *testing.T, take chromedp.Action[[]byte]) []byte {
	t.Helper()
	ctx, stop := context.WithTimeout(c.ctx, 20*time.Second)
	defer stop()
	png, err := chromedp.Run(ctx, take)
	if err != nil || len(png) == 0 {
		t.Fatalf("no picture: %v", err)
	}
	return png
}
