package main

import (
	"archive/zip"
	"bytes"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"github.com/tallysheet/tallysheet/models"
)

// The documents whose commands a reader types, in the order in which he comes to them.
var documents = []string{"README.md", "docs/operating.md"}

// sampleFiles are the workbooks under the names that the documents give them.
var sampleFiles = map[string]string{
	"分解表.xlsx": "plans/wenzhou-2018-2020.xlsx",
	"九月.xlsx":  "progress/2018-09/经济发展局.xlsx",
}

// promise is what a document says of a command.
type promise struct {
	says    []string                                      // what it prints
	writes  string                                        // the file that it leaves: a workbook, or a backup
	before  func(t *testing.T)                            // what has happened when somebody types it
	instead func(t *testing.T, command []string) []string // what is typed for the document's letters
	serves  bool                                          // it runs until it is stopped, and answers meanwhile
}

// promises are those of every command printed in the documents. A command without one fails the test.
var promises = map[string]promise{
	"plan import 分解表.xlsx --plan kfq-2018":                                                               {says: []string{"计划 kfq-2018：", "指标 20 项"}},
	"check 九月.xlsx --plan kfq-2018 --department 经济发展局 --period 2018-09 --marked 退件.xlsx":                 {says: []string{"9月!F5\t地区生产总值", "没有发现问题"}, writes: "退件.xlsx"},
	"submit 九月.xlsx --plan kfq-2018 --department 经济发展局 --period 2018-09":                                 {says: []string{"已审核"}},
	"template --plan kfq-2018 --department 商务局 --period 2018-09 -o 商务局9月.xlsx":                           {says: []string{"商务局9月.xlsx"}, writes: "商务局9月.xlsx"},
	"consolidate --plan kfq-2018 --period 2018-09 -o 汇总表.xlsx":                                           {says: []string{"2018年9月", "红 ", "未报 3 个"}, writes: "汇总表.xlsx"},
	"trace --plan kfq-2018 --period 2018-09 汇总表!H5":                                                      {says: []string{"完成率=", "168.92 亿元 ← ", "九月.xlsx 9月!F5"}},
	"figures --plan kfq-2018 --from 2018-01 --to 2018-09 -o 数据.xlsx":                                     {says: []string{"2018-01 至 2018-09 共 ", "数据.xlsx"}, writes: "数据.xlsx"},
	"plan set kfq-2018 --indicator 地区生产总值 --every 3 --weight 5 --curve 3=20%,6=45%,9=70% --reason 常委会议定": {says: []string{"“地区生产总值”已设置"}},
	"plan questions kfq-2018": {says: []string{"没有待确认的问题"}},
	"plan confirm kfq-2018 --indicator 地区生产总值 --better higher --reason 督查办核对":                                                        {says: []string{"地区生产总值：不低于 228 亿元", "越高越好"}},
	"plan revise kfq-2018 --indicator 地区生产总值 --period 2018 --target 240亿元 --effective 2018-10 --reason 上级调整 --reference 温开〔2018〕31号": {says: []string{"自2018年10月起为：240亿元"}},
	"plan calendar kfq-2018 --from 2018-07 --until 2018-12 --lock on":                                                                {says: []string{"应报 2018年7月 至 2018年12月", "锁定"}},
	"migrate":                       {says: []string{"已是最新"}},
	"serve --listen 127.0.0.1:8080": {before: park, serves: true},

	"jobs run --once":                   {says: []string{"失败待重试 0 项，停下 0 项"}},
	"jobs list":                         {says: []string{"month/kfq-2018\t2018-09", "已停下，失败5次"}},
	"jobs outbox --limit 20":            {says: []string{"没有通知"}},
	"jobs retry month/kfq-2018 2018-09": {says: []string{"将重新执行"}},
	"channel add --kind wecom --address https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=KEY --department 经济发展局": {says: []string{"企业微信"}},
	"channel add --kind webhook --address https://oa.example.gov.cn/tallysheet --secret webhook.secret --label 督查平台": {before: secret, says: []string{"Webhook"}},
	"channel list": {says: []string{"经济发展局\t企业微信\thttps://qyapi.weixin.qq.com/…", "督查办\tWebhook\thttps://oa.example.gov.cn/…\t督查平台"}},
	"board --plan kfq-2018 --period 2018-09 --notice 通报.xlsx":                                        {says: []string{"通报.xlsx"}, writes: "通报.xlsx"},
	"board --plan kfq-2018 --period 2018-09 --notice 通报.docx --brief 简报.docx":                        {says: []string{"公文：通报.docx 简报.docx"}, writes: "简报.docx"},
	"plan calendar kfq-2018 --kinds week,month,quarter --rows week=一般公共预算收入 --days week=1,2@12,2@18": {says: []string{"周"}},
	"plan comment kfq-2018 --period 2018-Q3 三季度财政收入追上序时，投资仍要加力":                                      {says: []string{"三季度"}},
	"verify 汇总表.xlsx":                                                 {says: []string{"没有改动"}},
	"order rules kfq-2018 --points 20 --days 7":                       {says: []string{"落后20个百分点及以上；办理时限7个工作日", "由督查办核对后交办"}},
	"order open --by-rule --dry-run --plan kfq-2018 --period 2018-09": {says: []string{"（没有交办）", "民间投资增速"}},
	"order open --plan kfq-2018 --period 2018-09 --indicator 民间投资增速":  {says: []string{"已交办 1 件", "经济发展局"}},
	"order answer 1 --cause 审批环节多，推进偏慢 --measure 倒排工期，逐个项目跟踪":         {says: []string{"已反馈，待核实", "倒排工期"}},
	"order close 1 --result 现场核实":                                     {says: []string{"已销号", "现场核实"}},
	"order list -o 督办台账.xlsx":                                         {says: []string{"已销号 1 件", "督办台账.xlsx"}, writes: "督办台账.xlsx"},
	"plan same kfq-2018":                                              {says: []string{"同一指标 0 对"}},

	"backup nightly.gz":            {says: []string{"校验相符", "审计链 "}, writes: "nightly.gz"},
	"backup --verify nightly.gz":   {says: []string{"校验相符", "链尾 "}},
	"drill nightly.gz":             {says: []string{"恢复演练单", "演练通过", "签字"}},
	"audit verify --at N --head H": {instead: noted, says: []string{"审计链完整", "与记下的链尾相符"}},
	"audit verify --backup nightly.gz --workbook 汇总表.xlsx": {says: []string{"审计链"}},
	"restore nightly.gz --database sqlite:restored.db":     {says: []string{"已恢复"}, writes: "restored.db"},
}

