package vocabulary

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
)

// Headings is the vocabulary of sheets: the words of headings, footers, total rows and the signs for
// nothing. It is made from templates/headings.yaml with a site's own file laid over it, and is read only.
type Headings struct {
	whole      map[string]Role
	first      map[string]Role // the role of a word at the head of the naming column, where it has another elsewhere
	patterns   []pattern
	labels     map[Role]string
	byLabel    map[string]Role
	footers    map[rune][]string // by their first character
	totals     []pattern         // those of which a part is any text
	totalWords map[string]bool
	wholeAreas map[string]bool
	nothing    map[string]bool
	states     map[string]bool
	children   []string
	offices    []string
	filedBy    map[string]bool
	calibers   []caliber
	sinceStart []string
	planWords  []string
	monthWords []string
	leadIns    []string
	targets    []string
	quantities []pattern
	examples   map[string]bool
	lists      map[List][]string
	signs      []Sign // of growth_up and growth_down, the longer first
}

type caliber struct {
	Has string `yaml:"has"`
	Is  string `yaml:"is"`
}

type headingsFile struct {
	Roles []struct {
		Role  Role     `yaml:"role"`
		Label string   `yaml:"label"`
		Words []string `yaml:"words"`
	} `yaml:"roles"`
	Footers    []string          `yaml:"footers"`
	Totals     []string          `yaml:"totals"`
	WholeAreas []string          `yaml:"whole_areas"`
	Nothing    []string          `yaml:"nothing"`
	States     []string          `yaml:"states"`
	Children   []string          `yaml:"children"`
	Offices    []string          `yaml:"offices"`
	FiledBy    []string          `yaml:"filed_by"`
	Calibers   []caliber         `yaml:"calibers"`
	SinceStart []string          `yaml:"since_start"`
	LeadIns    []string          `yaml:"lead_ins"`
	Targets    []string          `yaml:"target_words"`
	Quantities []string          `yaml:"quantities"`
	Examples   []string          `yaml:"examples"`
	Lists      map[List][]string `yaml:"lists"`
	Titles     struct {
		Plan     []string `yaml:"plan"`
		Progress []string `yaml:"progress"`
	} `yaml:"titles"`
}

// ParseHeadings reads the vocabulary from one or more YAML layers; a later layer adds to the earlier ones,
// and its words win. A word given to an unknown role is an error.
func ParseHeadings(layers ...[]byte) (*Headings, error) {
	h := &Headings{whole: map[string]Role{}, first: map[string]Role{}, labels: map[Role]string{}, byLabel: map[string]Role{}, nothing: map[string]bool{},
		wholeAreas: map[string]bool{}, footers: map[rune][]string{}, totalWords: map[string]bool{}, states: map[string]bool{}, filedBy: map[string]bool{},
		examples: map[string]bool{}, lists: map[List][]string{}}
	for i, layer := range layers {
		var f headingsFile
		if err := yaml.UnmarshalWithOptions(layer, &f, yaml.DisallowUnknownField()); err != nil {
			return nil, fmt.Errorf("headings, layer %d: %w", i+1, err)
		}
		if err := h.lay(f, i == 0); err != nil {
			return nil, fmt.Errorf("headings, layer %d: %w", i+1, err)
		}
	}
	if len(h.labels) == 0 {
		return nil, fmt.Errorf("headings: no roles")
	}
	return h, nil
}

