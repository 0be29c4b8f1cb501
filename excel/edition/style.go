package edition

import (
	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/dress"
	"github.com/tallysheet/tallysheet/tally"
)

// face is how a cell looks, number format apart.
type face uint8

const (
	plain         face = iota // nothing at all
	coverTitle                // the large title of 封面, on blue
	coverLine                 // under it, on the same blue
	coverLink                 // to another sheet, without a box
	title                     // of a sheet
	subtitle                  // under it
	heading                   // of a column
	body                      // text, left
	centered                  // text, centred
	group                     // 目标任务, merged down
	child                     // 其中
	figure                    // a number, right
	light                     // 亮灯
	moment                    // a date and time
	link                      // to another sheet
	bar                       // up to the schedule
	barBeyond                 // past it
	barLess                   // where there is no schedule
	barLessBeyond             //
	band                      // a row across the sheet
	total                     // 合计, text
	totalFigure               // 合计, number
	label                     // of a pair without borders
	value                     // of a pair without borders
	prose                     // a sentence across the sheet
	remark                    // small print
	data                      // 数据 and 溯源: no border, no wrapping
	dataHeading               // their heading
	tileGreen                 // a large count on its colour
	tileYellow                //
	tileRed                   //
	tileGrey                  //
	wordGreen                 // the word of a light on its colour
	wordYellow                //
	wordRed                   //
	wordGrey                  //
	tileCount                 // a large count on no light's colour
	wordCount                 // its word
	faces                     // how many
)

// style is a face with a number format.
type style struct {
	face   face
	format string
}

// Fonts that Office, WPS and LibreOffice have, or replace alike.
const (
	songti  = "宋体"
	heiti   = "黑体"
	numeral = "Times New Roman"
)

// Calm colours: one blue for headings, greys for lines.
const (
	ink       = "262626"
	blue      = "1F3864"
	paleBlue  = "DCE6F1"
	paler     = "F3F6FA"
	lineGrey  = "BFBFBF"
	faintGrey = "7F7F7F"
	linkBlue  = "1F5FA8"
)

var gbk = 134 // the font charset that asks for a Chinese font where the named one is missing

func font(name string, size float64, color string, bold bool) *excelize.Font {
	return &excelize.Font{Family: name, Size: size, Color: color, Bold: bold, Charset: &gbk}
}

func box(color string) []excelize.Border {
	var b []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		b = append(b, excelize.Border{Type: side, Color: color, Style: 1})
	}
	return b
}

// rightAligned is for numbers, which do not wrap; the space beside them is in their format.
func rightAligned() *excelize.Alignment {
	return &excelize.Alignment{Horizontal: "right", Vertical: "center"}
}

func align(horizontal string, indent int) *excelize.Alignment {
	return &excelize.Alignment{Horizontal: horizontal, Vertical: "center", WrapText: true, Indent: indent}
}

// looks gives every face its look.
func looks(p dress.Palette) [faces]excelize.Style {
	var l [faces]excelize.Style
	set := func(f face, fn *excelize.Font, a *excelize.Alignment, border []excelize.Border, background string) {
		l[f] = excelize.Style{Font: fn, Alignment: a, Border: border}
		if background != "" {
			l[f].Fill = dress.Fill(background)
		}
	}
	thin := box(lineGrey)
	set(coverTitle, font(heiti, 24, "FFFFFF", true), align("center", 0), nil, blue)
	set(coverLine, font(songti, 12, "D9E2F3", false), align("center", 0), nil, blue)
	set(coverLink, font(songti, 11, linkBlue, false), align("right", 0), nil, "")
	l[coverLink].Font.Underline = "single"
	set(title, font(heiti, 18, blue, true), align("center", 0), nil, "")
	set(subtitle, font(songti, 10.5, faintGrey, false), align("center", 0), nil, "")
	set(heading, font(heiti, 10.5, blue, true), align("center", 0), thin, paleBlue)
	set(body, font(songti, 10, ink, false), align("left", 0), thin, "")
	set(centered, font(songti, 10, ink, false), align("center", 0), thin, "")
	set(group, font(heiti, 10.5, blue, false), align("center", 0), thin, paler)
	set(child, font(songti, 10, ink, false), align("left", 1), thin, "")
	set(figure, font(numeral, 10.5, ink, false), rightAligned(), thin, "")
	set(light, font(heiti, 10.5, ink, true), align("center", 0), thin, "")
	set(moment, font(numeral, 10.5, ink, false), align("center", 0), thin, "")
	set(link, font(songti, 10, linkBlue, false), align("center", 0), thin, "")
	l[link].Font.Underline = "single"
	edge := []excelize.Border{{Type: "left", Color: lineGrey, Style: 1}, {Type: "top", Color: lineGrey, Style: 1}, {Type: "bottom", Color: lineGrey, Style: 1}}
	set(barLess, font(numeral, 8, ink, false), align("center", 0), edge, "")
	set(barLessBeyond, font(numeral, 8, ink, false), align("center", 0), []excelize.Border{{Type: "right", Color: lineGrey, Style: 1}, edge[1], edge[2]}, "")
	set(bar, font(numeral, 8, ink, false), align("center", 0), append(edge[:3:3], excelize.Border{Type: "right", Color: blue, Style: 2}), "")
	beyond := []excelize.Border{{Type: "left", Color: blue, Style: 2}, {Type: "right", Color: lineGrey, Style: 1}}
	set(barBeyond, font(numeral, 8, ink, false), align("center", 0), append(beyond, edge[1], edge[2]), "")
	set(band, font(heiti, 11, blue, true), align("left", 1), thin, paler)
	set(total, font(heiti, 10.5, blue, true), align("center", 0), thin, paler)
	set(totalFigure, font(numeral, 10.5, blue, true), rightAligned(), thin, paler)
	under := []excelize.Border{{Type: "bottom", Color: "E3E8F0", Style: 1}}
	set(label, font(heiti, 11, blue, false), align("right", 0), under, "")
	set(value, font(songti, 11, ink, false), align("left", 1), under, "")
	set(prose, font(songti, 11, ink, false), align("left", 1), nil, "")
	set(remark, font(songti, 9.5, faintGrey, false), align("left", 0), nil, "")
	set(data, font(songti, 10, ink, false), &excelize.Alignment{Vertical: "center"}, nil, "")
	set(dataHeading, font(heiti, 10, blue, true), align("center", 0), thin, paleBlue)
	apart := []excelize.Border{{Type: "left", Color: "FFFFFF", Style: 5}, {Type: "right", Color: "FFFFFF", Style: 5}}
	for _, k := range lights {
		set(tile(k), font(heiti, 26, p[k].Ink, true), align("center", 0), apart, p[k].Fill)
		set(tileWord(k), font(heiti, 10.5, p[k].Ink, false), align("center", 0), apart, p[k].Fill)
	}
	set(tileCount, font(heiti, 26, blue, true), align("center", 0), apart, paleBlue)
	set(wordCount, font(heiti, 10.5, blue, false), align("center", 0), apart, paleBlue)
	return l
}

// tile is the face of a light's large count.
func tile(l tally.Light) face {
	switch l {
	case tally.Green:
		return tileGreen
	case tally.Yellow:
		return tileYellow
	case tally.Red:
		return tileRed
	case tally.Grey:
	}
	return tileGrey
}

// tileWord is the face of a light's word on its colour.
func tileWord(l tally.Light) face {
	switch l {
	case tally.Green:
		return wordGreen
	case tally.Yellow:
		return wordYellow
	case tally.Red:
		return wordRed
	case tally.Grey:
	}
	return wordGrey
}

// lights is their order.
var lights = dress.Lights
