package mark

import "strconv"

// column sees one <col>: what format it gives to absent cells, and whether it covers the new column.
func (ed *sheetEditor) column(e element) {
	first, err1 := strconv.Atoi(e.attr("min"))
	last, err2 := strconv.Atoi(e.attr("max"))
	if err1 != nil || err2 != nil {
		return
	}
	if f, err := strconv.Atoi(e.attr("style")); err == nil && f > 0 {
		ed.colFmt = append(ed.colFmt, colFormat{first, last, f})
	}
	n := ed.change.column
	if n == 0 || n > last || ed.first["#col"] != 0 {
		return
	}
	ed.first["#col"] = e.from
	if n < first {
		ed.out.insert(e.from, ed.colTag())
		return
	}
	if !e.self {
		return
	}
	// A range to the last column, perhaps hidden: the new one is cut out of it.
	tag, with := string(ed.data[e.from:e.to]), ed.colTag()
	if first < n {
		with = withAttr(tag, "max", strconv.Itoa(n-1)) + with
	}
	if n < last {
		with += withAttr(tag, "min", strconv.Itoa(n+1))
	}
	ed.out.replace(e.from, e.to, with)
}

func (ed *sheetEditor) colTag() string {
	n := strconv.Itoa(ed.change.column)
	return "<" + ed.root.prefix + `col min="` + n + `" max="` + n + `" width="60" customWidth="1"/>`
}

// insertColumn adds the new column's width behind all others, or as the only one.
func (ed *sheetEditor) insertColumn() {
	if ed.change.column == 0 || ed.first["#col"] != 0 {
		return
	}
	if at, ok := ed.first["#cols"]; ok {
		ed.out.insert(at, ed.colTag())
		return
	}
	p := ed.root.prefix
	if at, ok := ed.first["cols"]; ok {
		ed.out.insert(at, "<"+p+"cols>"+ed.colTag()+"</"+p+"cols>")
	}
}
