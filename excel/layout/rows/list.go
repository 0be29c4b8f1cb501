package rows

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/layout/captions"
	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/layout/hierarchy"
	"github.com/tallysheet/tallysheet/excel/layout/journal"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// listReading reads a plan that is a list of sentences: "1.地区生产总值增长6%以上。(牵头单位:市发改委)", the units in brackets or on
// the lines below.
type listReading struct {
	columns.Sheet
	*teller
	sur     captions.Said
	groups  hierarchy.Groups
	item    *tally.Item
	charge  cells.InCharge
	items   []tally.Item
	charges int // items for which somebody is named
}

// listBytes is the longest text that is read as a list.
const listBytes = 1 << 20

// ReadList reads a sheet without a table as a list. It is one only if at least half of its sentences name who is in charge.
func ReadList(s columns.Sheet, j *journal.Journal) (captions.Said, []tally.Item, bool) {
	r := &listReading{Sheet: s, teller: &teller{j}}
	bytes := 0
	for i, row := range s.Grid().Rows {
		if len(row.Cells) > 2 {
			return captions.Said{}, nil, false
		}
		for _, c := range row.Cells {
			if c.Kind != xlsx.Text && c.Col > row.Cells[0].Col {
				return captions.Said{}, nil, false
			}
			if bytes += len(c.Value); bytes > listBytes {
				return captions.Said{}, nil, false
			}
			for _, line := range strings.FieldsFunc(vocabulary.HalfWidth(c.Value), func(r rune) bool { return r == '\n' || r == '\r' }) {
				r.line(xlsx.Row{Number: row.Number, Cells: []xlsx.Cell{c}}, strings.TrimSpace(line), i < 4)
			}
		}
	}
	r.close()
	if len(r.items) == 0 || r.charges*2 < len(r.items) {
		return captions.Said{}, nil, false
	}
	for i := range r.items {
		j.Count(&r.items[i])
	}
	return r.sur, r.items, true
}

func (r *listReading) line(row xlsx.Row, line string, top bool) {
	if line == "" {
		return
	}
	if word, rest, ok := strings.Cut(vocabulary.HeadingForm(line), ":"); ok && utf8.RuneCountInString(word) <= 10 {
		if role := cells.InChargeRole(r.Headings, word); role != vocabulary.RoleNone && r.item != nil {
			r.charge.Add(role, rest)
			return
		}
		if r.Headings.Has(vocabulary.DeadlineLabels, word) {
			if r.item != nil {
				r.item.Deadline, _ = r.Headings.Deadline(rest, r.sur.When.Year)
			}
			return
		}
	}
	if r.Headings.IsFooter(line) {
		return
	}
	kind, text := vocabulary.CutNumber(line)
	sentence := strings.ContainsAny(text, "。;") || strings.ContainsAny(text, "0123456789")
	switch {
	case kind == vocabulary.Unnumbered && r.item == nil && top:
		r.sur = captions.Reader{Reader: r.Reader}.LookCaptions([]xlsx.Row{row}, r.sur)
	case kind == vocabulary.Unnumbered:
		return
	case (kind == vocabulary.ChineseComma || kind == vocabulary.ChineseBracket) && !sentence:
		r.close()
		r.groups.Enter(vocabulary.Label{Name: strings.TrimRight(vocabulary.NameForm(text), "。;:"), Numbering: kind})
	default:
		r.close()
		r.open(row, text)
	}
}

// open begins the item of a numbered sentence.
func (r *listReading) open(row xlsx.Row, text string) {
	it := tally.Item{Sheet: r.Grid().Name, Row: row.Number, NameCell: xlsx.Ref(row.Number, row.Cells[0].Col), Group: r.groups.Path(), Targets: []tally.Target{}, Actuals: []tally.Actual{}}
	r.charge = cells.InCharge{Headings: r.Headings}
	text = r.bracketed(strings.TrimSpace(text))
	text = strings.TrimRight(strings.TrimSpace(text), "。;,. ")
	name, target := r.PartSentence(text)
	if it.Name = vocabulary.NameForm(name); it.Name == "" {
		return
	}
	t, p := r.Words.TargetOf(target, phrase.Hint{Name: it.Name})
	t.Cell = it.NameCell
	if r.sur.When.Year > 0 {
		t.Period = fmt.Sprint(r.sur.When.Year)
	} else if len(p.Deadline) >= 4 {
		t.Period = p.Deadline[:4]
	}
	it.Unit = t.Unit
	it.Deadline = p.Deadline
	it.Measure, it.Better = r.Words.MeasureOf(it.Name, it.Unit, target)
	it.Targets = append(it.Targets, t)
	r.item = &it
	if !p.Readable && cells.Measurable(target) {
		r.decline(&t, &it)
	}
}

// bracketed takes brackets that name units out of a sentence: …30个。(牵头单位:市住建局,配合单位:…)
func (r *listReading) bracketed(text string) string {
	for {
		start, end := vocabulary.LastBracket(text)
		if start < 0 {
			return text
		}
		inside := text[start+1 : end]
		word, _, ok := strings.Cut(inside, ":")
		if !ok || cells.InChargeRole(r.Headings, word) == vocabulary.RoleNone {
			return text
		}
		r.labelled(inside)
		text = text[:start] + text[end+1:]
	}
}

// labelled takes 牵头单位:甲局,配合单位:乙局、丙局: a label counts for the names up to the next one.
func (r *listReading) labelled(text string) {
	role := vocabulary.RoleResponsible
	for _, n := range cells.SplitNames(text) {
		if word, rest, ok := strings.Cut(n, ":"); ok {
			if at := cells.InChargeRole(r.Headings, word); at != vocabulary.RoleNone {
				role, n = at, rest
			}
		}
		r.charge.Add(role, n)
	}
}

func (r *listReading) close() {
	if r.item == nil {
		return
	}
	r.charge.Settle(r.item)
	if len(r.item.Lead) > 0 {
		r.charges++
	}
	r.items = append(r.items, *r.item)
	r.item = nil
}
