package xlsx

import "bytes"

// cellType is the t attribute of a cell.
type cellType uint8

const (
	numeric cellType = iota
	shared
	plain
	inline
	boolean
	fault
	isoDate
)

func cellTypeOf(t []byte) (cellType, bool) {
	switch string(t) {
	case "n", "":
		return numeric, true
	case "s":
		return shared, true
	case "str":
		return plain, true
	case "inlineStr":
		return inline, true
	case "b":
		return boolean, true
	case "e":
		return fault, true
	case "d":
		return isoDate, true
	}
	return numeric, false
}

// cell reads the c element just opened and places it if it holds something.
func (sr *sheetReader) cell() error {
	row, col, kind := sr.row, sr.col+1, numeric
	var x xf
	var styled bool
	for i := range sr.s.attrs {
		name, value := sr.s.attrAt(i)
		ok := true
		switch string(name) {
		case "r":
			row, col, ok = parseRef(value)
		case "s":
			x, ok = sr.styles.at(value)
			styled = true
		case "t":
			kind, ok = cellTypeOf(value)
		}
		if !ok {
			if row == 0 || col == 0 {
				row, col = sr.row, sr.col+1
			}
			return damaged("单元格的属性“"+string(name)+"="+clip(attrText(value), 20)+"”有误").in(sr.sheet.Name, Ref(row, col))
		}
	}
	if !styled && len(sr.styles.xfs) > 0 {
		x = sr.styles.xfs[0]
	}
	if err := sr.claim(row, col); err != nil {
		return err
	}
	c := Cell{Col: col, Format: x.format, Indent: x.indent}
	if sr.s.pending { // <c r="A1" s="2"/>: the commonest cell of all
		return nil
	}
	why, err := sr.content(&c, kind)
	if err != nil {
		return inSheet(err, sr.sheet.Name, Ref(row, col))
	}
	return sr.take(row, c, why)
}

// take places a cell that was read if it holds something; why is what is wrong with its value, "" if nothing is.
func (sr *sheetReader) take(row int, c Cell, why string) error {
	if why != "" {
		return damaged(why).in(sr.sheet.Name, Ref(row, c.Col))
	}
	if c.Kind == Blank && !c.Formula || c.Kind == Text && c.Value == "" && !c.Formula {
		return nil
	}
	if c.Kind == Text {
		if sr.text -= int64(len(c.Value)); sr.text < 0 {
			return tooLarge("单元格文字", sr.lim.Text).in(sr.sheet.Name, Ref(row, c.Col))
		}
	}
	if sr.formulas && c.Formula {
		if err := sr.keepFormula(row, c.Col); err != nil {
			return err
		}
	}
	return sr.place(row, c)
}

// keepFormula keeps the formula read last as that of a cell.
func (sr *sheetReader) keepFormula(row, col int) error {
	if sr.text -= int64(len(sr.written)); sr.text < 0 {
		return tooLarge("单元格文字", sr.lim.Text).in(sr.sheet.Name, Ref(row, col))
	}
	if sr.sheet.Formulas == nil {
		sr.sheet.Formulas = map[Place]string{}
	}
	sr.sheet.Formulas[Place{row, col}] = sr.arena.keep(decodeX(sr.written))
	return nil
}

// claim marks a position of the row as taken. The same cell twice means that nobody can tell which counts.
func (sr *sheetReader) claim(row, col int) error {
	if col > maxCol || row > maxRow {
		return damaged("单元格位置超出 .xlsx 的范围")
	}
	sr.col = col
	if row != sr.row {
		return nil // looked at when strays are put in place
	}
	word, bit := (col-1)/64, uint64(1)<<((col-1)%64)
	if col > sr.last {
		sr.last = col
	} else {
		if sr.seen[word]&bit != 0 {
			return twice().in(sr.sheet.Name, Ref(row, col))
		}
		sr.sorted = false
	}
	sr.seen[word] |= bit
	return nil
}

func twice() *Refusal {
	return damaged("同一个单元格出现了两次，无法判断哪一个是真的")
}

// content reads f, v and is. why is what is wrong with the value, "" if nothing is.
func (sr *sheetReader) content(c *Cell, kind cellType) (why string, err error) {
	s := sr.s
	raw, has := sr.scratch[:0], false
	base := s.depth()
	for ev := s.next(); ; ev = s.next() {
		switch ev {
		case atEnd:
			return "", s.err
		case closing:
			if s.depth() < base {
				sr.scratch = raw
				if !has {
					return "", nil
				}
				return sr.value(c, kind, raw), nil
			}
		case open:
			switch string(s.element()) {
			case "v":
				if kind == inline && has { // its text is in is; some writers put it here instead
					s.skip()
					break
				}
				has = true
				raw, err = s.appendText(raw[:0])
			case "is":
				if kind == inline {
					has = true
					raw, err = s.richText(raw[:0])
				}
			case "f":
				err = sr.formula(c)
			}
			if err != nil {
				return "", err
			}
			s.leave(base)
		}
	}
}

// formula notes that a formula stands there; it is never evaluated, and its text is read only where it is kept.
func (sr *sheetReader) formula(c *Cell) error {
	s := sr.s
	sr.written = sr.written[:0]
	if t := s.attr("t"); len(t) > 0 || len(s.attr("si")) > 0 {
		c.Formula = true
		if ref, ok := parseRange(s.attr("ref")); ok && string(t) == "array" && ref.FirstRow|ref.FirstCol != 0 {
			if len(sr.arrays) == sr.lim.Merges {
				return tooMany("数组公式", sr.lim.Merges, "处")
			}
			sr.arrays = append(sr.arrays, ref)
		}
	}
	depth := s.depth()
	for {
		switch s.next() {
		case atEnd:
			return s.err
		case text:
			c.Formula = c.Formula || len(bytes.TrimSpace(s.characters())) > 0
			if sr.formulas {
				sr.written = s.appendCharacters(sr.written)
			}
		case closing:
			if s.depth() < depth {
				return nil
			}
		}
	}
}

// value gives the cell its kind and value from the raw content.
func (sr *sheetReader) value(c *Cell, kind cellType, raw []byte) (why string) {
	if kind == plain || kind == inline {
		c.Kind, c.Value = Text, sr.arena.keep(decodeX(raw))
		return ""
	}
	if raw = bytes.TrimSpace(raw); len(raw) == 0 {
		return ""
	}
	switch kind {
	case shared:
		i, ok := number(raw)
		if !ok || i >= len(sr.strings.ends) {
			return "所指的共享文字（第 " + clip(string(raw), 20) + " 条）不在文件里"
		}
		c.Kind, c.Value = Text, sr.strings.at(i)
	case boolean:
		c.Kind, c.Value = Bool, "0"
		switch string(bytes.ToLower(raw)) {
		case "1", "true":
			c.Value = "1"
		case "0", "false":
		default:
			return "应为逻辑值，实际内容是“" + clip(string(raw), 20) + "”"
		}
	case fault:
		c.Kind, c.Value = Error, sr.arena.keep(raw)
	case isoDate:
		return sr.date(c, string(raw))
	default:
		if !plausible(raw) {
			return "应为数值，实际内容是“" + clip(string(raw), 20) + "”"
		}
		c.Kind, c.Value = Number, sr.arena.keep(raw)
	}
	return ""
}
