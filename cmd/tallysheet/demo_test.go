package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// accounts are the demo's people and their passwords, as the demo prints them.
func accounts(t *testing.T, said string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^  (\w+) +(Demo-\w+)  \S+ \S+$`).FindAllStringSubmatch(said, -1) {
		out[m[1]] = m[2]
	}
	return out
}

// TestTheDemosFirstMinute: who is there is said with --once too and is who README names, every plan has an edition in which
// something was filed, the trace names people, and the clock of a service on the same database owes one month more.
func TestTheDemosFirstMinute(t *testing.T) {
	dir := t.TempDir()
	database := "sqlite:" + filepath.Join(dir, "t.db")
	do := func(args ...string) string { return run(t, exitDone, append(args, "--database", database)...) }
	said := do("demo", "--once", "--dir", dir)
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(said, "局填报人"); len(accounts(t, said)) != 8 || n != 4 || !strings.Contains(string(readme), "a clerk of each of the plan's four departments") {
		t.Errorf("the demo says %d people, %d of them clerks:\n%s", len(accounts(t, said)), n, said)
	}
	plans := strings.Fields(strings.ReplaceAll(do("plan", "list"), "\t", " "))
	for _, key := range plans {
		if !regexp.MustCompile(`^[a-z]+-20\d\d`).MatchString(key) {
			continue
		}
		month := "2018-10"
		if strings.HasSuffix(key, "-2017") {
			month = "2017-10"
		}
		ed := decode[tally.Edition](t, do("consolidate", "--plan", key, "--period", month, "-o", filepath.Join(dir, "x.xlsx"), "--json"))
		filed := 0
		for _, r := range ed.Reports {
			if r.State == tally.ReportAccepted {
				filed++
			}
		}
		if filed == 0 || ed.Number != 1 {
			t.Errorf("%s stands empty: edition %d", key, ed.Number)
		}
		for _, f := range ed.Figures {
			if f.Source.By() == "operator" || f.Source.By() == "" || f.Source.By() == os.Getenv("USER") {
				t.Fatalf("%s: %s filed a figure", key, f.Source.By())
			}
		}
	}
	if got := do("trace", "--plan", demoPlan, "--period", "2018-09", "汇总表!I5"); !strings.Contains(got, "王敏") {
		t.Errorf("the trace names nobody: %s", got)
	}
	do("jobs", "run", "--once")
	published := 0
	for _, r := range decode[[]models.Run](t, do("jobs", "list", "--all", "--json")) {
		if strings.HasPrefix(r.Job, "consolidate/") {
			published++
		}
	}
	if published != 8 {
		t.Errorf("%d editions, want the demo's 7 and November's", published)
	}
}

// TestTheDemoIsDueNow walks in as the clerk, the office and the leader.
func TestTheDemoIsDueNow(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	said, dir, ended := &words{}, t.TempDir(), make(chan int, 1)
	go func() {
		ended <- Run(ctx, []string{"demo", "--dir", dir, "--listen", "127.0.0.1:0", "--database", "sqlite:" + filepath.Join(dir, "t.db")}, said, io.Discard)
	}()
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+`)
	for until := time.Now().Add(2 * time.Minute); address.FindString(said.String()) == ""; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatalf("the demo does not serve: %s", said)
		}
	}
	home := address.FindString(said.String())
	people := accounts(t, said.String())
	for name, wants := range map[string][]string{
		"jingfa":  {"2018年11月", "2018-12-05 18:00", "/plans/" + demoPlan + "/periods/2018-11/file", "今天按 2018-12-03 计"},
		"keji":    {"已上报，待审核"},
		"ducha":   {"待审核", "科技局", "2018年11月"},
		"lingdao": {"2018年10月", "固定资产投资增速", "汇总表第 1 版"},
	} {
		body := signedInAt(t, home, name, people[name])
		for _, want := range wants {
			if !strings.Contains(body, want) {
				t.Errorf("%s does not see %s", name, want)
			}
		}
	}
	cancel()
	if code := <-ended; code != exitDone {
		t.Errorf("the demo ends with %d", code)
	}
}

// signedInAt is the home page of somebody who signs in.
func signedInAt(t *testing.T, home, name, password string) string {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, home+"/signin", strings.NewReader(url.Values{"name": {name}, "password": {password}}.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(resp.Body); err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %v", name, resp.StatusCode, err)
	}
	return body.String()
}
