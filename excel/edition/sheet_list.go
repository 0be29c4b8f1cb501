package edition

import (
	"slices"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/dress"
)

// list is a plain table under a title: what most sheets are.
type list struct {
	name     string
	about    string // for 封面
	quiet    bool   // not printed where there is no row
	printed  int    // columns that are printed; 0 is all
	title    string
	heads    []string
	widths   []float64
	rows     func(yield func([]cell) bool)
	empty    string   // said where there is no row
	count    int      // rows
	notes    []string // under the table
	page     dress.Page
	dress    func(f *excelize.File, first, last int) error
	subtitle string
	least    float64 // height of a row
}

// firstListRow is where the rows of a list begin.
const firstListRow = 4

// sheet describes a list.
func (b *book) list(l list) sheet {
	last := len(l.heads) - 1
	if l.printed > 0 {
		last = l.printed - 1
	}
	n := max(l.count, 1)
	merges := []string{area(0, 1, last, 1), area(0, 2, last, 2)}
	if l.count == 0 {
		merges = append(merges, area(0, firstListRow, last, firstListRow))
	}
	for i := range l.notes {
		merges = append(merges, area(0, firstListRow+n+i, last, firstListRow+n+i))
	}
	l.page.Heads, l.page.Freeze = "3:3", ref(0, firstListRow)
	if l.page.Last == "" {
		l.page.Last = ref(last, firstListRow+n-1+len(l.notes))
	}
	silent := l.quiet && l.count == 0
	if silent {
		l.page.Nothing = ref(len(l.heads), 1)
	}
	return sheet{name: l.name, about: l.about, silent: silent, rows: l.count, widths: l.widths, merges: merges, lines: func(yield func(line) bool) { b.listLines(l, yield) },
		dress: func(f *excelize.File) error {
			if err := b.setPage(f, l.name, l.page); err != nil || l.dress == nil || l.count == 0 {
				return err
			}
			return l.dress(f, firstListRow, firstListRow+l.count-1)
		}}
}

func (b *book) listLines(l list, yield func(line) bool) {
	heads := make([]cell, len(l.heads))
	for i, h := range l.heads {
		heads[i] = say(heading, h)
	}
	sub := l.subtitle
	if sub == "" {
		sub = b.subtitle()
	}
	top := []line{{height: 34, cells: []cell{say(title, l.title)}}, {height: 20, cells: []cell{say(subtitle, sub)}}, {height: heightOf(heads, l.widths, 28), cells: heads}}
	for _, t := range top {
		if !yield(t) {
			return
		}
	}
	if l.count == 0 {
		cells := slices.Repeat([]cell{{style: style{face: centered}}}, len(l.heads))
		cells[0] = say(centered, l.empty)
		if !yield(line{height: 30, cells: cells}) {
			return
		}
	}
	going := true
	l.rows(func(cells []cell) bool {
		going = yield(line{height: heightOf(cells, l.widths, max(24, l.least)), cells: cells})
		return going
	})
	for _, n := range l.notes {
		if !going {
			return
		}
		going = yield(line{height: 18, cells: []cell{say(remark, n)}})
	}
}
