package rows

import (
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// A remark may change what its row means: 为1-8月数据, 本行作废, 以上为万美元, 预计数. Whoever reads the sheet sees it, so it is heeded and asked.

// clauses parts a remark into what it says one after the other.
func clauses(text string) []string {
	return strings.FieldsFunc(vocabulary.HeadingForm(text), func(c rune) bool { return strings.ContainsRune(",，;；。\n、", c) })
}

// heedRemark takes from the remarks of a row what changes it; void reports a row that the remark strikes out.
func (r *bodyReading) heedRemark(row int, it *tally.Item) (void bool) {
	for _, c := range r.b.Texts() {
		if c.Role() != vocabulary.RoleRemark {
			continue
		}
		cell := r.Grid().Shown(row, c.Col())
		if cell.Kind != xlsx.Text {
			continue
		}
		at := xlsx.Ref(row, c.Col())
		for _, clause := range clauses(cell.Value) {
			switch {
			case r.Headings.Has(vocabulary.RemarkVoid, clause):
				r.askRemark(at, cell.Value, it, "这一行没有读", "这一行不用报的请删去；要报的请改正备注")
				return true
			case r.b.Kind() != tally.KindProgress:
			case r.Headings.Has(vocabulary.RemarkEstimate, clause) && !r.Headings.Has(vocabulary.RemarkAhead, clause):
				r.askRemark(at, cell.Value, it, "读作实际完成的数", "是实际完成数的请说明；还没有实际数的请把数字删去，待核实后再报")
			case r.remarkMonths(at, clause, cell.Value, it):
			default:
				r.remarkUnit(at, clause, cell.Value, it)
			}
		}
	}
	return false
}

func (r *bodyReading) askRemark(at, text string, it *tally.Item, done, expected string) {
	f := tally.NewFinding(tally.RemarkAsks, r.Grid().Name, at, fmt.Sprintf("“%s”的备注写的是“%s”，%s", it.Name, vocabulary.Clip(text, 30), done), expected)
	f.About = it.Name
	r.Find(f)
}

// remarkMonths dates the figures of a row by the months that its remark gives them: 为1-8月数据, 上月数.
func (r *bodyReading) remarkMonths(at, clause, text string, it *tally.Item) bool {
	if !r.Headings.Has(vocabulary.RemarkDates, clause) || r.Headings.Has(vocabulary.RemarkUndated, clause) {
		return false
	}
	p := r.b.Period()
	if p.IsZero() {
		p = r.filed
	}
	w, rest := vocabulary.ParseWhen(clause)
	if strings.HasPrefix(clause, "上月") || strings.Contains(clause, "为上月") {
		if p.IsZero() {
			return false
		}
		before := p.Closing(tally.Monthly).Add(-1)
		w = vocabulary.When{Year: before.Year(), From: before.Month(), To: before.Month()}
	}
	switch {
	case w.To == 0 && r.Headings.Has(vocabulary.RemarkLate, clause):
		r.askRemark(at, text, it, "看不出是哪个月的数，按"+periodWords(p)+"读", "请写明是哪个月的数，如“为1-8月数据”")
		return true
	case w.To == 0 || w.To == p.Month() && (w.Year == 0 || w.Year == p.Year()) || r.Headings.Has(vocabulary.RemarkCompares, rest):
		return false
	}
	r.rowWhen = w
	r.askRemark(at, text, it, "按"+periodWords(w.Period(p.Year()))+"的数读", "请填"+periodWords(p)+"的数；确实还没有的请说明")
	return true
}

func periodWords(p tally.Round) string {
	if p.IsZero() {
		return "本月"
	}
	return p.Chinese()
}

// remarkUnit asks about a unit in a remark that is not the row's: 以上为万美元, 单位为万元.
func (r *bodyReading) remarkUnit(at, clause, text string, it *tally.Item) {
	above := r.Headings.Has(vocabulary.RemarkAbove, clause)
	said := clause
	for _, w := range r.Headings.Listed(vocabulary.RemarkFillers) {
		said = strings.TrimPrefix(said, w)
	}
	for _, w := range r.Headings.Listed(vocabulary.RemarkBasis) {
		said = strings.TrimSuffix(said, w)
	}
	if said == clause || !r.IsUnit(said) || r.Words.Canonical(said) == r.Words.Canonical(it.Unit) {
		return
	}
	if it.Unit == "" && !above {
		it.Unit, r.unitFrom = said, fromRemark
		r.askRemark(at, text, it, "按“"+said+"”读", "请在名称后面用括号写上单位，或改正备注")
		return
	}
	r.askRemark(at, text, it, "单位仍按“"+it.Unit+"”读", "请把单位列改成“"+said+"”，或改正备注")
	if !above {
		return
	}
	for i := 0; i < len(r.read); i++ {
		if o := &r.read[i]; r.Words.Canonical(o.Unit) != r.Words.Canonical(said) {
			r.askRemark(o.NameCell, text, o, "单位仍按“"+o.Unit+"”读", "请把单位列改成“"+said+"”，或改正"+at+"的备注")
		}
	}
}
