package meaning

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// cue is a regular expression with the characters of which each of its matches has one. Most targets are a number alone and most names
// say nothing of a direction: looking for those characters first is a tenth of what the expressions cost, which are asked of every row
// of an edition under every answer that is still open.
type cue struct {
	*regexp.Regexp
	one   []rune    // sorted; nil: any text may match
	marks [4]uint64 // of the low bits of one: nearly all characters are passed over by these
}

// mustCue is regexp.MustCompile.
func mustCue(pattern string) cue {
	c := cue{Regexp: regexp.MustCompile(pattern)}
	if tree, err := syntax.Parse(pattern, syntax.Perl); err == nil {
		c.one = slices.Compact(slices.Sorted(slices.Values(oneOf(tree))))
	}
	for _, r := range c.one {
		c.marks[r>>6&3] |= 1 << (r & 63)
	}
	return c
}

// mayMatch reports a text that has one of the characters.
func (c *cue) mayMatch(text string) bool {
	if c.one == nil {
		return true
	}
	for _, r := range text {
		if c.marks[r>>6&3]>>(r&63)&1 == 0 {
			continue
		}
		if _, found := slices.BinarySearch(c.one, r); found {
			return true
		}
	}
	return false
}

// MatchString is that of the expression.
func (c *cue) MatchString(text string) bool { return c.mayMatch(text) && c.Regexp.MatchString(text) }

// FindStringSubmatch is that of the expression.
func (c *cue) FindStringSubmatch(text string) []string {
	if !c.mayMatch(text) {
		return nil
	}
	return c.Regexp.FindStringSubmatch(text)
}

// FindAllStringSubmatch is that of the expression.
func (c *cue) FindAllStringSubmatch(text string, n int) [][]string {
	if !c.mayMatch(text) {
		return nil
	}
	return c.Regexp.FindAllStringSubmatch(text, n)
}

// mostOfClass is how many characters of a class are looked for.
const mostOfClass = 16

// oneOf are characters of which every match of an expression has one; nil where it cannot be said.
func oneOf(re *syntax.Regexp) []rune {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return nil
		}
		return []rune{slices.MaxFunc(re.Rune, func(a, b rune) int { return int(a - b) })} // rather than a digit, which stands everywhere
	case syntax.OpCharClass:
		return ofClass(re.Rune)
	case syntax.OpCapture, syntax.OpPlus:
		return oneOf(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return oneOf(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []rune
		for _, part := range re.Sub {
			if some := oneOf(part); some != nil && (best == nil || common(some) < common(best)) {
				best = some
			}
		}
		return best
	case syntax.OpAlternate:
		var all []rune
		for _, way := range re.Sub {
			some := oneOf(way)
			if some == nil {
				return nil
			}
			all = append(all, some...)
		}
		return all
	default: // may match what has nothing of its own
	}
	return nil
}

// ofClass are the characters of a class, which come as the first and the last of each stretch; nil where they are many.
func ofClass(stretches []rune) []rune {
	var all []rune
	for i := 0; i+1 < len(stretches); i += 2 {
		for r := stretches[i]; r <= stretches[i+1]; r++ {
			if all = append(all, r); len(all) > mostOfClass {
				return nil
			}
		}
	}
	return all
}

// common is about how often one of the characters stands in a text.
func common(some []rune) int {
	n := 0
	for _, r := range some {
		if n++; r < utf8.RuneSelf {
			n += 100
		}
	}
	return n
}
