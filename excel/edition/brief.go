package edition

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/beside"
	"github.com/tallysheet/tallysheet/excel/edition/dress"
	"github.com/tallysheet/tallysheet/excel/edition/heads"
	"github.com/tallysheet/tallysheet/excel/packed"
	"github.com/tallysheet/tallysheet/tally"
)

// How much fits one page.
const (
	mostBehind = 10
	mostNotes  = 6
	mostWords  = 60
)

// brief describes 领导简报: one page of A4 that says what is behind, by how much, whose it is, why, and who has not
// reported.
func (b *book) brief() sheet {
	c := newBriefColumns(b)
	p := &paper{columns: len(c.widths), widths: c.widths}
	p.wide(say(title, b.ed.Period.Chinese()+"目标任务完成情况简报"), 36)
	p.wide(say(subtitle, b.ed.Title+"  第"+strconv.Itoa(b.ed.Number)+"版  截止 "+b.ed.CutOff.In(b.zone).Format("2006-01-02 15:04")), 20)
	p.gap(10)
	b.briefTiles(p, c.tiles)
	p.gap(8)
	p.wide(say(prose, b.inShort()), 30)
	p.gap(4)
	first, last := b.briefTable(p, c)
	p.gap(14)
	p.wide(say(band, "未报、迟报"), 22)
	p.wide(say(prose, b.unfiledWords()), 30)
	p.gap(14)
	p.wide(say(band, "部门说明"), 22)
	for _, n := range b.briefNotes() {
		p.wide(say(prose, n), 26)
	}
	end := ref(p.columns-1, len(p.lines))
	s := p.sheet(BriefSheet, func(f *excelize.File) error {
		if err := b.setPage(f, BriefSheet, dress.Page{Paper: dress.A4, OnePage: true, Last: end, Tab: "C55A11"}); err != nil || last < first {
			return err
		}
		if err := b.palette.PaintLights(f, BriefSheet, area(c.light, first, c.light, last), "$"+ref(c.light, first)); err != nil {
			return err
		}
		return b.palette.PaintGaps(f, BriefSheet, area(c.gap, first, c.gap, last), "$"+ref(c.light, first))
	})
	s.about = "一页纸：亮灯数、偏差最大的十项、未报部门、部门说明"
	return s
}

// briefTiles are the counts of lights, and of departments that have not reported.
func (b *book) briefTiles(p *paper, starts []int) {
	n := 0
	for _, r := range b.ed.Reports {
		if r.State != tally.ReportAccepted {
			n++
		}
	}
	counts, words := b.tiles()
	p.put(46, starts, append(counts, whole(tileCount, n))...)
	p.put(24, starts, append(words, say(wordCount, "未报、未审核部门"))...)
}

// inShort says the month in one sentence.
func (b *book) inShort() string {
	s := fmt.Sprintf("本期共 %d 项指标", len(b.ed.Rows))
	for k, l := range lights {
		s += fmt.Sprintf("，%s灯 %d 项", b.word(l), len(b.lit[k]))
	}
	if n := len(b.asked()); n > 0 {
		s += fmt.Sprintf("（其中读法待确认 %d 项）", n)
	}
	s += "。"
	if len(b.behind) > 0 {
		r := &b.ed.Rows[b.behind[0]]
		s += "偏差最大的是" + r.Department + "“" + r.Indicator.Name + "”：" + r.Main.Sentence + "。"
	}
	return s
}

// briefColumns are the columns of the table of the worst, and where their figures stand.
type briefColumns struct {
	heads         []string
	widths        []float64
	at            places
	light, gap    int
	needed        needs
	live          formulas
	tiles, starts []int // the columns where the counts begin, and where the table's cells do
}

