package edition

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/beside"
	"github.com/tallysheet/tallysheet/excel/edition/dress"
	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/tally"
)

// short reports a round whose edition is a few sheets: a week's and a dated one's is for the meeting on it (周调度).
func short(ed *tally.Edition) bool { return !ed.Period.Kind().Tiles() }

// ownFigures are what a round's own value is made of: the figure filed for it, or the months that add up to it.
func ownFigures(b *book, r *tally.Row) []int {
	if b.originals == nil || b.ed.Period.Kind() == tally.Monthly {
		return b.own(r, tally.SpanMonth)
	}
	var from []int
	for _, i := range r.Figures {
		if b.spanOf(i) == tally.SpanMonth {
			from = append(from, i)
		}
	}
	return from
}

// ownBasis says where a round's own value comes from.
func ownBasis(b *book, r *tally.Row) string {
	if n := len(ownFigures(b, r)); n > 1 {
		return "部门报送的" + strconv.Itoa(n) + "个" + b.ed.Figures[ownFigures(b, r)[0]].Period.Kind().Each() + "的数之和"
	}
	return "部门报送的" + b.ed.Period.Kind().This() + "数"
}

// compared reports a quarter or half that has one before it in its year to be held against.
func compared(b *book) bool {
	_, earlier := b.ed.Period.Earlier()
	return earlier && (b.ed.Period.Kind() == tally.Quarterly || b.ed.Period.Kind() == tally.HalfYear)
}

// changedSheet is the name of the sheet of changes.
func changedSheet(b *book) string { return "较" + b.ed.Period.Kind().Last() + "变化" }

// changed describes 较上季变化.
func changed(b *book) sheet {
	all := b.ed.Changes()
	last, _ := b.ed.Period.Earlier()
	name, then, this := changedSheet(b), last.Short(), b.ed.Period.Short()
	way := map[tally.Way]int{}
	for _, c := range all {
		way[c.Way]++
	}
	rows := func(yield func([]cell) bool) {
		for n, c := range all {
			r := &b.ed.Rows[c.Row]
			was := amount(figure, c.Was.YTD, numfmt.Of(numfmt.Decimals(c.Was.YTD), ""))
			if !c.Was.YTD.OK() && c.Was.Printed() != "" {
				was = say(centered, c.Was.Printed())
			}
			before := say(light, b.word(c.Was.Light))
			b.cameFrom(&was, r, c.Was.Period)
			b.cameFrom(&before, r, c.Was.Period)
			if !yield([]cell{whole(centered, n+1), say(body, r.Indicator.Name), say(centered, beside.Unit(r)), say(centered, r.Department), was, before, b.ytdCell(r),
				b.lightCell(r), say(centered, c.Way.Chinese()), rate(figure, c.Was.Gap(), numfmt.Points), rate(figure, r.Main.Gap, numfmt.Points), b.told(r, r.Main.Sentence, "亮灯说明")}) {
				return
			}
		}
	}
	return b.list(list{name: name, about: "与" + b.ed.Period.Kind().Last() + "相比，哪些指标变好、变差", title: b.ed.Period.Chinese() + "与" + last.Chinese() + "比较",
		subtitle: "变差 " + strconv.Itoa(way[tally.WentWorse]) + " 项，变好 " + strconv.Itoa(way[tally.WentBetter]) + " 项，其余 " + strconv.Itoa(len(all)-way[tally.WentWorse]-way[tally.WentBetter]) + " 项  ·  " + b.subtitle(),
		heads:    []string{"序号", "指标", "单位", "责任单位", then + "累计", then + "亮灯", this + "累计", this + "亮灯", "变化", then + "偏差", this + "偏差", "说明"},
		widths:   []float64{6, 30, 8, 15, 12, 9, 12, 9, 9, 10, 10, 44}, rows: rows, count: len(all), empty: "没有可以比较的指标。",
		page: dress.Page{Paper: dress.A3, Landscape: true, Tab: "548235"}, dress: func(f *excelize.File, first, last int) error {
			for _, c := range [...]int{5, 7} {
				if err := b.palette.PaintLights(f, name, area(c, first, c, last), "$"+columnName(c)+strconv.Itoa(first)); err != nil {
					return err
				}
			}
			return nil
		}})
}

// CommentSheet is where the office's words on a round stand.
const CommentSheet = "点评"

// comments describes 点评: what the office says of the round, of all and of single departments.
func comments(b *book) sheet {
	rows := func(yield func([]cell) bool) {
		for n, x := range b.ed.Comments {
			of := x.Department
			if of == "" {
				of = "总体"
			}
			if !yield([]cell{whole(centered, n+1), say(centered, of), say(body, x.Text), say(centered, x.By), when(moment, x.At, b.zone)}) {
				return
			}
		}
	}
	return b.list(list{name: CommentSheet, about: "督查部门对本期的点评", title: b.ed.Period.Chinese() + "点评", heads: []string{"序号", "部门", "点评", "点评人", "时间"}, widths: []float64{6, 18, 80, 14, 18},
		rows: rows, count: len(b.ed.Comments), empty: "本期没有点评。", page: dress.Page{Paper: dress.A4, Landscape: true, Tab: "548235"}})
}
