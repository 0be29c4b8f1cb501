package main

import (
	"errors"
	"io/fs"
	"net"
	"regexp"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
)

// usageWords are the sentences of kong's parser in Chinese. It has no catalogue of its own to be given another; a
// sentence that is not here is printed as it is, after the words that the usage was wrong.
var usageWords = []struct {
	said *regexp.Regexp
	want string
}{
	{regexp.MustCompile(`^unexpected argument (.+), did you mean (?:one of )?(.+)\?$`), `没有“$1”这个命令或参数，是不是 $2？`},
	{regexp.MustCompile(`^unexpected argument (.+)$`), `没有“$1”这个命令，或者参数多了`},
	{regexp.MustCompile(`^unknown flag (.+), did you mean (?:one of )?(.+)\?$`), `没有 $1 这个选项，是不是 $2？`},
	{regexp.MustCompile(`^unknown flag (.+)$`), `没有 $1 这个选项`},
	{regexp.MustCompile(`^unexpected flag argument (.+)$`), `选项不该带值 $1`},
	{regexp.MustCompile(`^missing flags: (.+)$`), `缺少选项：$1`},
	{regexp.MustCompile(`^missing positional arguments (.+)$`), `缺少参数 $1`},
	{regexp.MustCompile(`^expected one of (.+)$`), `还要给出命令：$1`},
	{regexp.MustCompile(`^expected (".+")$`), `还要给出 $1`},
	{regexp.MustCompile(`^(\S+) must be one of (.+) but got (.+)$`), `$1 应为 $2 之一，不能是 $3`},
	{regexp.MustCompile(`^(--\S+) and (--\S+) can't be used together$`), `$1 和 $2 不能同时使用`},
	{regexp.MustCompile(`^(--.+) must be used together$`), `$1 要同时给出`},
	{regexp.MustCompile(`^(\S+): expected \S+ value but got (.+) \(.*\); perhaps try (.+)\?$`), `$1 缺少值，后面是 $2；如要以此为值，请写 $3`},
	{regexp.MustCompile(`^(\S+): expected \S+ value but got "EOL" \(<EOL>\)$`), `$1 缺少值`},
	{regexp.MustCompile(`^(\S+): missing value, expecting .*$`), `$1 缺少值`},
	{regexp.MustCompile(`^(\S+): expected "<key>=<value>" but got (.+)$`), `$1 应写成“单元格=说明”，不能是 $2`},
	{regexp.MustCompile(`^(\S+): expected a valid \d+ bit u?int but got (.+)$`), `$1 应为整数，不能是 $2`},
	{regexp.MustCompile(`^(\S+): expected duration but got (".*?").*$`), `$1 应为时长（如 30s、5m），不能是 $2`},
	{regexp.MustCompile(`^(\S+): bool value must be .* but got (.+)$`), `$1 应为 true 或 false，不能是 $2`},
	{regexp.MustCompile(`^(\S+): stat (.+): no such file or directory$`), `$1：找不到文件 $2`},
	{regexp.MustCompile(`^(\S+): stat (.+): permission denied$`), `$1：没有权限读 $2`},
	{regexp.MustCompile(`^(\S+): "(.+)" exists but is a directory$`), `$1：$2 是文件夹，不是文件`},
	{regexp.MustCompile(`^no command selected$`), `还要给出命令`},
}

// usage says in Chinese what the parser found wrong with the command line.
func usage(err error) string {
	text := err.Error()
	text, env, fromEnv := strings.Cut(text, " (from envar ")
	for _, w := range usageWords {
		if w.said.MatchString(text) {
			text = w.said.ReplaceAllString(text, w.want)
			break
		}
	}
	text = strings.NewReplacer(" or --", " 或 --", " and --", "、--", "=STRING", "", "=INT", "", ", ", "、", `","`, `"、"`, "...", "…").Replace(text)
	if fromEnv {
		text += "（来自环境变量 " + strings.TrimSuffix(env, ")") + "）"
	}
	return errUsage.Error() + "：" + text
}

// asked is the command that was meant, as far as the parser came.
func asked(err error) string {
	var at *kong.ParseError
	if !errors.As(err, &at) || at.Context == nil || at.Context.Selected() == nil {
		return "tallysheet"
	}
	return "tallysheet " + strings.Join(strings.Fields(commandOf(at.Context.Selected())), " ")
}

// commandOf is the command's words without its arguments.
func commandOf(n *kong.Node) string {
	if n == nil || n.Type == kong.ApplicationNode {
		return ""
	}
	return commandOf(n.Parent) + " " + n.Name
}

// inChinese is the sentence of an error; what the system said of a file is put in words.
func inChinese(err error) string {
	text := err.Error()
	if far := (*net.OpError)(nil); errors.As(err, &far) && far.Addr != nil {
		return strings.Replace(text, far.Error(), "连不上 "+far.Addr.String()+"（"+far.Err.Error()+"）", 1)
	}
	var at *fs.PathError
	if !errors.As(err, &at) {
		return text
	}
	why := ""
	switch {
	case errors.Is(at, fs.ErrNotExist):
		why = "找不到 " + at.Path
	case errors.Is(at, fs.ErrPermission):
		why = "没有权限读写 " + at.Path
	case errors.Is(at, fs.ErrExist):
		why = at.Path + " 已存在"
	case errors.Is(at, syscall.EISDIR):
		why = at.Path + " 是文件夹，不是文件"
	default:
		why = "读写 " + at.Path + " 出错（" + at.Err.Error() + "）"
	}
	return strings.Replace(text, at.Error(), why, 1)
}
