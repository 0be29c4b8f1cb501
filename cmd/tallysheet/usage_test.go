package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/notice"
)

// leaves are the commands that can be run, with their words.
func leaves(t *testing.T) map[string]*kong.Node {
	t.Helper()
	parser, err := kong.New(&commands{}, kong.Name("tallysheet"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*kong.Node{}
	for _, n := range parser.Model.Leaves(false) {
		all[strings.TrimSpace(commandOf(n))] = n
	}
	return all
}

// TestEveryCommandPrintsJSON: who scripts one command can script all; those two run until they are stopped.
func TestEveryCommandPrintsJSON(t *testing.T) {
	running := []string{"demo", "serve"}
	for name, n := range leaves(t) {
		has := slices.ContainsFunc(n.Flags, func(f *kong.Flag) bool { return f.Name == "json" })
		if has == slices.Contains(running, name) {
			t.Errorf("tallysheet %s: --json %v", name, has)
		}
	}
}

// TestFormsOfferEveryKind: what the store knows can be asked for, and nothing else.
func TestFormsOfferEveryKind(t *testing.T) {
	for command, want := range map[string]string{"channel add --kind": joined(notice.ChannelKinds()), "user add --role": joined(account.Roles())} {
		words := strings.Fields(command)
		n := leaves(t)[words[0]+" "+words[1]]
		for _, f := range n.Flags {
			if "--"+f.Name == words[2] && f.Enum != want {
				t.Errorf("tallysheet %s takes %s, and there are %s", command, f.Enum, want)
			}
		}
	}
}

func joined[T ~string](all []T) string {
	var texts []string
	for _, v := range all {
		texts = append(texts, string(v))
	}
	return strings.Join(texts, ",")
}

// englishSentence is what no message may hold: words in a row that are no name of a flag, a file or a value.
var englishSentence = regexp.MustCompile(`\b[a-z']{2,} [a-z']{2,}\b`)

// TestUsageErrorsAreChinese asks every command wrongly in each way, and holds the answers to plain Chinese.
func TestUsageErrorsAreChinese(t *testing.T) {
	wrong := func(args ...string) {
		t.Helper()
		var out, errs bytes.Buffer
		code := Run(t.Context(), args, &out, &errs)
		said := errs.String()
		sentence, hint, _ := strings.Cut(said, "（用 tallysheet")
		if code != exitUsage || !strings.HasPrefix(said, "tallysheet：用法不对：") || englishSentence.MatchString(sentence) || hint == "" {
			t.Errorf("tallysheet %s: exit %d, %s", strings.Join(args, " "), code, said)
		}
	}
	for name, n := range leaves(t) {
		words := strings.Fields(name)
		args := func(more ...string) []string { return append(slices.Clone(words), more...) }
		wrong(args("--no-such-flag")...)
		wrong(args("a", "b", "c")...)
		for _, f := range n.Flags {
			flag := "--" + f.Name
			switch {
			case f.Name == "help":
			case f.IsBool():
				wrong(args(flag + "=maybe")...)
			default:
				wrong(args(flag)...)
				wrong(args(flag, "--json")...)
			}
			if f.Enum != "" || f.Tag.Type == "existingfile" || f.IsMap() || f.IsCounter() || slices.Contains([]string{"int", "int64", "duration", "time.Duration"}, f.Target.Type().String()) {
				wrong(args(flag, "no-such-value")...)
			}
		}
		for _, a := range n.Positional {
			if a.Required {
				wrong(words...)
			}
		}
	}
	wrong()
	wrong("plan")
	wrong("chek")
	wrong("frobnicate")
	wrong("channel", "add", "--kind", "email", "--address", "a@b.cn", "--department", "b", "--user", "c")
	wrong("audit", "verify", "--head", "x")
}

// TestErrorsOfOtherKindsAreChinese: what the system says of files, addresses and settings is put in words too.
func TestErrorsOfOtherKindsAreChinese(t *testing.T) {
	dir := t.TempDir()
	sheet := sample + "progress/2018-09/经济发展局.xlsx"
	for _, tc := range []struct {
		status int
		says   string
		args   []string
	}{
		{exitUsage, "既不是自带的亮灯规则", []string{"check", sheet, "--rules", "nosuch"}},
		{exitUsage, "既不是自带的亮灯规则", []string{"target", "增长8%", "--rules", filepath.Join(dir, "nosuch.yaml")}},
		{exitUsage, "不是报告期", []string{"check", sheet, "--period", "九月"}},
		{exitUsage, "要同时给出", []string{"check", sheet, "--plan", "p"}},
		{exitUsage, "汇总表!I5", []string{"trace", "J12", "--plan", "p", "--period", "2018-09"}},
		{exitFailed, "找不到 " + dir + "/absent.xlsx", []string{"check", dir + "/absent.xlsx"}},
		{exitFailed, "是文件夹", []string{"check", dir}},
		{exitFailed, "不能以“oracle”开头", []string{"migrate", "--database", "oracle:x"}},
		{exitFailed, "连不上 127.0.0.1:1", []string{"migrate", "--database", "mysql://a:b@127.0.0.1:1/x"}},
		{exitFailed, "连不上 127.0.0.1:1", []string{"health", "http://127.0.0.1:1/healthz"}},
	} {
		var out, errs bytes.Buffer
		if got := Run(t.Context(), tc.args, &out, &errs); got != tc.status || !strings.Contains(errs.String(), tc.says) {
			t.Errorf("%v: exit %d, %s; want %d, %s", tc.args, got, errs.String(), tc.status, tc.says)
		}
	}
}

// TestCheckSaysWhatItLookedAt: a sheet that was held against no plan is not told to be in order, and one that was not read is no blank.
func TestCheckSaysWhatItLookedAt(t *testing.T) {
	said := run(t, exitDone, "check", sample+"progress/2018-09/经济发展局.xlsx")
	for _, want := range []string{"报告期：2018年9月\n", "没有发现问题。\n没有给出 --plan，只看了表本身，没有对照计划审核。\n"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is missing in\n%s", want, said)
		}
	}
	notes := filepath.Join(t.TempDir(), "notes.xlsx")
	if err := os.WriteFile(notes, []byte("no workbook"), 0o600); err != nil {
		t.Fatal(err)
	}
	said = run(t, exitRefused, "check", notes)
	if !strings.HasPrefix(said, "notes.xlsx：读不出内容\n") || !strings.Contains(said, "[A] file.unsupported 这是文本文件，不是 .xlsx 工作簿 → 请在 WPS") || strings.Contains(said, "--plan") {
		t.Error(said)
	}
}

// TestBoardSaysDays: what was filed years after its month is late by days, in words and in JSON.
func TestBoardSaysDays(t *testing.T) {
	database := "sqlite:" + filepath.Join(t.TempDir(), "t.db")
	run(t, exitDone, "plan", "import", sample+"plans/wenzhou-2018-2020.xlsx", "--plan", demoPlan, "--database", database)
	run(t, exitDone, of(database, "submit", sample+"progress/2018-09/经济发展局.xlsx")...)
	board := []string{"board", "--plan", demoPlan, "--period", "2018-09", "--database", database}
	late := regexp.MustCompile(`经济发展局\t迟报 (\d{4}) 天`).FindStringSubmatch(run(t, exitDone, board...))
	if late == nil {
		t.Fatalf("%s", run(t, exitDone, board...))
	}
	text := run(t, exitDone, append(board, "--json")...)
	if !strings.Contains(text, `"late_days": `+late[1]) || strings.Contains(text, "late_by") {
		t.Errorf("%s days, and in JSON %s", late[1], text)
	}
}

// TestTheWorstTenAreNamed: an edition is told in a few lines, however long it is.
func TestTheWorstTenAreNamed(t *testing.T) {
	dir := t.TempDir()
	database := "sqlite:" + filepath.Join(dir, "t.db")
	run(t, exitDone, "demo", "--once", "--dir", dir, "--database", database)
	out := run(t, exitDone, "consolidate", "--plan", demoPlan, "--period", "2018-09", "-o", filepath.Join(dir, "o.xlsx"), "--database", database)
	lines := regexp.MustCompile(`(?m)^  [红黄] .*（.+）：`).FindAllString(out, -1)
	if len(lines) != saidWorst || !strings.Contains(lines[0], "小升规企业数") || !strings.Contains(out, "另有 1 项红灯、黄灯") || !strings.Contains(out, "绿 9 黄 4 红 7 灰 0") {
		t.Errorf("%d rows are named:\n%s", len(lines), out)
	}
}
