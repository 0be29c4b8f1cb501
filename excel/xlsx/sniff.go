package xlsx

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"
)

const saveAs = "请在 WPS 或 Excel 中打开后另存为 .xlsx（Excel 工作簿），再上传"

// Sniff says what a file is if it is no .xlsx at all, by its first bytes and, where one is given, by
// its name. nil means that it may be one. It looks at no more than the outside.
func Sniff(name string, data []byte) error {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	if strings.HasPrefix(base, "~$") || strings.HasPrefix(base, ".~") || strings.HasPrefix(base, "._") {
		return lockFile()
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return nil
	}
	if no := foreign(data); no != nil {
		return no
	}
	return &Refusal{Message: "这不是 .xlsx 工作簿，也认不出是什么文件", Expected: saveAs}
}

func lockFile() *Refusal {
	return &Refusal{Message: "这是打开表格时自动产生的临时文件，不是表格本身", Expected: "请关闭 WPS 或 Excel，上传同一文件夹里文件名不带“~$”“.~”“._”的那个文件"}
}

// signatures of what gets uploaded by mistake.
func signature(data []byte) string {
	for _, s := range []struct{ magic, what string }{
		{"%PDF", "PDF 文件"}, {"{\\rtf", "RTF 文档"}, {"Rar!", "RAR 压缩包"}, {"7z\xbc\xaf\x27\x1c", "7z 压缩包"}, {"\x1f\x8b", "gz 压缩包"},
		{"\x89PNG", "图片"}, {"\xff\xd8\xff", "图片"}, {"GIF8", "图片"}, {"BM", "图片"}, {"MZ", "程序文件"}, {"\x7fELF", "程序文件"}, {"SQLite format 3", "数据库文件"},
	} {
		if strings.HasPrefix(string(data[:min(len(data), 16)]), s.magic) && (s.magic != "BM" || len(data) >= 10 && bytes.IndexByte(data[6:10], 0) == 0) {
			return s.what
		}
	}
	return ""
}

func foreign(data []byte) *Refusal {
	if len(data) == 0 {
		return &Refusal{Message: "这是空文件（0 字节），可能没有传完", Expected: "请确认原文件能够打开，再重新上传"}
	}
	if bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		return oleFile(data)
	}
	if len(data) > 4 && data[0] == 9 && (data[1] == 0 || data[1] == 2 || data[1] == 4 || data[1] == 8) && data[3] == 0 {
		return oldBinary()
	}
	if bytes.HasPrefix(data, []byte("PK\x05\x06")) {
		return &Refusal{Message: "这是一个空的压缩包，不是表格", Expected: saveAs}
	}
	if bytes.Contains(data[:min(len(data), 64)], []byte("E-SafeNet")) {
		return &Refusal{Message: "文件被本单位的文档加密软件加密，离开办公电脑无法读取（文件没有损坏）", Expected: "请用加密软件解密（外发）后再上传"}
	}
	if what := signature(data); what != "" {
		return &Refusal{Message: "这是" + what + "，不是表格", Expected: "请上传 .xlsx 工作簿"}
	}
	if n := int(data[0]); (len(data) == 165 || len(data) == 162 || len(data) == 171) && n > 0 && n <= 54 {
		return lockFile()
	}
	if len(bytes.Trim(data[:min(len(data), 4096)], "\x00")) == 0 {
		return &Refusal{Message: "文件内容全是空白，可能没有下载完或磁盘出错", Expected: "请重新下载，或请发送人重发"}
	}
	return textFile(data)
}

// textFile tells the text formats that are often named .xls or .xlsx; nil for what is no text.
func textFile(data []byte) *Refusal {
	head := data[:min(len(data), 4096)]
	wide := bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
	if wide {
		head = bytes.ReplaceAll(head[2:], []byte{0}, nil)
	}
	head = bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	has := func(words ...string) bool {
		for _, w := range words {
			if bytes.Contains(head, []byte(w)) {
				return true
			}
		}
		return false
	}
	starts := func(w string) bool { return bytes.HasPrefix(head, []byte(w)) }
	switch {
	case has("urn:schemas-microsoft-com:office:spreadsheet") && !has("<html"):
		return &Refusal{Message: "这是“XML 表格 2003”格式的文件，不是 .xlsx 工作簿", Expected: saveAs}
	case starts("<") && has("<html", "<!doctype html", "<table", "<head", "<body", "<meta", "<div", "<style", "<script"), starts("mime-version:"), starts("content-type: multipart"):
		return &Refusal{Message: "这是网页格式的文件（系统导出的网页表格），只是改了名字，不是 .xlsx 工作簿", Expected: saveAs}
	case starts("<"):
		return &Refusal{Message: "这是 XML 文件，不是 .xlsx 工作簿", Expected: saveAs}
	case !wide && bytes.IndexByte(head, 0) >= 0 || hasControl(bytes.ReplaceAll(head, []byte("\f"), nil)):
		return nil
	case has(",", "\t", ";", "，"):
		return &Refusal{Message: "这是文本或 CSV 文件，不是 .xlsx 工作簿", Expected: saveAs}
	case wide || utf8.Valid(head[:len(head)-cutRune(head)]):
		return &Refusal{Message: "这是文本文件，不是 .xlsx 工作簿", Expected: saveAs}
	}
	return nil
}
