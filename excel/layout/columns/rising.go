package columns

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// leastRising is how many months must rise, in every row of two at least, to be no accident.
const leastRising = 4

// risingMonths asks about a column a month under bare months whose figures rise in every row: they may be sums. Where the months of a row
// add up to far more than its target and the last alone does not, they are read as sums.
func (s *finder) risingMonths(b *Block) {
	if b.kind != tally.KindProgress || b.mapped || b.pairs > 0 {
		return
	}
	var months []*Column
	for _, c := range b.actuals {
		if c.role != vocabulary.RoleMonth || c.when.From != c.when.To || c.when.To == 0 || len(months) > 0 && months[len(months)-1].when.To >= c.when.To {
			return
		}
		months = append(months, c)
	}
	if len(months) < leastRising {
		return
	}
	rows, sums := 0, false
	for _, row := range s.body(b) {
		switch rising, over := s.rises(b, row, months); {
		case !rising:
			return
		default:
			rows++
			sums = sums || over
		}
	}
	if rows < 2 {
		return
	}
	last, read := months[len(months)-1], "按当月数读"
	if sums {
		read = "各月相加远远超过目标，按累计数读"
		for _, c := range months {
			c.role, c.when.From, c.when.UpTo = vocabulary.RoleYTD, 1, true
		}
	}
	s.Find(tally.NewFinding(tally.RemarkAsks, s.g.Name, xlsx.Ref(b.last, last.col), fmt.Sprintf("从%s列“%s”到%s列“%s”每一行都逐月增加，没有写明是当月数还是累计数，%s", months[0].Letter(), months[0].Title(), last.Letter(), last.Title(), read), "请在表头写明“当月”或“累计”，如“1-9月”；与读的一致的请说明"))
}

// rises reports that the figures of a row rise from month to month, and whether they add up to far more than its target.
func (s Sheet) rises(b *Block, row xlsx.Row, months []*Column) (rising, over bool) {
	sum, before, n := exact.Int(0), exact.Number{}, 0
	for _, c := range months {
		v := s.Figure(row.At(c.col), "", "").Number
		if !v.OK() {
			continue
		}
		if before.OK() && v.Cmp(before) <= 0 {
			return false, false
		}
		before, sum = v, sum.Add(v)
		n++
	}
	if n < leastRising {
		return n == 0, false
	}
	for _, c := range b.targets {
		if t := s.Figure(row.At(c.col), "", "").Number; t.OK() && c.when.Part() == "" {
			far := t.Mul(exact.Int(3))
			over = sum.Mul(exact.Int(2)).Cmp(far) > 0 && before.Mul(exact.Int(2)).Cmp(far) < 0
		}
	}
	return true, over
}
