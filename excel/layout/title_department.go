package layout

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
)

// titleDepartment is the unit whose name begins a title: 商务局2018年9月…; "" where there is none.
func titleDepartment(h *vocabulary.Headings, title string) string {
	form := vocabulary.HeadingForm(title)
	if w, rest := vocabulary.ParseWhen(form); w.Year > 0 && !w.Months() && strings.HasSuffix(form, rest) { // 2016年石桥镇目标任务
		form = rest
	}
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
	return bureauBefore(h, form)
}

// bureauBefore is the bureau that a title begins with, whatever it goes on with: 应急管理局安全生产工作统计月报表. Where a branch of it is named
// behind, or another before it (管委会与住建局), who filed is not settled.
func bureauBefore(h *vocabulary.Headings, form string) string {
	const bureau, branch = "局", "分局"
	if !h.TitledProgress(form) && !h.TitledPlan(form) || h.Begins(vocabulary.BeforeReceiver, form) {
		return ""
	}
	head, rest, found := strings.Cut(form, bureau)
	if n := utf8.RuneCountInString(head); !found || n < 2 || n > 15 || h.Has(vocabulary.JoinsBureaus, head) || strings.Contains(rest, branch) || h.Begins(vocabulary.NoBureauBehind, rest) || rest == "" {
		return ""
	}
	return head + bureau
}

// sayDepartments asks about two places around a table that name different units as the one that filed; filed is the one for which it is
// filed, "" where that is not known.
func (s *sheetReading) sayDepartments(filed string) {
	for i := range s.blocks {
		said := s.blocks[i].Captions()
		own, other := said.Told.Department, said.Told.OtherDepartment
		text := other.Text
		if text == "" || own.Text == filed {
			continue
		}
		f := tally.NewFinding(tally.DepartmentDiffers, s.On(), other.Cell, fmt.Sprintf("这里写的单位是“%s”，%s写的是“%s”，按“%s”读", vocabulary.Clip(text, 20), own.Cell, vocabulary.Clip(own.Text, 20), vocabulary.Clip(own.Text, 20)), "请只留填报单位；读对了的请说明")
		f.Class = tally.ClassC
		s.Find(f)
	}
}