// TestEveryPrintedCommand types every command of the documents, in their order, in a new folder that holds the sample
// workbooks, and holds what comes against what is promised.
func TestEveryPrintedCommand(t *testing.T) {
	var printed [][]string
	for _, d := range documents {
		text, err := os.ReadFile(filepath.Join("../..", d))
		if err != nil {
			t.Fatal(err)
		}
		commands := printedCommands(string(text))
		if len(commands) < 5 {
			t.Errorf("%s prints %d commands", d, len(commands))
		}
		printed = append(printed, commands...)
	}
	files := map[string][]byte{}
	for name, from := range sampleFiles {
		data, err := os.ReadFile(sample + from)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = data
	}
	t.Chdir(t.TempDir())
	t.Setenv("TALLYSHEET_DATABASE", "sqlite:t.db")
	for name, data := range files {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	kept := map[string]bool{}
	for _, command := range printed {
		line := strings.Join(command, " ")
		p, ok := promises[line]
		if !ok {
			t.Errorf("tallysheet %s: the documents print it, and no test says what it does", line)
			continue
		}
		kept[line] = true
		p.hold(t, command)
	}
	for line := range promises {
		if !kept[line] {
			t.Errorf("tallysheet %s: no document prints it", line)
		}
	}
}

// hold types the command and looks at what came.
func (p promise) hold(t *testing.T, command []string) {
	t.Helper()
	if p.before != nil {
		p.before(t)
	}
	if p.instead != nil {
		command = p.instead(t, command)
	}
	if p.serves {
		url, stop, said := served(t, slices.DeleteFunc(slices.Clone(command[1:]), func(a string) bool { return a == "--listen" || strings.HasPrefix(a, "127.0.0.1:") })...)
		run(t, exitDone, "health", url+"/healthz")
		if status, _ := fetch(t, url+"/signin"); status != http.StatusOK || !strings.Contains(said.String(), "一次性链接") {
			t.Errorf("tallysheet %s: the sign-in answers %d: %s", strings.Join(command, " "), status, said)
		}
		if code := stop(); code != exitDone {
			t.Errorf("tallysheet %s ends with %d", strings.Join(command, " "), code)
		}
		return
	}
	var out, errs bytes.Buffer
	code := Run(t.Context(), command, &out, &errs)
	if code != exitDone {
		t.Errorf("tallysheet %s: exit %d\n%s%s", strings.Join(command, " "), code, &out, &errs)
	}
	for _, want := range p.says {
		if !strings.Contains(out.String(), want) {
			t.Errorf("tallysheet %s does not say %q:\n%s", strings.Join(command, " "), want, &out)
		}
	}
	if p.writes != "" {
		p.wrote(t)
	}
}

// wrote looks at the file: one that is called a workbook is one.
func (p promise) wrote(t *testing.T) {
	t.Helper()
	if info, err := os.Stat(p.writes); err != nil || info.Size() == 0 {
		t.Errorf("%s was not written (%v)", p.writes, err)
		return
	}
	if !strings.HasSuffix(p.writes, ".xlsx") {
		return
	}
	book, err := zip.OpenReader(p.writes)
	if err != nil {
		t.Errorf("%s is no workbook: %v", p.writes, err)
		return
	}
	defer book.Close()
	if !slices.ContainsFunc(book.File, func(f *zip.File) bool { return f.Name == "xl/workbook.xml" }) {
		t.Errorf("%s holds no workbook", p.writes)
	}
}

// park makes a run fail until it is parked.
func park(t *testing.T) {
	t.Helper()
	store, err := models.Open(t.Context(), "sqlite:t.db", models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	key := models.RunKey{Job: models.MonthJob + "kfq-2018", Period: "2018-09", Revision: 1}
	if _, err := store.Runs.Materialise(t.Context(), key); err != nil {
		t.Fatal(err)
	}
	for parked := false; !parked; {
		run, ok, err := store.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "test", ByHand: true})
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		if parked, err = store.Runs.Fail(t.Context(), run, context.DeadlineExceeded, 1); err != nil {
			t.Fatal(err)
		}
	}
}

