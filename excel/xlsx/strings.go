package xlsx

import "strings"

// maxCellText is the longest text of one cell: Excel's 32,767 characters at their widest in UTF-8, with room.
const maxCellText = 128 << 10

// stringTable holds the shared strings one after another in one piece.
type stringTable struct {
	all  string
	ends []uint32
}

func (t *stringTable) at(i int) string {
	from := uint32(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.all[from:t.ends[i]]
}

// sharedStrings reads the table that cells of type s point into.
func (r *reader) sharedStrings(e *entry) error {
	var all strings.Builder
	all.Grow(int(min(e.size/2, 8<<20))) // a guess: what is declared buys no more than this
	t := &r.strings
	var scratch []byte
	err := r.scan(e, r.lim.Strings, "共享文字", "sst", func(s *scanner) (err error) {
		if string(s.element()) != "si" {
			return nil
		}
		if scratch, err = s.richText(scratch[:0]); err != nil {
			return err
		}
		all.Write(decodeX(scratch))
		t.ends = append(t.ends, uint32(all.Len()))
		return nil
	})
	t.all = all.String()
	return err
}

// richText appends the text of the element just opened (si, is): its t, the t of its runs, and
// nothing of its phonetic guides. Raised digits come as raised digits (7.4¹), but those of a unit (m2) as they are typed elsewhere.
func (s *scanner) richText(dst []byte) ([]byte, error) {
	base, raised := s.depth(), false
	for {
		switch s.next() {
		case atEnd:
			return dst, s.err
		case closing:
			if s.depth() < base {
				return dst, nil
			}
		case open:
			switch string(s.element()) {
			case "t":
				var err error
				from := len(dst)
				if dst, err = s.appendText(dst); err != nil {
					return dst, err
				}
				if raised {
					dst = raise(dst, from)
				}
			case "r":
				raised = false
			case "rPr":
				raised = s.isRaised()
			default: // rPh, phoneticPr
				s.skip()
			}
		}
	}
}

// isRaised reports that the properties just opened raise their run, and leaves them.
func (s *scanner) isRaised() bool {
	base, raised := s.depth(), false
	for {
		switch s.next() {
		case atEnd:
			return raised
		case closing:
			if s.depth() < base {
				return raised
			}
		case open:
			if string(s.element()) == "vertAlign" {
				raised = string(s.attr("val")) == "superscript"
			}
			s.skip()
		}
	}
}

// raisedDigits are the raised forms of 0 to 9.
var raisedDigits = [...]string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}

// raise writes the digits from an index on as raised ones, where no letter of a unit stands before them.
func raise(dst []byte, from int) []byte {
	if from == 0 || dst[from-1]|0x20 >= 'a' && dst[from-1]|0x20 <= 'z' {
		return dst
	}
	run := string(dst[from:])
	dst = dst[:from]
	for i := range len(run) {
		if c := run[i]; c >= '0' && c <= '9' {
			dst = append(dst, raisedDigits[c-'0']...)
			continue
		}
		dst = append(dst, run[i])
	}
	return dst
}

// appendText appends the character data of the element just opened and leaves it.
func (s *scanner) appendText(dst []byte) ([]byte, error) {
	depth := s.depth()
	for {
		switch s.next() {
		case atEnd:
			return dst, s.err
		case closing:
			if s.depth() < depth {
				return dst, nil
			}
		case open: // no element belongs inside
			s.skip()
		case text:
			if dst = s.appendCharacters(dst); len(dst) > maxCellText { // of the characters meant: &#20013; is one, not eight
				return dst, &Refusal{Limit: true, Message: "有一个单元格的文字过长，超过 3 万字", Expected: resave}
			}
		}
	}
}

// appendCharacters appends the character data just met as it is meant.
func (s *scanner) appendCharacters(dst []byte) []byte {
	if s.special {
		return unescape(dst, s.characters(), s.literal)
	}
	return append(dst, s.characters()...)
}

// leave passes over what is left until only depth elements are open.
func (s *scanner) leave(depth int) {
	for s.depth() > depth && s.next() != atEnd {
	}
}

// children calls each for every child of the element just opened, skipping what each leaves of it.
func (s *scanner) children(each func() error) error {
	base := s.depth()
	for {
		switch s.next() {
		case atEnd:
			return s.err
		case closing:
			if s.depth() < base {
				return nil
			}
		case open:
			if err := each(); err != nil {
				return err
			}
			s.leave(base)
		}
	}
}

// arena keeps many short strings in few pieces of memory.
type arena struct {
	b    strings.Builder
	size int // of the next piece
}

const arenaPiece = 32 << 10

func (a *arena) keep(v []byte) string {
	if len(v) == 0 {
		return ""
	}
	if a.b.Cap()-a.b.Len() < len(v) {
		a.size = min(max(2*a.size, 2<<10), arenaPiece)
		a.b = strings.Builder{}
		a.b.Grow(max(a.size, len(v)))
	}
	from := a.b.Len()
	a.b.Write(v)
	return a.b.String()[from:]
}
