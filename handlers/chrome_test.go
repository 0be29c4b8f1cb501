package handlers_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chrome drives a real browser on a site that listens on loopback.
type chrome struct {
	t    testing.TB
	ctx  context.Context //nolint:containedctx // chromedp keeps the browser in it
	base string

	mu        sync.Mutex
	complains []string // console errors, and requests that left the host
	strict    bool     // an answer of 4xx is one too
}

// listen serves the site on a port of its own until the test ends.
func (s *site) listen() string {
	s.t.Helper()
	ctx, stop := context.WithCancel(s.t.Context())
	at, done := make(chan net.Addr, 1), make(chan error, 1)
	go func() { done <- s.Serve(ctx, "127.0.0.1:0", func(a net.Addr) { at <- a }) }()
	s.t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			s.t.Error(err)
		}
	})
	return "http://" + (<-at).String()
}

// chrome opens a browser window; flags are added to its command line.
func (s *site) chrome(base string, flags ...chromedp.ExecAllocatorOption) *chrome {
	t := s.t
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if path, err = exec.LookPath("google-chrome"); err != nil {
			t.Fatal("no chromium: as root on Debian `make test` installs it; elsewhere install Chromium or Chrome")
		}
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("disable-component-update", true), chromedp.WindowSize(1280, 900))
	ctx, stop := chromedp.NewExecAllocator(t.Context(), append(opts, flags...)...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // waits until the browser is gone, so that its folder can be removed
		stop()
	})
	c := &chrome{t: t, ctx: ctx, base: base}
	_, err = chromedp.Call(ctx, network.Enable, network.EnableParams{})
	if err = errors.Join(err, chromedp.Listen(ctx, c.watch)); err != nil {
		t.Fatal(err)
	}
	return c
}

// watch notes what no page may do.
func (c *chrome) watch(event any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		c.complains = append(c.complains, e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		// The browser itself reports an answer of 4xx, which a test may ask for.
		if e.Entry.Level == log.EntryLevelError && (c.strict || e.Entry.Source != log.EntrySourceNetwork) {
			c.complains = append(c.complains, e.Entry.Text)
		}
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, c.base) && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "about:") {
			c.complains = append(c.complains, "request leaves the host: "+u)
		}
	}
}

// run does steps within a while.
func (c *chrome) run(what string, steps ...chromedp.Action[chromedp.Void]) {
	c.t.Helper()
	ctx, stop := context.WithTimeout(c.ctx, 30*time.Second)
	defer stop()
	if err := chromedp.Do(ctx, steps...); err != nil {
		c.shot("failed")
		c.t.Fatalf("%s: %v", what, err)
	}
}

// ask asks the page for a value; a page that is just being replaced by the next is asked again.
func ask[T any](c *chrome, a chromedp.Action[T]) T {
	c.t.Helper()
	ctx, stop := context.WithTimeout(c.ctx, 30*time.Second)
	defer stop()
	var v T
	err := c.until(func() (err error) {
		v, err = chromedp.Run(ctx, a)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return v
}

// until tries again until it succeeds, for a few seconds: what is waited for can be true of a page that is on its way out, whose nodes and scripts are gone a moment later.
func (c *chrome) until(try func() error) error {
	for end := time.Now().Add(8 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if err := try(); err == nil || time.Now().After(end) {
			return err
		}
	}
}

// open goes to a path.
func (c *chrome) open(path string) {
	c.t.Helper()
	c.run("open "+path, chromedp.Navigate(c.base+path), chromedp.WaitReady(chromedp.CSS("main")))
}

// signIn signs a person in by the form.
func (c *chrome) signIn(name string) {
	c.t.Helper()
	c.open("/signin")
	c.run("sign in "+name, chromedp.SendKeys(chromedp.CSS("#name"), name), chromedp.SendKeys(chromedp.CSS("#password"), password+"\r"), chromedp.WaitVisible(chromedp.CSS(`form[action="/signout"]`)))
}

// signOut signs whoever is there out.
func (c *chrome) signOut() {
	c.t.Helper()
	c.run("sign out", chromedp.Submit(chromedp.CSS(`form[action="/signout"]`)), chromedp.WaitVisible(chromedp.CSS(`form[action="/signin"]`)))
}

// says fails where the page does not come to hold the texts.
func (c *chrome) says(texts ...string) {
	c.t.Helper()
	var page string
	err := c.until(func() error {
		page = ask(c, chromedp.Text(chromedp.CSS("body")))
		var lacks error
		for _, text := range texts {
			if !strings.Contains(page, text) {
				lacks = errors.Join(lacks, fmt.Errorf("the page does not say %q", text))
			}
		}
		return lacks
	})
	if err != nil {
		c.shot("failed")
		c.t.Errorf("%v; it says:\n%s", err, clip(page))
	}
}

// shot keeps a picture of the whole page under build/screens.
func (c *chrome) shot(name string) {
	c.t.Helper()
	ctx, stop := context.WithTimeout(c.ctx, 20*time.Second)
	defer stop()
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		c.t.Logf("no picture of %s: %v", name, err)
		return
	}
	dir := filepath.Join("..", "build", "screens")
	if err := os.MkdirAll(dir, 0o750); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%s-%s.png", strings.ReplaceAll(c.t.Name(), "/", "-"), name)), png, 0o600); err != nil {
		c.t.Fatal(err)
	}
}

// quiet fails where the console has complained or a request has left the host.
func (c *chrome) quiet() {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, text := range c.complains {
		c.t.Errorf("console: %s", text)
	}
	c.complains = nil
}

// sizes looks at a page on a wide screen and on a phone's: nothing stands out to the right, and there is a picture of each.
func (c *chrome) sizes(name string) {
	c.t.Helper()
	for _, size := range [][2]int64{{390, 844}, {1366, 900}} {
		c.run("size", chromedp.EmulateViewport(size[0], size[1]))
		if over := ask(c, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`)); over > 0 {
			c.t.Errorf("%s at %d is %d pixels too wide", name, size[0], over)
		}
		c.shot(fmt.Sprintf("%s-%d", name, size[0]))
	}
}
