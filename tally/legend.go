package tally

import "strings"

// RuleTitle is what the light rule is called: the first line of the legend where it says so.
func (e *Edition) RuleTitle() string {
	if len(e.Legend) > 0 {
		if t, ok := ruleNamed(e.Legend[0]); ok {
			return t
		}
	}
	return e.RulesName
}

// RuleLines is the light rule in words, without its name.
func (e *Edition) RuleLines() []string {
	if len(e.Legend) > 0 {
		if _, ok := ruleNamed(e.Legend[0]); ok {
			return e.Legend[1:]
		}
	}
	return e.Legend
}

// ruleNamed takes the rule's name from the legend's line that gives it; editions of earlier releases have a half-width colon.
func ruleNamed(line string) (title string, ok bool) {
	rest, ok := strings.CutPrefix(line, "亮灯规则")
	for _, colon := range [...]string{"：", ":"} {
		if t, named := strings.CutPrefix(rest, colon); ok && named {
			return t, true
		}
	}
	return "", false
}
