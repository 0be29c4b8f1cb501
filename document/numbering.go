package document

import (
	"strconv"
	"strings"
)

// numRef is where a paragraph stands in a list: the list and the level.
type numRef struct {
	num   string
	level int
}

func refOf(num *node) numRef {
	level, err := strconv.Atoi(num.val("ilvl"))
	if err != nil || level < 0 || level > 8 {
		level = 0
	}
	return numRef{num.val("numId"), level}
}

// lists counts the numbers that Word prints before paragraphs.
type lists struct {
	of      map[string]string // a list's definition
	levels  map[string][9]listLevel
	counted map[string]*[9]int
}

type listLevel struct {
	format, text string
	start        int
}

// numbering reads the definitions of lists.
func (r *wordReader) numbering() error {
	r.lists = lists{of: map[string]string{}, levels: map[string][9]listLevel{}, counted: map[string]*[9]int{}}
	return r.part("word/numbering.xml", func(n *node) {
		switch n.name {
		case "abstractNum":
			var all [9]listLevel
			for _, c := range n.children {
				if k, err := strconv.Atoi(c.get("ilvl")); c.name == "lvl" && err == nil && k >= 0 && k < 9 {
					start, err := strconv.Atoi(c.val("start"))
					if err != nil {
						start = 1
					}
					all[k] = listLevel{c.val("numFmt"), c.val("lvlText"), start}
				}
			}
			r.lists.levels[n.get("abstractNumId")] = all
		case "num":
			r.lists.of[n.get("numId")] = n.val("abstractNumId")
		}
	})
}

// next is the number of the next paragraph at a place of a list, as it is printed.
func (l *lists) next(ref numRef) string {
	abstract, ok := l.of[ref.num]
	if !ok || ref.num == "0" {
		return ""
	}
	levels := l.levels[abstract]
	counts := l.counted[abstract]
	if counts == nil {
		counts = &[9]int{}
		l.counted[abstract] = counts
	}
	counts[ref.level]++
	for k := ref.level + 1; k < 9; k++ {
		counts[k] = 0
	}
	out := levels[ref.level].text
	if levels[ref.level].format == "bullet" || levels[ref.level].format == "none" {
		return ""
	}
	for k := 0; k <= ref.level; k++ {
		n := max(counts[k], 1) + levels[k].start - 1
		out = strings.ReplaceAll(out, "%"+strconv.Itoa(k+1), numeral(n, levels[k].format))
	}
	return out
}

func numeral(n int, format string) string {
	if strings.HasPrefix(format, "chinese") || strings.HasPrefix(format, "ideograph") || strings.HasPrefix(format, "japanese") {
		return chineseNumeral(n)
	}
	return strconv.Itoa(n)
}

func chineseNumeral(n int) string {
	digits := []rune("〇一二三四五六七八九")
	if n < 0 || n > 99 {
		return strconv.Itoa(n)
	}
	s := ""
	if n >= 20 {
		s = string(digits[n/10])
	}
	if n >= 10 {
		s += "十"
	}
	if n%10 > 0 || n == 0 {
		s += string(digits[n%10])
	}
	return s
}
