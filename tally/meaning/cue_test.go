package meaning

import (
	"regexp"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A cue finds what its expression finds, in texts that have its characters and in those that nearly have them.
func TestACueFindsWhatItsExpressionFinds(t *testing.T) {
	cues := []cue{bounds, signed, grows, rises, sinceLast, sumsUp, yearsSum, fiveYears, recurs, perTime, perPlace, fraction, groups, fewer, perThing,
		mustCue(`a?b*`), mustCue(`(?i)Ab`), mustCue(`x{2,}[一-龥]`), mustCue(`^$|个`), mustCue(`[^个]`), mustCue(`(甲|乙)+丙?`)}
	for _, c := range cues {
		letters := slices.Concat([]rune(c.String()), []rune("0123456789.年 %不亩x"))
		rapid.Check(t, func(t *rapid.T) {
			text := string(rapid.SliceOfN(rapid.SampledFrom(letters), 0, 12).Draw(t, "text"))
			plain := regexp.MustCompile(c.String())
			if c.MatchString(text) != plain.MatchString(text) || !slices.Equal(c.FindStringSubmatch(text), plain.FindStringSubmatch(text)) ||
				len(c.FindAllStringSubmatch(text, -1)) != len(plain.FindAllStringSubmatch(text, -1)) {
				t.Fatalf("%s in %q", c.String(), text)
			}
		})
	}
	for _, c := range []cue{bounds, signed, grows, rises, sinceLast, sumsUp, yearsSum, fiveYears, recurs, perTime, perPlace, groups} {
		if c.mayMatch("2018") || c.one == nil {
			t.Errorf("%s is looked for in a number", c.String())
		}
	}
}
