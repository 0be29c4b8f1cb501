package draft

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/tally/phrase"
)

// drafting is the drafting of one document.
type drafting struct {
	*Reader
	src     Source
	out     Draft
	year    int
	until   int
	titleAt int    // the block that prints the title
	due     string // of a table's row, whose cell is read: the row's date
	printed struct {
		block int // whose runes follow, -1 for none
		runes []rune
	}
	outline outline

	open, openMilestones int // targets and milestones from here on have nobody in charge yet
	told                 bool
}

// Draft finds the targets, the milestones and what else has a number in a document.
func (r *Reader) Draft(src Source) Draft {
	d := &drafting{Reader: r, src: src}
	d.printed.block = -1
	d.out = Draft{Targets: []Target{}, Milestones: []Milestone{}, SetAside: []Aside{}}
	d.identity()
	for i := range src.Blocks {
		if d.full() {
			return Draft{Overfull: true}
		}
		d.block(i)
	}
	if d.full() {
		return Draft{Overfull: true}
	}
	d.merge()
	for i := range d.out.Targets {
		d.out.Targets[i].N = i + 1
	}
	for i := range d.out.Milestones {
		d.out.Milestones[i].N = i + 1
	}
	return d.out
}

// MostFound is how many targets, milestones and other numbers a draft may have: each is kept with its sentence, and a person is to look
// at it. Plans at hand have some hundred.
const MostFound = 5000

func (d *drafting) full() bool {
	return len(d.out.Targets)+len(d.out.Milestones)+len(d.out.SetAside) > MostFound
}

// runesOf are the runes of a block's text. A block's sentences are read one after the other.
func (d *drafting) runesOf(block int) []rune {
	if d.printed.block != block {
		d.printed.block, d.printed.runes = block, []rune(d.src.Blocks[block].Text)
	}
	return d.printed.runes
}

func (d *drafting) block(i int) {
	b := d.src.Blocks[i]
	if len(b.Rows) > 0 {
		d.table(i)
		return
	}
	if h, ok := d.isHeading(b); ok && i != d.titleAt {
		h.mood = d.moodOf(h.text, d.year)
		d.outline.enter(h)
		d.told = false
		d.close()
		d.frame(i, "")
		return
	}
	if i == d.titleAt || d.marginal(i) {
		d.frame(i, "")
		return
	}
	c, bracket, ok := d.responsibility(b.Text)
	if ok && bracket < 0 {
		d.give(c)
		d.frame(i, WhyName)
		return
	}
	text := b.Text
	if ok {
		text = text[:bracket]
	}
	d.paragraph(i, text)
	if ok {
		d.give(c)
		d.account(i, utf8.RuneCountInString(text), b.Text[bracket:], b.Text[bracket:], nil, WhyName)
	}
}

// marginal reports what stands around a text: the document number, dates, addressees, signatures, telephones.
func (d *drafting) marginal(i int) bool {
	text := halfDigits(d.src.Blocks[i].Text)
	n := utf8.RuneCountInString(text)
	if n > 60 {
		return false
	}
	if d.has("page_marks", text) {
		return true
	}
	if head, _, ok := strings.Cut(strings.Replace(text, ":", "：", 1), "："); ok && d.is("frame_heads", strings.TrimSpace(head)) {
		return true
	}
	body := strings.Trim(text, "（()） ")
	switch {
	case docNumber.MatchString(text) && n < 40, fullDate.MatchString(body) && (n < 16 || strings.ContainsAny(text, "（(") && !strings.ContainsAny(text, "。；") || strings.HasSuffix(strings.TrimSpace(text), "印发")):
		return true
	case strings.Contains(text, "电话") || strings.Contains(text, "邮编") || strings.Contains(text, "传真"):
		return true
	case strings.HasSuffix(text, "："), strings.HasSuffix(text, ":"):
		return len(d.w.Sentence(text, phrase.Hint{}).Figures) == 0
	}
	return false
}

// give names who is in charge of what stands open.
func (d *drafting) give(c charge) {
	for k := d.open; k < len(d.out.Targets); k++ {
		t := &d.out.Targets[k]
		setCharge(&t.Lead, &t.Support, &t.Implement, c)
	}
	for k := d.openMilestones; k < len(d.out.Milestones); k++ {
		m := &d.out.Milestones[k]
		setCharge(&m.Lead, &m.Support, nil, c)
	}
	d.close()
}

func (d *drafting) close() { d.open, d.openMilestones = len(d.out.Targets), len(d.out.Milestones) }

// paragraph reads the sentences of a block, of which text is the front.
func (d *drafting) paragraph(i int, text string) {
	owner := d.department(text)
	if len(owner.lead) == 0 {
		owner.led = d.ledBy(text)
	}
	p := para{drafting: d, block: i, note: d.src.Blocks[i].Note}
	if p.note {
		p.mood = past
	}
	at := 0
	for _, s := range splitSentences(text) {
		if d.full() {
			return
		}
		p.sentence(s, at, owner)
		at += utf8.RuneCountInString(s)
	}
	if owner.lead = append(owner.lead, owner.led...); len(owner.lead) > 0 {
		d.give(owner)
	}
}

// department reads a paragraph that begins with the name of who is to do what follows: 1.经济发展和招商局：…
func (d *drafting) department(text string) charge {
	_, mark := marked(text)
	rest := strings.TrimPrefix(text, mark)
	head, _, ok := strings.Cut(strings.Replace(rest, ":", "：", 1), "：")
	if !ok || utf8.RuneCountInString(head) > 30 || utf8.RuneCountInString(head) < 2 {
		return charge{}
	}
	names := departments(head)
	if len(names) == 0 || !d.allDepartments(names) || d.is("lead_words", head) {
		return charge{}
	}
	return charge{lead: names}
}

var leads = regexp.MustCompile(`由([^，。；、：:由]{2,20}(?:、[^，。；、：:由]{2,20}){0,4}?)(?:负责)?牵头`)

// ledBy reads who leads a paragraph that says so once within its sentences: 由投资促进局牵头，….
func (d *drafting) ledBy(text string) []string {
	found := leads.FindAllStringSubmatch(text, 2)
	if len(found) != 1 {
		return nil
	}
	if names := departments(found[0][1]); d.allDepartments(names) {
		return names
	}
	return nil
}

// splitSentences cuts behind 。！？ outside quotation marks; a closing mark goes with what is before it.
func splitSentences(text string) (out []string) {
	runes := []rune(text)
	from, depth := 0, 0
	for i, r := range runes {
		switch r {
		case '“', '「', '《':
			depth++
		case '”', '」', '》':
			depth = max(0, depth-1)
		}
		if r != '。' && r != '！' && r != '？' && r != '!' || i+1 < len(runes) && strings.ContainsRune("”’」）)", runes[i+1]) && depth > 0 {
			continue
		}
		if depth > 0 && i-from < 200 {
			continue
		}
		out = append(out, string(runes[from:i+1]))
		from, depth = i+1, 0
	}
	if from < len(runes) {
		out = append(out, string(runes[from:]))
	}
	return out
}

func hintOf(context string) phrase.Hint { return phrase.Hint{Context: context} }
