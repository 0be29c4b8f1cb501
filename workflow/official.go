package workflow

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/document/official"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// The official documents (公文) that an edition gives, by the ends of their addresses.
const (
	OfficialCircular = "circular" // 通报
	OfficialBrief    = "brief"    // 简报
)

// WriteOfficial writes an edition as an official document in .docx, the 通报 to the departments or the 简报 to the leaders. The same edition gives the same bytes. number 0 is the newest edition.
func (d *Workflow) WriteOfficial(ctx context.Context, w io.Writer, what, plan string, period tally.Round, number int) (models.EditionInfo, error) {
	info, ed, err := d.Store.Editions.Rows(ctx, plan, period, number)
	if err != nil {
		return info, err
	}
	doc := circularOf(&ed)
	if what == OfficialBrief {
		doc = briefOf(&ed)
	}
	signed := d.Signed
	if signed == "" { // as the administrator set it
		set, err := d.Store.Site.Settings(ctx)
		if err != nil {
			return info, err
		}
		signed = set.Signed
	}
	doc.Signed, doc.Date = cmp.Or(signed, "（落款单位）"), ed.CutOff.In(tally.China)
	doc.Notes = []string{fmt.Sprintf("本稿由《%s》%s第%d版汇总表生成（输入指纹 %s），发出前请核对。", ed.Title, ed.Period.Chinese(), ed.Number, ed.Digest[:min(12, len(ed.Digest))])}
	return info, official.Write(w, doc)
}

// circularOf is the 通报: how was reported, what is behind, who stands where, which orders are open.
func circularOf(ed *tally.Edition) official.Document {
	doc := official.Document{Title: "关于" + ed.Period.Chinese() + "目标任务完成情况的通报", To: salutation(ed)}
	add := func(b ...official.Block) { doc.Blocks = append(doc.Blocks, b...) }
	add(official.Paragraph("现将《" + ed.Title + "》" + ed.Period.Chinese() + "报送和完成情况通报如下。"))
	add(official.Heading(1, "一、报送情况"), official.Paragraph(reportText(ed)))
	add(official.Heading(1, "二、完成情况"), official.Paragraph(lightText(ed)))
	for k, light := range []tally.Light{tally.Red, tally.Yellow} {
		if rows := lit(ed, light); len(rows) > 0 {
			add(official.Heading(2, "（"+[]string{"一", "二"}[k]+"）亮"+light.Words()+"的指标"))
			for n, r := range rows {
				add(official.Paragraph(strconv.Itoa(n+1) + "．" + rowText(r, ed.Period)))
			}
		}
	}
	add(official.Heading(1, "三、各部门情况"), departmentTable(ed))
	next := "四"
	if text := orderText(ed); text != "" {
		add(official.Heading(1, "四、督办情况"), official.Paragraph(text))
		next = "五"
	}
	add(official.Heading(1, next+"、有关要求"), official.Paragraph(asksText(ed)))
	return doc
}

// briefOf is the 简报, one page or two: the counts, the worst, who has not reported.
func briefOf(ed *tally.Edition) official.Document {
	doc := official.Document{Title: ed.Period.Chinese() + "目标任务完成情况简报"}
	doc.Blocks = append(doc.Blocks, official.Paragraph(lightText(ed)))
	const most = 10
	if worst := tally.Worst(ed.Rows); len(worst) > 0 {
		head := "一、需要关注的指标"
		if len(worst) > most {
			head += fmt.Sprintf("（共%d项，列前%d项）", len(worst), most)
			worst = worst[:most]
		}
		table := &official.Table{Heads: []string{"亮灯", "指标", "责任单位", "目标", "累计", "完成率", "偏差\n（百分点）"}, Widths: []int{7, 28, 16, 14, 12, 12, 13}}
		for _, i := range worst {
			r := &ed.Rows[i]
			table.Rows = append(table.Rows, []string{r.Main.Light.Chinese(), named(r), r.Department, strings.TrimRight(r.Main.Target.Text, "。；"), actualText(r), shareText(r.Main.Completion), gapText(&r.Main)})
		}
		doc.Blocks = append(doc.Blocks, official.Heading(1, head), official.Block{Table: table})
	} else {
		doc.Blocks = append(doc.Blocks, official.Heading(1, "一、需要关注的指标"), official.Paragraph("本期没有红灯、黄灯指标。"))
	}
	doc.Blocks = append(doc.Blocks, official.Heading(1, "二、报送情况"), official.Paragraph(reportText(ed)), official.Heading(1, "三、各部门情况"), departmentTable(ed))
	return doc
}

// salutation names the departments where they are few.
func salutation(ed *tally.Edition) string {
	var names []string
	for _, r := range ed.Reports {
		names = append(names, r.Department)
	}
	if len(names) == 0 || len(names) > 8 {
		return "各有关单位："
	}
	return strings.Join(names, "、") + "："
}

// reportText says who has reported, late or not.
func reportText(ed *tally.Edition) string {
	var missing, waiting, late []string
	filed := 0
	for _, r := range ed.Reports {
		switch r.State {
		case tally.ReportAccepted:
			filed++
			if r.Late {
				late = append(late, r.Department)
			}
		case tally.ReportUnaccepted:
			waiting = append(waiting, r.Department)
		case tally.ReportReturned, tally.ReportDraft, tally.ReportMissing:
			missing = append(missing, r.Department)
		}
	}
	s := fmt.Sprintf("应报送单位%d个，已报送并审核%d个", len(ed.Reports), filed)
	for _, x := range []struct {
		what  string
		names []string
	}{{"迟报", late}, {"已报送未审核", waiting}, {"未报送", missing}} {
		if len(x.names) > 0 {
			s += fmt.Sprintf("；%s%d个：%s", x.what, len(x.names), strings.Join(x.names, "、"))
		}
	}
	return s + "。"
}