func newBriefColumns(b *book) *briefColumns {
	c := &briefColumns{at: places{-1, -1, -1, -1, -1}, tiles: []int{0, 3, 4, 7, 9}}
	add := func(head string, width float64) int {
		c.heads, c.widths = append(c.heads, head), append(c.widths, width)
		return len(c.heads) - 1
	}
	add("序号", 4)
	c.light = add("亮灯", 5.5)
	add("责任单位", 10)
	add("指标", 18)
	c.at.floor = add("年度目标", 8)
	c.at.ytd = add("本年累计", 8.5)
	c.at.completion = add("完成率", 7.5)
	c.gap = add("偏差\n(百分点)", 8)
	c.needed = needs{b, &c.live, len(c.heads), c.at.ytd}
	why := 42.0
	if c.needed.known() {
		c.tiles = []int{0, 3, 5, 8, 11}
		add(heads.Left, 8)
		add(heads.Monthly, 9)
		add(heads.Times, 8.5)
		why = 19
	}
	c.starts = make([]int, len(c.heads)+1)
	for i := range c.starts {
		c.starts[i] = i
	}
	add("原因和下一步措施", why*0.4) // two columns, so that a count can end between them
	c.widths = append(c.widths, why*0.6)
	c.live = c.at.formulas()
	return c
}

// briefTable prints the worst, and gives its first and last row.
func (b *book) briefTable(p *paper, c *briefColumns) (first, last int) {
	shown := b.behind[:min(mostBehind, len(b.behind))]
	head := "需要关注的指标（" + b.word(tally.Red) + "灯在前，偏差大的在前"
	if len(b.behind) > len(shown) {
		head += "，共 " + strconv.Itoa(len(b.behind)) + " 项，列前 " + strconv.Itoa(len(shown)) + " 项"
	}
	p.wide(say(band, head+"）"), 22)
	var heads []cell
	for _, h := range c.heads {
		heads = append(heads, say(heading, h))
	}
	p.put(heightOf(heads, p.widths, 30), c.starts, heads...)
	first = len(p.lines) + 1
	for n, i := range shown {
		r := &b.ed.Rows[i]
		name := r.Indicator.Name
		if unit := beside.Unit(r); unit != "" {
			name += "(" + unit + ")"
		}
		why := say(body, shorten(joined([]string{firstOf(r.Remark.Problems, r.Remark.Explanation, r.Main.Sentence), r.Remark.NextSteps}, "；"), mostWords))
		why.from, why.basis = r.Figures, "部门填报的存在问题和下一步措施"
		cells := []cell{whole(centered, n+1), b.lightCell(r), say(centered, r.Department), say(body, name), b.targetCell(r, r.Main.Target), b.ytdCell(r),
			b.completionCell(r, &c.live), b.gapCell(r, &c.live)}
		if c.needed.known() {
			cells = append(cells, c.needed.left(r), c.needed.monthly(r), c.needed.times(r))
		}
		height := heightOf(cells, p.widths, 34)
		end := len(p.widths) - 1
		p.put(max(height, packed.HeightFor(packed.LinesIn(why.value, p.widths[end-1]+p.widths[end]), 24)), c.starts, append(cells, why)...)
	}
	if len(shown) == 0 {
		p.wide(say(centered, "本期没有"+b.word(tally.Red)+"灯、"+b.word(tally.Yellow)+"灯指标。"), 26)
	}
	return first, first + len(shown) - 1
}

// unfiledWords names who has not reported, or late.
func (b *book) unfiledWords() string {
	var all []string
	for _, i := range unfiled(b.ed) {
		r := b.ed.Reports[i]
		if r.State != tally.ReportAccepted || r.Late {
			all = append(all, r.Department+"（"+reportWord(r)+"）")
		}
	}
	if len(all) == 0 {
		return "各部门均按时报送。"
	}
	if len(all) > 30 {
		return strings.Join(all[:30], "、") + "等 " + strconv.Itoa(len(all)) + " 个部门，详见“" + ReportSheet + "”。"
	}
	return strings.Join(all, "、") + "。"
}

// briefNotes are the first explanations.
func (b *book) briefNotes() []string {
	var all []string
	for _, n := range b.ed.Notes[:min(mostNotes, len(b.ed.Notes))] {
		all = append(all, shorten(n.Department+" "+n.Indicator+"："+n.Text, 2*mostWords))
	}
	switch {
	case len(all) == 0:
		return []string{"本期没有需要说明的审核问题。"}
	case len(b.ed.Notes) > len(all):
		all = append(all, "其余 "+strconv.Itoa(len(b.ed.Notes)-len(all))+" 条见“"+NoteSheet+"”。")
	}
	return all
}
