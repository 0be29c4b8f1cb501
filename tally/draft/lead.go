package draft

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// charge is who leads, supports and carries out.
type charge struct {
	lead, support, implement []string
	led                      []string // within the text: its sentences have heads of their own
}

func (c charge) empty() bool { return len(c.lead)+len(c.support)+len(c.implement) == 0 }

var (
	closingBracket = regexp.MustCompile(`[（(]([^（()）]{2,200})[)）]\s*[。；]?\s*$`)
	closingDash    = regexp.MustCompile(`(?:[—–－]{1,2}|--)\s*([^—–－。；]{2,60}(?:负责|牵头|落实|承办)[^—–－。；]{0,40})[。；]?\s*$`)
	responsible    = regexp.MustCompile(`^(.{2,120}?)(?:按职责分工|分别|共同|按各自职责)?(?:负责|牵头负责|落实|牵头)$`)
)

// chargeOf reads a line or a bracket that names who is in charge: 牵头单位：A；配合单位：B, A牵头，B配合, A、B按职责分工负责.
func (r *Reader) chargeOf(text string) (charge, bool) {
	var c charge
	text = strings.Trim(strings.TrimSpace(text), "（()）。；;【】[]")
	for _, piece := range strings.FieldsFunc(text, func(x rune) bool { return strings.ContainsRune("；;。，, ", x) }) {
		head, names, labelled := strings.Cut(strings.Replace(piece, ":", "：", 1), "：")
		head = strings.TrimSpace(head)
		switch {
		case labelled && r.is("lead_words", head):
			c.lead = append(c.lead, departments(names)...)
		case labelled && r.is("support_words", head):
			c.support = append(c.support, departments(names)...)
		case labelled && r.is("implementing_words", head):
			c.implement = append(c.implement, departments(names)...)
		case labelled:
			return charge{}, false
		case strings.HasSuffix(piece, "配合"), strings.HasSuffix(piece, "协办"), strings.HasSuffix(piece, "参与"), strings.HasSuffix(piece, "协助"):
			c.support = append(c.support, departments(piece[:len(piece)-len("配合")])...)
		default:
			if m := responsible.FindStringSubmatch(piece); m != nil {
				c.lead = append(c.lead, departments(m[1])...)
				continue
			}
			names := departments(piece)
			if len(names) == 0 || !r.allDepartments(names) {
				return charge{}, false
			}
			if len(c.support) > 0 {
				c.support = append(c.support, names...)
			} else {
				c.lead = append(c.lead, names...)
			}
		}
	}
	return c, !c.empty()
}

func departments(text string) (names []string) {
	depth := 0
	for _, n := range strings.FieldsFunc(text, func(x rune) bool {
		switch x {
		case '（', '(':
			depth++
		case '）', ')':
			depth--
		}
		return depth == 0 && strings.ContainsRune("、，, /", x)
	}) {
		if n = strings.Trim(n, "。；; "); n != "" && n != "等" {
			names = append(names, n)
		}
	}
	return names
}

func (r *Reader) allDepartments(names []string) bool {
	for _, n := range names {
		if utf8.RuneCountInString(n) > 20 {
			return false
		}
		if _, _, ok := r.ends("department_ends", r.w.Fold(strings.TrimSuffix(n, "等"))); !ok {
			return false
		}
	}
	return true
}

// responsibility takes the charge that a paragraph closes with, or is; bracket is where it begins, -1 where the paragraph is
// nothing else.
func (r *Reader) responsibility(text string) (c charge, bracket int, ok bool) {
	if utf8.RuneCountInString(text) < 200 {
		for _, list := range []string{"lead_words", "support_words", "implementing_words"} {
			for _, w := range r.lists[list] {
				if strings.HasPrefix(strings.TrimLeft(text, "（(【"), w) {
					if c, ok = r.chargeOf(text); ok {
						return c, -1, true
					}
				}
			}
		}
	}
	if m := closingBracket.FindStringSubmatchIndex(text); m != nil {
		if c, ok = r.chargeOf(text[m[2]:m[3]]); ok {
			if strings.TrimSpace(text[:m[0]]) == "" {
				return c, -1, true
			}
			return c, m[0], true
		}
	}
	if at := r.closingLead(text); at > 0 {
		if c, ok = r.chargeOf(text[at:]); ok {
			return c, at, true
		}
	}
	if m := closingDash.FindStringSubmatchIndex(text); m != nil && m[0] > 0 {
		if c, ok = r.chargeOf(text[m[2]:m[3]]); ok {
			return c, m[0], true
		}
	}
	return charge{}, 0, false
}

// closingLead is where a paragraph's last words name who is in charge without brackets: ……。责任单位：行政审批局、市场监管局; 0 where none do.
func (r *Reader) closingLead(text string) int {
	best := 0
	for _, list := range []string{"lead_words", "support_words"} {
		for _, w := range r.lists[list] {
			for _, colon := range []string{"：", ":"} {
				if at := strings.Index(text, w+colon); at > 0 && (best == 0 || at < best) && strings.HasSuffix(strings.TrimRight(text[:at], " 　"), "。") {
					best = at
				}
			}
		}
	}
	if best > 0 && utf8.RuneCountInString(text[best:]) < 120 {
		return best
	}
	return 0
}

// setCharge gives it to what has none yet.
func setCharge(lead, support, implement *[]string, c charge) {
	if len(*lead) == 0 && len(*support) == 0 {
		*lead, *support = slices.Clone(c.lead), slices.Clone(c.support)
		if implement != nil {
			*implement = slices.Clone(c.implement)
		}
	}
}
