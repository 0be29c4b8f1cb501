package draft

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// mood is whether a section tells of the past or of what is to come.
type mood int

const (
	unsaid mood = iota
	past
	future
)

// heading is one heading above a block.
type heading struct {
	level int
	text  string
	mood  mood
}

// outline is what stands above the block that is read.
type outline struct {
	stack []heading
}

func (o *outline) enter(h heading) {
	for len(o.stack) > 0 && o.stack[len(o.stack)-1].level >= h.level {
		o.stack = o.stack[:len(o.stack)-1]
	}
	o.stack = append(o.stack, h)
}

// mood is that of the deepest heading that has one.
func (o *outline) mood() (mood, string) {
	for i := len(o.stack) - 1; i >= 0; i-- {
		if o.stack[i].mood != unsaid {
			return o.stack[i].mood, o.stack[i].text
		}
	}
	return unsaid, ""
}

func (o *outline) path() string {
	all := make([]string, 0, len(o.stack))
	for _, h := range o.stack {
		all = append(all, h.text)
	}
	return strings.Join(all, " / ")
}

var (
	headMarks = []*regexp.Regexp{
		regexp.MustCompile(`^第[一二三四五六七八九十百\d]+[编章节部分条]+`),
		regexp.MustCompile(`^[一二三四五六七八九十]+[、.．]`),
		regexp.MustCompile(`^[(（][一二三四五六七八九十]+[)）]`),
		regexp.MustCompile(`^(\d{1,3}(\.\d{1,2}){0,2}[、.．](?:\D|$)|\d{1,3}(?:\.\d{1,2}){1,2}\s*\p{Han}|\d{1,2}\s+\p{Han})`),
		regexp.MustCompile(`^([(（]\d{1,3}[)）]|\d{1,3}[)）]|[①-⑳])`),
		regexp.MustCompile(`^[一二三四五六七八九十]+是`),
	}
	docNumber = regexp.MustCompile(`\p{Han}{2,16}[〔\[［【(（](?:19|20)\d{2}[〕\]］】)）]\s*第?\d{1,5}\s*号`)
	fullDate  = regexp.MustCompile(`((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日`)
	isoText   = regexp.MustCompile(`^(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}`)
	yearText  = regexp.MustCompile(`(?:19|20)\d{2}`)
	yearSpan  = regexp.MustCompile(`((?:19|20)\d{2})\s*年?\s*(?:[-—–－~～至到]+)\s*((?:19|20)\d{2})\s*年?`)
	planYear  = regexp.MustCompile(`((?:19|20)\d{2})\s*(?:年度|年|度年)`)
)

// marked gives the level of the number that a text begins with, and what that number is; 0 where it has none.
func marked(text string) (level int, mark string) {
	half := halfDigits(text)
	for i, re := range headMarks {
		if m := re.FindString(half); m != "" {
			m = string([]rune(text)[:utf8.RuneCountInString(m)])
			if i == 3 { // the character behind the number is none of it
				m = strings.TrimRightFunc(m, func(r rune) bool { return r >= 0x2e80 && r != '、' && r != '．' || r == ' ' })
			}
			return i + 1, m
		}
	}
	return 0, ""
}

// halfDigits is a text with its full-width digits in half width, rune by rune.
func halfDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, text)
}

// isHeading reports a block that is a heading by itself: marked as one, or numbered and short without a sentence in it.
func (r *Reader) isHeading(b Block) (heading, bool) {
	level, _ := marked(b.Text)
	n := utf8.RuneCountInString(b.Text)
	body := strings.TrimRight(b.Text, "。：: ")
	single := !strings.ContainsAny(body, "。；;！")
	short := n <= 40 && single
	switch {
	case b.Heading && n <= 80 && (single || n <= 40):
		if level == 0 {
			level = max(b.Level, 1)
		}
	case level > 0 && level < 6 && short && !strings.ContainsAny(body, "：:，,") && !r.promises(body):
	case level == 0 && short && n <= 24 && !strings.HasSuffix(b.Text, "。") && !strings.ContainsAny(body, "：:，,、") && (r.has("review_headings", body) || r.has("plan_headings", body)) && !r.promises(body):
		level = 1
	default:
		return heading{}, false
	}
	return heading{level: level, text: b.Text}, true
}

// promises reports a number that is to be reached.
func (r *Reader) promises(text string) bool {
	for _, f := range r.w.Sentence(text, hintOf("")).Figures {
		if f.Role == "target" && f.Value.OK() && f.Unit != "" {
			return true
		}
	}
	return false
}

// moodOf tells by its words and its year whether a heading is of the past.
func (r *Reader) moodOf(text string, year int) mood {
	_, review := r.finds("review_headings", text)
	_, plan := r.finds("plan_headings", text)
	earlier, now := false, false
	for _, y := range yearText.FindAllString(halfDigits(text), -1) {
		n, _ := strconv.Atoi(y)
		earlier, now = earlier || n < year, now || n >= year
	}
	switch {
	case review && plan && earlier == now:
		return unsaid
	case now && plan, plan && !review && !earlier, now && !review:
		return future
	case review || earlier && !now:
		return past
	}
	return unsaid
}

