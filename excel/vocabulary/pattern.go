package vocabulary

import "strings"

// pattern is a word of the vocabulary in which * stands for any text.
type pattern struct {
	text  string // the word when whole
	parts []string
	whole bool
	role  Role
}

func newPattern(word string, role Role) pattern {
	if !strings.Contains(word, "*") || strings.Trim(word, "*") == "" {
		return pattern{text: word, whole: true, role: role}
	}
	return pattern{text: word, parts: strings.Split(word, "*"), role: role}
}

func (p *pattern) match(text string) bool {
	if p.whole {
		return text == p.text
	}
	last := len(p.parts) - 1
	if !strings.HasPrefix(text, p.parts[0]) {
		return false
	}
	text = text[len(p.parts[0]):]
	for _, part := range p.parts[1:last] {
		i := strings.Index(text, part)
		if i < 0 {
			return false
		}
		text = text[i+len(part):]
	}
	return strings.HasSuffix(text, p.parts[last])
}

// Matches reports a text that a word matches, in which * stands for any text.
func Matches(word, text string) bool {
	p := newPattern(word, RoleNone)
	return p.match(text)
}
