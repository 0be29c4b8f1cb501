package document

import "strings"

// BlockKind says what a block is.
type BlockKind string

// The kinds of blocks.
const (
	Heading   BlockKind = "heading"
	Paragraph BlockKind = "paragraph"
	Table     BlockKind = "table"
	Note      BlockKind = "note" // a footnote or an endnote
)

// Block is one piece of a document, in the order printed.
type Block struct {
	Kind  BlockKind
	Level int        // of a heading, from 1; 0 where its style does not say
	Text  string     // of everything but a table, with the number that the program printed before it
	Rows  [][]string // of a table; a merged cell is repeated in each place that it covers
}

// Document is what was read.
type Document struct {
	Title  string // as the file or the page gives it; "" where only the text itself can tell
	Blocks []Block
}

// Refusal says why a file is not read, in Chinese, and what to do.
type Refusal struct{ Message, Expected string }

func (r *Refusal) Error() string { return r.Message + "。" + r.Expected }

// Limits bounds what is read; the zero value of a field means its default.
type Limits struct {
	File   int   // bytes of a web page or a text
	Part   int64 // bytes of a part of a .docx
	Blocks int   // paragraphs and tables
	Runes  int   // of all text
	Depth  int   // of elements in one another
	Cells  int   // of one table
}

func (l Limits) orDefaults() Limits {
	for _, f := range []struct {
		at  *int
		std int
	}{{&l.File, 8 << 20}, {&l.Blocks, 20_000}, {&l.Runes, 2_000_000}, {&l.Depth, 256}, {&l.Cells, 50_000}} {
		if *f.at <= 0 {
			*f.at = f.std
		}
	}
	if l.Part <= 0 {
		l.Part = 32 << 20
	}
	return l
}

// FileKind is the format of a file.
type FileKind string

// The formats.
const (
	Word    FileKind = "docx"
	OldWord FileKind = "doc" // .doc and .wps, for a converter
	Web     FileKind = "html"
	Plain   FileKind = "txt"
)

// Kind tells by its first bytes what a file is. The error is a *Refusal.
func Kind(name string, data []byte) (FileKind, error) {
	base := name[strings.LastIndexAny(name, `/\`)+1:]
	switch {
	case strings.HasPrefix(base, "~$"), strings.HasPrefix(base, ".~"), strings.HasPrefix(base, "._"):
		return "", &Refusal{"这是打开文档时自动产生的临时文件，不是文档本身", "请关闭 WPS 或 Word，上传同一文件夹里文件名不带“~$”“.~”“._”的那个文件"}
	case len(data) == 0:
		return "", &Refusal{"这是空文件（0 字节），可能没有传完", "请确认原文件能够打开，再重新上传"}
	case hasPrefix(data, "PK\x03\x04"), hasPrefix(data, "PK\x05\x06"):
		return Word, nil
	case hasPrefix(data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return OldWord, nil
	}
	for _, s := range []struct{ magic, what string }{
		{"%PDF", "PDF 文件"}, {`{\rtf`, "RTF 文档"}, {"Rar!", "RAR 压缩包"}, {"7z\xbc\xaf\x27\x1c", "7z 压缩包"}, {"\x1f\x8b", "gz 压缩包"},
		{"\x89PNG", "图片"}, {"\xff\xd8\xff", "图片"}, {"GIF8", "图片"}, {"MZ", "程序文件"}, {"\x7fELF", "程序文件"},
	} {
		if hasPrefix(data, s.magic) {
			return "", &Refusal{"这是" + s.what + "，不是能读的文档", "请另存为 .docx，或者复制文字粘贴进来"}
		}
	}
	if looksHTML(data) {
		return Web, nil
	}
	return Plain, nil
}

func hasPrefix(data []byte, magic string) bool {
	return len(data) >= len(magic) && string(data[:len(magic)]) == magic
}

func looksHTML(data []byte) bool {
	head := strings.ToLower(strings.TrimLeft(strings.TrimPrefix(string(data[:min(len(data), 2048)]), "\ufeff"), " \t\r\n"))
	if !strings.HasPrefix(head, "<") {
		return false
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<div", "<p", "<meta", "<table", "<h1", "<span"} {
		if strings.Contains(head, tag) {
			return true
		}
	}
	return false
}

// builder gathers blocks within the limits.
type builder struct {
	lim   Limits
	out   Document
	runes int
	err   error
}

func (b *builder) add(block Block) {
	if b.err != nil {
		return
	}
	block.Text = clean(block.Text)
	if block.Kind != Table && block.Text == "" {
		return
	}
	b.runes += len([]rune(block.Text))
	for _, row := range block.Rows {
		for k := range row {
			row[k] = clean(row[k])
			b.runes += len([]rune(row[k]))
		}
	}
	if b.runes > b.lim.Runes {
		b.err = &Refusal{"文档文字太多，超过上限", "请只上传计划正文"}
		return
	}
	if len(b.out.Blocks) >= b.lim.Blocks {
		b.err = &Refusal{"文档段落太多，超过上限", "请只上传计划正文"}
		return
	}
	b.out.Blocks = append(b.out.Blocks, block)
}

// clean drops what cannot be seen and runs of blanks.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r == '\t' || r == '\r' || r == '\n' || r == '\u2028' || r == '\u2029':
			return ' '
		case r == '\u200b' || r == '\ufeff' || r == '\u00ad' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r < ' ' || r == 0x7f:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\u3000' }), " ")
}