// identity finds the title, the document number, the date and the years of the plan.
func (d *drafting) identity() {
	d.out.Title = strings.TrimSpace(d.src.Title)
	head, best := 0, 0
	for i, b := range d.src.Blocks {
		if len(b.Rows) > 0 {
			continue
		}
		if head++; head > 12 {
			break
		}
		if d.out.Number == "" {
			d.out.Number = docNumber.FindString(halfDigits(b.Text))
		}
		if worth := d.titleWorth(b.Text); d.src.Title == "" && worth > best {
			best, d.out.Title, d.titleAt = worth, b.Text, i
		}
	}
	if m := issuing.FindStringSubmatch(d.out.Title); m != nil { // the plan itself, not the notice that it comes with
		d.out.Title = strings.TrimSpace(m[1])
	}
	if d.titleAt >= 0 {
		d.titleAt = d.findTitle()
	}
	for i := len(d.src.Blocks) - 1; i >= 0 && i >= len(d.src.Blocks)-8; i-- {
		if m := fullDate.FindStringSubmatch(halfDigits(d.src.Blocks[i].Text)); m != nil && utf8.RuneCountInString(d.src.Blocks[i].Text) < 40 {
			d.out.Date = isoDate(m)
			break
		}
	}
	if d.out.Date == "" {
		for i := 0; i < len(d.src.Blocks) && i < 20; i++ {
			if m := fullDate.FindStringSubmatch(halfDigits(d.src.Blocks[i].Text)); m != nil && utf8.RuneCountInString(d.src.Blocks[i].Text) < 60 {
				d.out.Date = isoDate(m)
				break
			}
		}
	}
	d.years()
}

// titleWorth is how much a paragraph near the top looks like a title; 0 is not at all.
func (d *drafting) titleWorth(text string) int {
	n := utf8.RuneCountInString(text)
	if n < 4 || n > 80 || strings.ContainsAny(text, "。；|") || docNumber.MatchString(text) || strings.HasSuffix(text, "：") || strings.HasSuffix(text, ":") {
		return 0
	}
	if level, _ := marked(text); level > 0 {
		return 0
	}
	worth := 1
	body := strings.TrimRight(halfDigits(text), "（()）》-—–0123456789年 ")
	if _, _, ok := d.ends("title_ends", d.w.Fold(body)); ok {
		worth += 2
	}
	if yearText.MatchString(halfDigits(text)) {
		worth++
	}
	return worth
}

func isoDate(m []string) string {
	pad := func(s string) string {
		if len(s) == 1 {
			return "0" + s
		}
		return s
	}
	return m[1] + "-" + pad(m[2]) + "-" + pad(m[3])
}

// findTitle is the block that prints the title, -1 where none does.
func (d *drafting) findTitle() int {
	for i, b := range d.src.Blocks {
		if i > 30 {
			break
		}
		if b.Text != "" && strings.Contains(squeeze(b.Text), squeeze(d.out.Title)) && utf8.RuneCountInString(b.Text) < utf8.RuneCountInString(d.out.Title)+20 {
			return i
		}
	}
	return -1
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// years settles the year that the plan begins with and the one that it ends with.
func (d *drafting) years() {
	defer func() {
		d.out.Year = strconv.Itoa(d.year)
		if d.until > d.year {
			d.out.Until = strconv.Itoa(d.until)
		}
		if d.year == 0 {
			d.out.Year = ""
		}
	}()
	title := halfDigits(d.out.Title)
	if m := yearSpan.FindStringSubmatch(title); m != nil {
		d.year, _ = strconv.Atoi(m[1])
		d.until, _ = strconv.Atoi(m[2])
		return
	}
	if all := planYear.FindAllStringSubmatch(title, -1); len(all) > 0 {
		d.year, _ = strconv.Atoi(all[len(all)-1][1])
		d.until = d.year
		if len(all) > 1 {
			return
		}
		if _, review := d.finds("review_headings", title); !review || d.has("plan_headings", title) {
			return
		}
	}
	if d.year == 0 {
		if first := fiveYears(title); first > 0 {
			d.year, d.until = first, first+4
			return
		}
	}
	dated := 0
	if len(d.out.Date) >= 7 {
		dated, _ = strconv.Atoi(d.out.Date[:4])
		if month, _ := strconv.Atoi(d.out.Date[5:7]); month >= 11 {
			dated++
		}
	}
	if dated == 0 {
		if m := docNumber.FindString(d.out.Number); m != "" {
			dated, _ = strconv.Atoi(yearText.FindString(m))
		}
	}
	if d.year > 0 {
		return
	}
	if d.year = d.mostNamed(dated); d.year == 0 {
		d.year = dated
	}
	d.until = d.year
}

var issuing = regexp.MustCompile(`印发[《〈](.{4,80}?)[》〉]的通知`)

var fiveYearPlan = regexp.MustCompile(`十([一二三四五六七八九])五`)

// fiveYears is the first year of the five-year plan that a text names, 十一五 being from 2006; 0 where it names none.
func fiveYears(text string) int {
	m := fiveYearPlan.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	return 2006 + 5*(strings.Index("一二三四五六七八九", m[1])/len("一"))
}

// mostNamed is the earliest of the years from one on that the text names most.
func (d *drafting) mostNamed(since int) int {
	counts := map[int]int{}
	best := 0
	for _, b := range d.src.Blocks {
		for _, m := range planYear.FindAllStringSubmatch(halfDigits(b.Text), -1) {
			y, _ := strconv.Atoi(m[1])
			counts[y]++
		}
	}
	for y, n := range counts {
		if y >= since && (best == 0 || n > counts[best] || n == counts[best] && y < best) {
			best = y
		}
	}
	return best
}