func (h *Headings) lay(f headingsFile, first bool) error {
	var patterns []pattern
	seen := map[string]bool{}
	for _, r := range f.Roles {
		if _, known := h.labels[r.Role]; !known && !first {
			return fmt.Errorf("role %q is not known", r.Role)
		}
		if r.Label != "" {
			h.labels[r.Role] = r.Label
			h.byLabel[r.Label] = r.Role
		}
		for _, w := range r.Words {
			p := newPattern(HeadingForm(w), r.Role)
			if p.whole {
				if delete(h.first, p.text); seen[p.text] && h.whole[p.text] == RoleTask {
					h.first[p.text] = RoleTask
				}
				h.whole[p.text], seen[p.text] = r.Role, true
			} else {
				patterns = append(patterns, p)
			}
		}
	}
	h.patterns = append(patterns, h.patterns...)
	for _, w := range f.Totals {
		if p := newPattern(HeadingForm(w), RoleNone); p.whole {
			h.totalWords[p.text] = true
		} else {
			h.totals = append(h.totals, p)
		}
	}
	for _, w := range f.Footers {
		form := HeadingForm(w)
		first, _ := utf8.DecodeRuneInString(form)
		h.footers[first] = append(h.footers[first], form)
	}
	for _, w := range f.Quantities {
		h.quantities = append(h.quantities, newPattern(HeadingForm(w), RoleNone))
	}
	take(h.examples, f.Examples)
	if err := h.layLists(f.Lists); err != nil {
		return err
	}
	take(h.wholeAreas, f.WholeAreas)
	take(h.nothing, f.Nothing)
	take(h.states, f.States)
	take(h.filedBy, f.FiledBy)
	h.children = append(h.children, f.Children...)
	h.offices = append(h.offices, f.Offices...)
	h.calibers = append(h.calibers, f.Calibers...)
	h.sinceStart = append(h.sinceStart, f.SinceStart...)
	h.planWords = append(h.planWords, f.Titles.Plan...)
	h.monthWords = append(h.monthWords, f.Titles.Progress...)
	h.leadIns = append(h.leadIns, f.LeadIns...)
	h.targets = append(h.targets, f.Targets...)
	return nil
}

func take(set map[string]bool, words []string) {
	for _, w := range words {
		set[HeadingForm(w)] = true
	}
}

// Role is the role of a heading text without period words, and the word of the vocabulary that gives it; RoleNone where it has none.
func (h *Headings) Role(text string) (role Role, word string) {
	if r, ok := h.whole[text]; ok {
		return r, text
	}
	if bare := WithoutBrackets(text); bare != text && bare != "" {
		if r, ok := h.whole[bare]; ok {
			return r, bare
		}
	}
	if h.joinsAreas(text) {
		return RoleArea, text
	}
	for i := range h.patterns {
		if p := &h.patterns[i]; p.match(text) {
			return p.role, p.text
		}
	}
	return RoleNone, ""
}

// WordRole is the role of a heading that is a word of the vocabulary as a whole; RoleNone where it is none. form is in HeadingForm.
func (h *Headings) WordRole(form string) Role {
	if r, ok := h.whole[form]; ok {
		return r
	}
	if h.joinsAreas(form) {
		return RoleArea
	}
	return RoleNone
}

// joinsAreas reports words for districts put together: 镇(园区), 街道、村.
func (h *Headings) joinsAreas(form string) bool {
	const joints = "()、/及和"
	if len(form) > 40 || !strings.ContainsAny(form, joints) {
		return false
	}
	n := 0
	for piece := range strings.FieldsFuncSeq(form, func(r rune) bool { return strings.ContainsRune(joints, r) }) {
		if n++; h.whole[piece] != RoleArea && !slices.Contains(h.lists[AreaPieces], piece) {
			return false
		}
	}
	return n > 1
}

// HeadRole is the role of a word at the head of the naming column, where it has another one elsewhere; RoleNone for any other.
func (h *Headings) HeadRole(form string) Role { return h.first[form] }

// IsState reports a word that says how a task stands: 已完成.
func (h *Headings) IsState(form string) bool { return h.states[form] }

// IsQuantity reports a noun of quantity: 投资, 到位资金, 用电量.
func (h *Headings) IsQuantity(noun string) bool {
	return slices.ContainsFunc(h.quantities, func(p pattern) bool { return p.match(noun) })
}

// IsExample reports a word that marks a row as one that only shows how to fill in: 示例.
func (h *Headings) IsExample(text string) bool {
	form := strings.Trim(HeadingForm(text), "()[]【】:〔〕")
	return h.examples[form] || h.examples[strings.TrimRight(form, "0123456789一二三")]
}

