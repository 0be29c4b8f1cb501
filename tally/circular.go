package tally

import (
	"fmt"
	"strings"
	"time"
)

// Circular is the draft of a 通报 on how a month was filed: a title and paragraphs, for the office to edit.
type Circular struct {
	Title      string   `json:"title"`
	To         string   `json:"to"`
	Paragraphs []string `json:"paragraphs"`
	Signed     string   `json:"signed"` // the date; who signs is the office's to say
}

// NewCircular drafts the 通报 of one month of a year's board. Times are printed in the zone of now.
// orders are those of the plan, looked at then; the paragraph on them is there once there are any.
func NewCircular(plan string, y BoardYear, m BoardMonth, orders []Order, now time.Time) Circular {
	c := Circular{Title: fmt.Sprintf("关于%s%s进展情况报送工作的通报", plan, m.Period.Chinese()), To: "各有关单位：", Signed: now.Format("2006年1月2日")}
	add := func(format string, args ...any) { c.Paragraphs = append(c.Paragraphs, fmt.Sprintf(format, args...)) }
	due := ""
	if !m.Due.IsZero() {
		due = "（" + m.Due.In(now.Location()).Format("1月2日15:04") + "截止）"
	}
	add("现将%s进展情况报送工作通报如下。%s应报送单位%d个%s，截至%s已报送%d个，其中按时报送%d个、迟报%d个；未报%d个；退回修改%d个。",
		m.Period.Chinese(), m.Period.Chinese(), m.Expected, due, now.Format("1月2日15:04"), m.Filed, m.OnTime, m.Late, m.Missing, m.Returned)
	list := func(title string, want func(BoardStand) bool, say func(BoardStand) string) {
		var names []string
		for _, s := range m.Standings {
			if want(s) {
				names = append(names, say(s))
			}
		}
		if len(names) > 0 {
			add("%s（%d个）：%s。", title, len(names), strings.Join(names, "、"))
		}
	}
	name := func(s BoardStand) string { return s.Department }
	list("按时报送的单位", func(s BoardStand) bool { return !s.FiledAt.IsZero() && !s.Late }, name)
	list("迟报的单位", func(s BoardStand) bool { return s.Late }, func(s BoardStand) string {
		return fmt.Sprintf("%s（%s报送，迟%s）", s.Department, s.FiledAt.In(now.Location()).Format("1月2日15:04"), s.LateFor())
	})
	list("未报的单位", func(s BoardStand) bool { return s.Missing }, name)
	list("被退回修改的单位", func(s BoardStand) bool { return s.Returned }, name)
	if often := often(y); len(often) > 0 {
		add("%d年以来（截至%s）迟报或未报2次以上的单位：%s。", y.Year, m.Period.Chinese(), strings.Join(often, "、"))
	}
	if text := ordersInCircular(orders); text != "" {
		add("%s", text)
	}
	if m.Missing+m.Late > 0 {
		add("请未报单位尽快补报，迟报单位说明原因，并请各单位按规定时间报送，确保数据真实、准确、完整。")
	}
	return c
}

// often lists who was late or missing twice or more.
func often(y BoardYear) []string {
	var out []string
	for _, d := range y.Departments {
		if n := d.Late + d.Missing; n >= 2 {
			out = append(out, fmt.Sprintf("%s（%d次）", d.Department, n))
		}
	}
	return out
}

// LateFor prints how late it was filed, rounded up to the unit that matters.
func (s BoardStand) LateFor() string {
	d := s.LateBy
	switch {
	case d >= 24*time.Hour:
		return fmt.Sprintf("%d天", (d+24*time.Hour-1)/(24*time.Hour))
	case d >= time.Hour:
		return fmt.Sprintf("%d小时", (d+time.Hour-1)/time.Hour)
	}
	return fmt.Sprintf("%d分钟", (d+time.Minute-1)/time.Minute)
}

// Text is the draft as plain text.
func (c Circular) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\n", c.Title, c.To)
	for _, p := range c.Paragraphs {
		fmt.Fprintf(&b, "　　%s\n", p)
	}
	fmt.Fprintf(&b, "\n%s\n", c.Signed)
	return b.String()
}

// ordersInCircular counts the orders opened, closed and overdue, and names those that are overdue.
func ordersInCircular(orders []Order) string {
	c := CountOrders(orders)
	if c.Opened == 0 {
		return ""
	}
	text := fmt.Sprintf("督办情况：已交办督办单%d件，已销号%d件，未销号%d件", c.Opened, c.Closed, c.Open)
	if c.Overdue == 0 {
		return text + "，没有超期未反馈的。"
	}
	var late []string
	for i := range orders {
		if o := &orders[i]; o.Colour == OrderRed {
			late = append(late, fmt.Sprintf("%s“%s”（期限%s）", o.Department, o.Subject, o.Due))
		}
	}
	return text + fmt.Sprintf("，其中超期未反馈%d件：%s。", c.Overdue, strings.Join(late, "、"))
}