// lightText counts the lights, red first, and those that wait for somebody to say what is meant.
func lightText(ed *tally.Edition) string {
	c := ed.LightCounts()
	s := fmt.Sprintf("本期共%d项指标，红灯%d项、黄灯%d项、绿灯%d项、灰灯%d项", c.All, c.Now[tally.Red], c.Now[tally.Yellow], c.Now[tally.Green], c.Now[tally.Grey])
	if c.Asked > 0 {
		s += fmt.Sprintf("（其中待确认%d项）", c.Asked)
	}
	return s + "。"
}

func lit(ed *tally.Edition, light tally.Light) (rows []*tally.Row) {
	for _, i := range tally.Worst(ed.Rows) {
		if ed.Rows[i].Main.Light == light {
			rows = append(rows, &ed.Rows[i])
		}
	}
	return rows
}

func named(r *tally.Row) string {
	if r.Indicator.Unit == "" {
		return r.Indicator.Name
	}
	return r.Indicator.Name + "（" + r.Indicator.Unit + "）"
}

// rowText is a row in sentences: whose it is, how far behind, what it still takes, why, and what comes next.
func rowText(r *tally.Row, period tally.Round) string {
	s := named(r) + "（" + r.Department + "）：" + r.Main.Sentence + "。"
	if n, ok := r.Needed(period); ok {
		s += strings.ReplaceAll(n.SentenceOf(fmt.Sprintf), " ", "") + "。"
	}
	for _, x := range []struct{ what, text string }{{"存在问题", cmp.Or(r.Remark.Problems, r.Remark.Explanation)}, {"下一步", r.Remark.NextSteps}} {
		if x.text != "" {
			s += x.what + "：" + strings.TrimRight(x.text, "。；;.") + "。"
		}
	}
	return s
}

func actualText(r *tally.Row) string {
	if r.YTD.OK() {
		return r.YTD.Plain()
	}
	return r.Printed
}

func shareText(n exact.Number) string {
	if !n.OK() {
		return "—"
	}
	return exact.Shown(exact.Points(exact.FractionOf(n)), 2) + "%"
}

func gapText(d *tally.Deviation) string {
	if !d.Gap.OK() {
		return "—"
	}
	shown := exact.Shown(exact.FractionOf(d.Gap), 2)
	if d.GapUnit == "个百分点" { // as the heading says
		return shown
	}
	return shown + d.GapUnit
}

// departmentTable ranks the departments.
func departmentTable(ed *tally.Edition) official.Block {
	t := &official.Table{Heads: []string{"名次", "部门", "指标数", "红", "黄", "绿", "灰", "平均完成率"}, Widths: []int{9, 25, 12, 8, 8, 8, 8, 17}}
	scored := len(ed.Scoring) > 0
	if scored {
		t.Heads, t.Widths = append(t.Heads, "得分"), append(t.Widths, 12)
	}
	for _, i := range tally.Placed(ed.Departments) {
		d := &ed.Departments[i]
		place := "—"
		if d.Place > 0 {
			place = strconv.Itoa(d.Place)
		}
		row := []string{place, d.Name, strconv.Itoa(d.Indicators)}
		for _, l := range []tally.Light{tally.Red, tally.Yellow, tally.Green, tally.Grey} {
			row = append(row, strconv.Itoa(d.Lights[l]))
		}
		row = append(row, shareText(d.Average))
		if scored {
			score := "—"
			if d.Score.OK() {
				score = exact.Shown(exact.FractionOf(d.Score), 2)
			}
			row = append(row, score)
		}
		t.Rows = append(t.Rows, row)
	}
	return official.Block{Table: t}
}

// orderText counts the orders: opened in all, closed, overdue.
func orderText(ed *tally.Edition) string {
	closed, overdue := 0, 0
	day := ed.CutOff.In(tally.China).Format("2006-01-02")
	for i := range ed.Orders {
		o := &ed.Orders[i]
		switch {
		case o.State == tally.OrderClosed:
			closed++
		case o.State.Owed() && o.Due < day:
			overdue++
		}
	}
	if len(ed.Orders) == 0 {
		return ""
	}
	return fmt.Sprintf("交办督办单%d件，已销号%d件，未销号%d件，其中超期未反馈%d件。", len(ed.Orders), closed, len(ed.Orders)-closed, overdue)
}

// asksText is what the departments are asked for, as far as there is something.
func asksText(ed *tally.Edition) string {
	var asks []string
	if len(tally.Worst(ed.Rows)) > 0 {
		asks = append(asks, "请亮红灯、黄灯指标的责任单位查明原因，落实措施，赶上序时进度")
	}
	for _, r := range ed.Reports {
		if r.Late || r.State == tally.ReportMissing || r.State == tally.ReportDraft || r.State == tally.ReportReturned {
			asks = append(asks, "请未报、迟报的单位尽快补报，并按规定时间报送")
			break
		}
	}
	return strings.Join(append(asks, "请各单位继续按时报送，确保数据真实、准确、完整"), "；") + "。"
}
