package xlsx

import (
	"strconv"
	"strings"
)

// sheetEntry is one line of the workbook's list of sheets.
type sheetEntry struct {
	name  string
	state Visibility
	id    string // of the relationship that leads to the part
}

// mainPart finds the workbook part and refuses what is none, or is one with macros.
func (r *reader) mainPart(top []link) (string, error) {
	name := ""
	for _, l := range top {
		if l.kind == "officeDocument" && !l.external {
			name = l.target
			break
		}
	}
	if r.archive.find(name) == nil {
		e := r.typed("spreadsheetml.sheet.main+xml")
		if e == nil {
			return "", damaged("找不到工作簿的主体部分")
		}
		name = e.name
	}
	switch kind := r.types.of(name); {
	case strings.HasSuffix(kind, "sheet.main+xml"), kind == "application/xml", kind == "text/xml":
		return name, nil
	default:
		return "", notWorkbook(kind)
	}
}

// workbook reads the list of sheets and the date system.
func (r *reader) workbook(name string) ([]sheetEntry, error) {
	var list []sheetEntry
	err := r.scan(r.archive.find(name), smallPart, "工作簿目录", "workbook", func(s *scanner) error {
		switch string(s.element()) {
		case "workbookPr":
			r.book.Date1904 = isTrue(s.attr("date1904"))
		case "sheets":
			return r.sheetList(s, &list)
		}
		return nil
	})
	if err == nil && len(list) == 0 {
		err = damaged("工作簿里没有工作表")
	}
	return list, err
}

func (r *reader) sheetList(s *scanner, list *[]sheetEntry) error {
	seen := map[string]bool{}
	return s.children(func() error {
		if string(s.element()) != "sheet" {
			return nil
		}
		if len(*list) == r.lim.Sheets {
			return tooMany("工作表", r.lim.Sheets, "张")
		}
		sh := sheetEntry{name: string(decodeX([]byte(attrText(s.attr("name")))))}
		switch string(s.attr("state")) {
		case "hidden":
			sh.state = Hidden
		case "veryHidden":
			sh.state = VeryHidden
		}
		for i := range s.attrs {
			if name, value := s.attrAt(i); len(name) > 3 && string(local(name)) == "id" { // r:id, whatever the prefix
				sh.id = attrText(value)
			}
		}
		if key := strings.ToLower(sh.name); key == "" || seen[key] { // a figure's source must be one place
			return damaged("工作表没有名称或者重名")
		}
		seen[strings.ToLower(sh.name)] = true
		*list = append(*list, sh)
		return nil
	})
}

// sheets reads the worksheets in the workbook's order.
func (r *reader) sheets(list []sheetEntry, links []link) error {
	byID := make(map[string]link, len(links))
	for _, l := range links {
		byID[l.id] = l
	}
	for _, sh := range list {
		l, ok := byID[sh.id]
		e := r.archive.find(l.target)
		if !ok || l.external || e == nil {
			return damaged("工作表“" + clip(sh.name, 31) + "”的内容不在文件里")
		}
		switch l.kind {
		case "worksheet":
		case "chartsheet", "dialogsheet":
			r.note("图表页“" + clip(sh.name, 31) + "”没有单元格，未读取")
			continue
		default:
			if strings.Contains(strings.ToLower(l.kind), "macro") {
				return macros()
			}
			return damaged("“" + clip(sh.name, 31) + "”不是工作表")
		}
		sheet := &Sheet{Name: sh.name, State: sh.state}
		if err := r.worksheet(e, sheet); err != nil {
			return inSheet(err, sh.name, "")
		}
		r.book.Sheets = append(r.book.Sheets, sheet)
	}
	return nil
}

func isTrue(b []byte) bool {
	v, err := strconv.ParseBool(string(b))
	return err == nil && v || string(b) == "on"
}