// IsWholeArea reports a word for all of the districts together: 全区.
func (h *Headings) IsWholeArea(form string) bool { return h.wholeAreas[form] }

// WholeAreaWords stand for all of the districts together.
func (h *Headings) WholeAreaWords() []string {
	return slices.SortedFunc(maps.Keys(h.wholeAreas), func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
}

// IsFiledBy reports a word before the name of who filed: 填报单位.
func (h *Headings) IsFiledBy(form string) bool { return h.filedBy[form] }

// ChildMarks are the marks before the name of a part: 其中.
func (h *Headings) ChildMarks() []string { return h.children }

// LeadInWords begin the sentence that names who is in charge.
func (h *Headings) LeadInWords() []string { return h.leadIns }

// TargetWords say that a sentence aims at something.
func (h *Headings) TargetWords() []string { return h.targets }

// OfficeWords are the endings of the names of departments.
func (h *Headings) OfficeWords() []string { return h.offices }

// TitledPlan reports a title with a word of plans.
func (h *Headings) TitledPlan(title string) bool { return ContainsAny(title, h.planWords) }

// TitledProgress reports a title with a word of monthly sheets.
func (h *Headings) TitledProgress(title string) bool { return ContainsAny(title, h.monthWords) }

// CountsFromStart reports a heading of figures that run from the beginning of a project or plan.
func (h *Headings) CountsFromStart(form string) bool { return ContainsAny(form, h.sinceStart) }

// Label is the Chinese name of a role.
func (h *Headings) Label(r Role) string { return h.labels[r] }

// RoleNamed finds a role by its key or by its Chinese name.
func (h *Headings) RoleNamed(name string) (Role, bool) {
	if _, ok := h.labels[Role(name)]; ok {
		return Role(name), true
	}
	r, ok := h.byLabel[name]
	return r, ok
}

// IsNothing reports a sign for no figure.
func (h *Headings) IsNothing(text string) bool { return h.nothing[HeadingForm(text)] }

func (h *Headings) IsFooter(text string) bool {
	form := HeadingForm(text)
	if start, end := LastBracket(form); start > 0 && end == len(form)-1 && h.Is(SignedBehind, form[start+1:end]) { // 街道办主任(签字)
		return true
	}
	if who, _, said := strings.Cut(form, ":"); said && len(who) <= 30 && h.Ends(SignedBehind, who) { // 镇长签字:
		return true
	}
	first, _ := utf8.DecodeRuneInString(form)
	for _, w := range h.footers[first] {
		if rest, ok := strings.CutPrefix(form, w); ok && footerRest(w, rest) {
			return true
		}
	}
	return false
}

// footerRest keeps 审核通过率 from being a footer because it begins with 审核: what follows the word must be a
// colon, a bracket, or nothing.
func footerRest(word, rest string) bool {
	return rest == "" || strings.HasSuffix(word, ":") || strings.HasSuffix(word, ".") || strings.IndexAny(rest, ":(") == 0
}

// longestSum is the longest name of a sum that says of whom it is and of nothing what: 全开发区合计, but not 全行业用电合计.
const longestSum = 6

// IsTotal reports the name of a row that adds others up.
func (h *Headings) IsTotal(text string) bool {
	number, form := CutNumber(HeadingForm(text))                                                                    // 一、收入合计
	if start, end := LastBracket(form); start > 0 && end == len(form)-1 && h.Ends(GroupCounts, form[start+1:end]) { // 总计(5个)
		form = form[:start]
	}
	if h.totalWords[form] {
		return true
	}
	one := number == ChineseComma || number == ChineseBracket // 一、全行业用电合计 is one of several
	for i := range h.totals {
		p := &h.totals[i]
		if begins := p.parts[0] != ""; p.match(form) && (!begins || !one && utf8.RuneCountInString(form) <= longestSum) {
			return true
		}
	}
	return false
}

func (h *Headings) CaliberIn(text string) string {
	for _, c := range h.calibers {
		if strings.Contains(text, c.Has) {
			return c.Is
		}
	}
	return ""
}

func ContainsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
