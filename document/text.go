package document

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// Text reads plain text: UTF-8, UTF-16 with its mark, or GB 18030 (of which GBK is a part). Each line is a paragraph, but in a
// text that was wrapped at a width its lines are joined again; lines parted by tabs or bars are tables.
func Text(data []byte, lim Limits) (Document, error) {
	lim = lim.orDefaults()
	if len(data) > lim.File {
		return Document{}, &Refusal{"文件太大，超过上限", "请只上传计划正文"}
	}
	text, err := decode(data)
	if err != nil {
		return Document{}, err
	}
	b := builder{lim: lim}
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n").Replace(text), "\n")
	lines = unwrap(lines)
	for i := 0; i < len(lines); {
		if rows := tableAt(lines[i:]); len(rows) > 1 {
			b.add(Block{Kind: Table, Rows: rows})
			i += len(rows)
			continue
		}
		b.add(Block{Kind: Paragraph, Text: strings.Trim(lines[i], "| \t\u3000")})
		i++
	}
	return b.out, b.err
}

// decode tells the encodings apart: valid UTF-8 is UTF-8, anything else that is text is GB 18030.
func decode(data []byte) (string, error) {
	var enc encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		enc = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	case utf8.Valid(data):
	default:
		enc = simplifiedchinese.GB18030
	}
	if enc != nil {
		decoded, err := enc.NewDecoder().Bytes(data)
		if err != nil {
			return "", notText()
		}
		data = decoded
	}
	text := strings.ToValidUTF8(string(data), "\ufffd")
	bad, all := 0, 0
	for _, r := range text {
		all++
		if r == utf8.RuneError || r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' {
			bad++
		}
	}
	if bad*100 > all {
		return "", notText()
	}
	return text, nil
}

func notText() *Refusal {
	return &Refusal{"这个文件不是能读的文字（认不出编码，或者不是文本）", "请另存为 UTF-8 或 GBK 编码的 .txt，或者 .docx"}
}

// unwrap joins the lines of a text that was wrapped at a width: most long lines end in the middle of a sentence.
func unwrap(lines []string) []string {
	long, cut, width := 0, 0, 0
	for _, l := range lines {
		width = max(width, utf8.RuneCountInString(l))
	}
	for _, l := range lines {
		if n := utf8.RuneCountInString(l); n >= 15 && n*10 >= width*8 {
			long++
			if !closed(l) {
				cut++
			}
		}
	}
	if width > 80 || long < 4 || cut*2 < long {
		return lines
	}
	var out []string
	open := false
	for _, l := range lines {
		n := utf8.RuneCountInString(l)
		starts := strings.HasPrefix(l, " ") || strings.HasPrefix(l, "\u3000") || strings.HasPrefix(l, "\t") || strings.TrimSpace(l) == "" || numbered(l)
		if open && !starts {
			out[len(out)-1] += strings.TrimSpace(l)
		} else {
			out = append(out, l)
		}
		open = n*10 >= width*8 && !closed(l)
	}
	return out
}

func closed(l string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(l, " \t\u3000"))
	return strings.ContainsRune("。！？；：）)”.!?;:", r)
}

// numbered reports a line that begins with the number of a heading or of a list.
func numbered(l string) bool {
	l = strings.TrimLeft(l, " \u3000\t（(第")
	i := strings.IndexFunc(l, func(r rune) bool {
		return !strings.ContainsRune("一二三四五六七八九十百0123456789０１２３４５６７８９", r)
	})
	if i <= 0 || i > 12 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(l[i:])
	return strings.ContainsRune("、.．)）章节条", r)
}

// filled counts the cells that hold something.
func filled(cells []string) (n int) {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}

// tableAt takes the rows of a table off the front: lines parted by tabs or bars into as many cells.
func tableAt(lines []string) (rows [][]string) {
	sign := ""
	for _, l := range lines {
		trimmed := strings.TrimSpace(l)
		if sign == "" {
			switch {
			case strings.Count(trimmed, "\t") >= 1:
				sign = "\t"
			case strings.Count(trimmed, "|") >= 2:
				sign = "|"
			default:
				return nil
			}
		}
		cells := strings.Split(strings.Trim(trimmed, "|"), sign)
		if filled(cells) < 2 && strings.Trim(trimmed, "|-: \t") != "" {
			break
		}
		if len(cells) < 2 || len(rows) > 0 && len(cells) != len(rows[0]) {
			break
		}
		if strings.Trim(trimmed, "|-: \t") == "" {
			cells = make([]string, len(cells)) // the rule under a heading
		}
		rows = append(rows, cells)
	}
	if len(rows) < 2 {
		return nil
	}
	return rows
}
