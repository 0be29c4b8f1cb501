package edition

import (
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/dress"
	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// reports describes 未报迟报.
func (b *book) reports() sheet {
	which := unfiled(b.ed)
	late, missing := 0, 0
	for _, r := range b.ed.Reports {
		if r.Late {
			late++
		}
		if r.State == tally.ReportMissing {
			missing++
		}
	}
	rows := func(yield func([]cell) bool) {
		for n, i := range which {
			r := b.ed.Reports[i]
			version := cell{style: style{face: centered}}
			if r.Version > 0 {
				version = say(centered, "第"+strconv.Itoa(r.Version)+"版")
			}
			lateness := "否"
			if r.Late {
				lateness = "是"
			}
			if !yield([]cell{whole(centered, n+1), say(centered, r.Department), say(light, reportWord(r)), say(centered, lateness),
				when(moment, r.Due, b.zone), when(moment, r.FiledAt, b.zone), version, say(body, strings.Join(r.Missing, "、"))}) {
				return
			}
		}
	}
	return b.list(list{name: ReportSheet, about: "未报、迟报、未审核的部门和缺少的数据", quiet: true, title: b.ed.Period.Chinese() + "未报迟报情况",
		subtitle: "应报 " + strconv.Itoa(len(b.ed.Reports)) + " 个部门，未报 " + strconv.Itoa(missing) + " 个，迟报 " + strconv.Itoa(late) + " 个  ·  " + b.subtitle(),
		heads:    []string{"序号", "部门", "报送情况", "迟报", "应报时间", "报送时间", "版本", "缺少数据的指标"}, widths: []float64{6, 20, 18, 8, 19, 19, 9, 60},
		rows: rows, count: len(which), empty: "各部门均按时报送，指标齐全。",
		notes: []string{"注：“未审核”指已经报送、尚未通过审核，其数据不进入本期汇总。"},
		page:  dress.Page{Paper: dress.A4, Landscape: true, Tab: "BF9000"},
		dress: func(f *excelize.File, first, last int) error {
			return b.paintReports(f, area(2, first, 2, last), first)
		}})
}

// paintReports colours what is missing like red and what is late or open like yellow, by the words.
func (b *book) paintReports(f *excelize.File, cells string, first int) error {
	at := "$C" + strconv.Itoa(first)
	var rules []excelize.ConditionalFormatOptions
	for _, x := range []struct {
		light tally.Light
		when  string
	}{{tally.Red, `OR(` + at + `="未报",LEFT(` + at + `,2)="只存",LEFT(` + at + `,3)="已退回")`}, {tally.Yellow, `OR(LEFT(` + at + `,2)="迟报",` + at + `="未审核")`}} {
		p := b.palette[x.light]
		id, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: p.Ink, Bold: true}, Fill: dress.Fill(p.Fill)})
		if err != nil {
			return err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "formula", Criteria: x.when, Format: &id})
	}
	return f.SetConditionalFormat(ReportSheet, cells, rules)
}

// unlockNotes say who opened the locked round, when and why.
func (b *book) unlockNotes() []tally.Note {
	var all []tally.Note
	for _, u := range b.ed.Unlocks {
		of := u.Department
		if of == "" {
			of = "全部部门"
		}
		at := func(t time.Time) string { return t.In(b.zone).Format("2006-01-02 15:04") }
		all = append(all, tally.Note{Department: of, Finding: b.ed.Period.Chinese() + "锁定后，" + at(u.At) + "解锁，开放报送到" + at(u.Until), Text: u.Reason, By: u.By})
	}
	return all
}

// notes describes 附注: what departments explained, when the round was unlocked, and what the workbook itself has to say.
func (b *book) notes() sheet {
	own := append(b.unlockNotes(), b.ownNotes()...)
	rows := func(yield func([]cell) bool) {
		for n, x := range append(b.ed.Notes[:len(b.ed.Notes):len(b.ed.Notes)], own...) {
			if !yield([]cell{whole(centered, n+1), say(centered, x.Department), say(body, x.Indicator), say(centered, x.Cell), say(body, x.Finding), say(body, x.Text), say(centered, x.By)}) {
				return
			}
		}
	}
	return b.list(list{name: NoteSheet, about: "部门对审核问题的说明，锁定后的解锁", quiet: true, title: b.ed.Period.Chinese() + "附注", heads: []string{"序号", "部门", "指标", "单元格", "审核问题", "部门说明", "说明人"},
		widths: []float64{6, 16, 26, 12, 44, 44, 12}, rows: rows, count: len(b.ed.Notes) + len(own), empty: "本期没有需要说明的审核问题。",
		page: dress.Page{Paper: dress.A4, Landscape: true, Tab: "7F7F7F"}})
}

// ownNotes say which figures a spreadsheet cannot hold as numbers.
func (b *book) ownNotes() []tally.Note {
	var all []tally.Note
	for i := range b.ed.Figures {
		f := &b.ed.Figures[i]
		if f.Value.OK() && !numfmt.Held(f.Value) {
			all = append(all, tally.Note{Department: f.Department, Indicator: nameOf(f, b.row(f.Indicator)), Cell: f.Source.Cell,
				Finding: "数值 " + f.Value.Plain() + " 的有效数字超过电子表格能保存的位数", Text: "本表以文本照录，不参与公式计算", By: "系统"})
		}
	}
	return all
}

// corrections describes 更正表: what this edition changes against the one before.
func (b *book) corrections() sheet {
	rows := func(yield func([]cell) bool) {
		for n, x := range b.ed.Corrections {
			if !yield([]cell{whole(centered, n+1), say(body, x.Indicator), say(centered, x.Department), say(centered, x.What), b.corrected(x.Old), b.corrected(x.New), say(centered, x.By), say(body, x.Why)}) {
				return
			}
		}
	}
	return b.list(list{name: CorrectionSheet, about: "本版对上一版的更正", quiet: true, title: b.ed.Period.Chinese() + "更正表", subtitle: "第" + strconv.Itoa(b.ed.Number) + "版对第" + strconv.Itoa(b.ed.Number-1) + "版的更正  ·  " + b.subtitle(),
		heads: []string{"序号", "指标", "部门", "更正内容", "原为", "改为", "更正人", "原因"}, widths: []float64{6, 28, 16, 14, 16, 16, 12, 44},
		rows: rows, count: len(b.ed.Corrections), empty: "与上一版相比没有更正。", page: dress.Page{Paper: dress.A4, Landscape: true, Tab: "7030A0"}})
}

// corrected is an old or new value: a number where it is one.
func (b *book) corrected(s string) cell {
	if n, err := exact.ParseNumber(s); err == nil && n.OK() {
		return amount(figure, n, numfmt.Of(numfmt.Decimals(n), ""))
	}
	return say(centered, s)
}