// secret writes the file with the key that a webhook's receiver made.
func secret(t *testing.T) {
	t.Helper()
	if err := os.WriteFile("webhook.secret", []byte("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

// noted puts in the row and the head that the backup printed.
func noted(t *testing.T, command []string) []string {
	t.Helper()
	found := regexp.MustCompile(`审计链 (\d+) 条，链尾 ([0-9a-f]{64})`).FindStringSubmatch(run(t, exitDone, "backup", "--verify", "nightly.gz"))
	if found == nil {
		t.Fatal("the backup does not print its head")
	}
	command = slices.Clone(command)
	command[slices.Index(command, "N")], command[slices.Index(command, "H")] = found[1], found[2]
	return command
}

// printedCommands are the lines of fenced blocks that start with tallysheet, as words without it.
func printedCommands(text string) (all [][]string) {
	fenced := false
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
			continue
		}
		if words := shellWords(line); fenced && len(words) > 1 && words[0] == "tallysheet" {
			all = append(all, words[1:])
		}
	}
	return all
}

// shellWords splits a line as a shell does: quotes hold together, # begins a comment.
func shellWords(line string) (words []string) {
	for _, m := range regexp.MustCompile(`'([^']*)'|"([^"]*)"|(#.*)|(\S+)`).FindAllStringSubmatch(line, -1) {
		if m[3] != "" {
			return words
		}
		words = append(words, m[1]+m[2]+m[4])
	}
	return words
}

// inline is a command in running text, with letters for what the reader puts in.
var inline = regexp.MustCompile("`(tallysheet [a-z][^`]*)`")

// TestCommandsInRunningText: what the documents call a command or a flag is one.
func TestCommandsInRunningText(t *testing.T) {
	n := 0
	for _, d := range append(slices.Clone(documents), "CONTRIBUTING.md", "docs/DESIGN.md", "docs/RELIABILITY.md") {
		text, err := os.ReadFile(filepath.Join("../..", d))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range inline.FindAllStringSubmatch(string(text), -1) {
			n++
			if unknown := unknownWord(t, strings.Fields(m[1])[1:]); unknown != "" {
				t.Errorf("%s: `%s` names %s, which the program does not have", d, m[1], unknown)
			}
		}
	}
	if n < 5 {
		t.Errorf("only %d commands were found", n)
	}
}

// unknownWord is the command or flag that the program does not have, "" where it has all.
func unknownWord(t *testing.T, words []string) string {
	t.Helper()
	parser, err := kong.New(&commands{}, kong.Name("tallysheet"))
	if err != nil {
		t.Fatal(err)
	}
	at, flags := parser.Model.Node, []string{"--help"}
	for _, w := range words {
		if len(at.Children) > 0 && !strings.HasPrefix(w, "-") {
			i := slices.IndexFunc(at.Children, func(c *kong.Node) bool { return c.Name == w })
			if i < 0 {
				return w
			}
			at = at.Children[i]
		}
	}
	for n := at; n != nil; n = n.Parent {
		for _, f := range n.Flags {
			flags = append(flags, "--"+f.Name)
		}
	}
	for _, w := range words {
		name, _, _ := strings.Cut(w, "=")
		if strings.HasPrefix(w, "--") && !slices.Contains(flags, name) {
			return w
		}
	}
	return ""
}
