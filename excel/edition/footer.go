package edition

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/dress"
)

// setPage sets a sheet's page, with a footer that says what it belongs to.
func (b *book) setPage(f *excelize.File, name string, p dress.Page) error {
	p.Footer = b.footer(name)
	return dress.SetPage(f, name, p)
}

// footerTitle is how much of a title leaves room for the page number on A4.
const footerTitle = 14

// footer says what the page belongs to, and its number. An ampersand in a title would start a code.
func (b *book) footer(name string) string {
	what := b.subject()
	if short := shorten(what, footerTitle); short != what {
		what = short + "…"
	}
	what = strings.ReplaceAll(what, "&", "&&")
	return "&L&9 " + what + " " + b.ed.Period.Chinese() + " 第" + strconv.Itoa(b.ed.Number) + "版&C&9 第 &P 页 共 &N 页&R&9 " + name + " " + shorten(b.ed.Digest, 12)
}

// shorten keeps the first n characters.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n])
}
