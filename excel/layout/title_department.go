package layout

import (
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
)

// titleDepartment is the unit whose name begins a title: 商务局2018年9月…; "" where there is none.
func titleDepartment(h *vocabulary.Headings, title string) string {
	form := vocabulary.HeadingForm(title)
	end := strings.IndexAny(form, "0123456789〇")
	if i := strings.Index(form, "二〇"); i >= 0 && (end < 0 || i < end) {
		end = i
	}
	if i := strings.Index(form, "关于"); i >= 0 && (end < 0 || i < end) {
		end = i
	}
	if end == 0 || strings.HasPrefix(form, "各") || strings.HasPrefix(form, "全") { // 各街道: of all of them
		return ""
	}
	head := form[:max(end, 0)]
	if n := utf8.RuneCountInString(head); n >= 2 && n <= 20 {
		for _, o := range h.OfficeWords() {
			if strings.HasSuffix(head, o) && head != o {
				return head
			}
		}
	}
	if end > 0 {
		form = head
	}
	return departmentBefore(h, form)
}

// departmentBefore is the unit at the head of a title that goes on with what it is of: 卫生健康局主要指标历年进展情况表.
func departmentBefore(h *vocabulary.Headings, form string) string {
	for i := range form {
		if utf8.RuneCountInString(form[:i]) < 3 || !h.Begins(vocabulary.BehindDepartment, form[i:]) {
			continue
		}
		for _, o := range h.OfficeWords() {
			if strings.HasSuffix(form[:i], o) && !h.Is(vocabulary.ShortOffices, o) && utf8.RuneCountInString(form[:i]) <= 20 {
				return form[:i]
			}
		}
	}
	return ""
}
