package xlsx

import (
	"strconv"
	"strings"
)

// What bounds the formats: Excel itself stops at 65,490 cell formats, and at 255 characters of a number format. Whoever reads a
// cell goes through its number format.
const (
	maxFormats    = 100_000
	maxFormatCode = 1 << 10
)

// styleTable says what a cell's s attribute means.
type styleTable struct {
	read bool // the workbook has styles
	xfs  []xf
}

type xf struct {
	format string
	id     int
	indent uint8
}

// readStyles reads the number formats and the cell formats; fonts, fills and the like are passed over.
func (r *reader) readStyles(e *entry) error {
	custom := map[int]string{}
	t := &r.styles
	err := r.scan(e, r.lim.Styles, "样式", "styleSheet", func(s *scanner) error {
		switch string(s.element()) {
		case "numFmts":
			return s.numberFormats(custom)
		case "cellXfs":
			return t.cellFormats(s)
		}
		return nil
	})
	t.read = len(t.xfs) > 0
	for i := range t.xfs {
		x := &t.xfs[i]
		code, own := custom[x.id]
		if !own {
			code = builtinFormat(x.id)
		}
		x.format = code
	}
	return err
}

func (s *scanner) numberFormats(custom map[int]string) error {
	return s.children(func() error {
		if string(s.element()) != "numFmt" {
			return nil
		}
		id, err := strconv.Atoi(string(s.attr("numFmtId")))
		if err != nil {
			return damaged("数字格式的编号有误")
		}
		if len(custom) == maxFormats {
			return tooMany("数字格式", maxFormats, "种")
		}
		code := attrText(s.attr("formatCode"))
		if len(code) > maxFormatCode {
			return tooLarge("一个数字格式", maxFormatCode)
		}
		if strings.EqualFold(code, "General") || code == "G/通用格式" {
			code = ""
		}
		custom[id] = code
		return nil
	})
}

// cellFormats reads cellXfs.
func (t *styleTable) cellFormats(s *scanner) error {
	return s.children(func() error {
		if string(s.element()) != "xf" {
			return nil
		}
		if len(t.xfs) == maxFormats {
			return tooMany("单元格格式", maxFormats, "种")
		}
		x := xf{}
		if v := s.attr("numFmtId"); len(v) > 0 {
			var err error
			if x.id, err = strconv.Atoi(string(v)); err != nil {
				return damaged("数字格式的编号有误")
			}
		}
		err := s.children(func() error {
			if string(s.element()) == "alignment" {
				if n, err := strconv.ParseUint(string(s.attr("indent")), 10, 8); err == nil {
					x.indent = uint8(n)
				}
			}
			return nil
		})
		t.xfs = append(t.xfs, x)
		return err
	})
}

// at is what a cell's s attribute means. An empty one means the first format, as calamine's
// empty_s_attribute file has it; without any styles every index means General.
func (t *styleTable) at(raw []byte) (xf, bool) {
	i := 0
	if len(raw) > 0 {
		var ok bool
		if i, ok = number(raw); !ok {
			return xf{}, false
		}
	}
	if i < len(t.xfs) {
		return t.xfs[i], true
	}
	return xf{}, !t.read
}
