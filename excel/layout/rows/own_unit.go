package rows

import (
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// unlike reports that a row is counted in something else than a unit that was given for all rows: 规上企业数 under 单位:万元, 死亡率 under 亿元.
func unlike(r *bodyReading, unit string) bool {
	return r.Headings.Ends(vocabulary.MoneyEnds, unit) && (r.Headings.Ends(vocabulary.CountedNames, r.named) || perMany(r.Headings, r.named))
}

// perMany reports a rate that is not told in per cent unless that is printed: 婴儿死亡率 (‰), 万车死亡率.
func perMany(h *vocabulary.Headings, name string) bool {
	return h.Has(vocabulary.RatesPerMany, name)
}

// withoutDeed is what is counted of a noun that says what was done of it (户数 of 签约户数), "" for any other.
func withoutDeed(h *vocabulary.Headings, noun string) string {
	for _, deed := range h.Listed(vocabulary.Deeds) {
		if of, ok := strings.CutPrefix(noun, deed); ok && of != "" && h.IsQuantity(of) {
			return of
		}
	}
	return ""
}

// askOwnUnit asks for the unit of a row that the table's own does not fit, and of a rate of which the sheet does not say per how many it is.
func askOwnUnit(r *bodyReading, it *tally.Item) {
	if it.Unit != "" || len(it.UnitOf) > 0 || !holdsNumber(it) || r.Words.HasNoUnit(it.Name) {
		return
	}
	said := ""
	switch given, _ := r.unitForAll(); {
	case perMany(r.Headings, it.Name):
		it.UnitOf = []string{"%", "‰"}
		said = "看不出是按百分之几、千分之几，还是按每万、每十万算"
	case given != "" && unlike(r, given):
		it.UnitOf = []string{given}
		said = "全表的单位是“" + given + "”，但它不像用“" + given + "”计"
	default:
		return
	}
	f := tally.NewFinding(tally.UnitSuspect, r.Grid().Name, it.NameCell, fmt.Sprintf("“%s”没有写单位，%s", it.Name, said), "请在名称后面用括号写上单位，或加一列“计量单位”")
	f.About = it.Name
	r.Find(f)
}

// askFraction asks about a share that is written as a fraction beside a target in per cent: 0.902 against 88%.
func askFraction(r *bodyReading, it *tally.Item) {
	for _, t := range it.Targets {
		if t.Unit != "%" || !t.Floor.OK() || t.Floor.Abs().Cmp(exact.Int(20)) < 0 {
			continue
		}
		for _, a := range it.Actuals {
			if !a.Value.OK() || a.Unit != "%" || strings.HasSuffix(a.Text, "%") || a.Value.Sign() == 0 || a.Value.Abs().Cmp(exact.Int(1)) > 0 {
				continue
			}
			f := tally.NewFinding(tally.UnitSuspect, r.Grid().Name, a.Cell, fmt.Sprintf("“%s”单位是“%%”，写的是%s，目标是%s%%，疑似百分数填错", it.Name, a.Text, t.Floor.Plain()), "如果百分数填错，应为"+a.Value.Shift(2).Plain()+"%；数值无误的，请说明原因（6个字以上）")
			f.About = it.Name
			r.Find(f)
		}
		return
	}
}
