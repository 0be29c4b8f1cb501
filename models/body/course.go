package body

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// The course of a row is its year as one text: twelve months of seven words each, named one by one, are more than all else that is said of
// the row. A round each, with ";" between; of each round, year to date, completion, schedule, gap, the letters of the raw light and of the
// light, and the sentence, with "|" between. "=" is a gap or a sentence that the row's own light has too.
const (
	betweenRounds = ";"
	betweenWords  = "|"
	asTheRow      = "="
	courseWords   = 7
)

// letters are those of the lights.
var letters = map[tally.Light]byte{"": '-', tally.Green: 'g', tally.Yellow: 'y', tally.Red: 'r', tally.Grey: 'x'}

// lights are those of the letters.
var lights = func() (of [256]tally.Light) {
	for light, letter := range letters {
		of[letter] = light
	}
	return of
}()

// courseOf writes the course into b; "" is that of a row which has none, or whose year says more than a course can.
func courseOf(b []byte, r *tally.Row) (text []byte, course string) {
	for i := range r.Year {
		y := &r.Year[i]
		raw, known1 := letters[y.Raw]
		light, known2 := letters[y.Light]
		if y.Unit() != "" || y.Printed() != "" || y.Parts() != nil || y.Period.IsZero() || !known1 || !known2 || strings.ContainsAny(y.Sentence, betweenRounds+betweenWords+asTheRow) {
			return b, ""
		}
		if i > 0 {
			b = append(b, betweenRounds...)
		}
		b = append(b, y.Period.String()...)
		for _, n := range [...]exact.Number{y.YTD, y.Completion, y.Schedule} {
			b = append(b, betweenWords...)
			b = n.AppendMade(b)
		}
		b = append(b, betweenWords...)
		if gap := y.Gap(); gap == r.Main.Gap && gap.OK() {
			b = append(b, asTheRow...)
		} else {
			b = gap.AppendMade(b)
		}
		b = append(append(append(b, betweenWords...), raw, light), betweenWords...)
		if y.Sentence == r.Main.Sentence && y.Sentence != "" {
			b = append(b, asTheRow...)
		} else {
			b = append(b, y.Sentence...)
		}
	}
	return b, string(b)
}

// parseCourse gives the year that courseOf wrote, of a row which has all else.
func parseCourse(course string, r *tally.Row) ([]tally.MonthPoint, error) {
	year := make([]tally.MonthPoint, 0, strings.Count(course, betweenRounds)+1)
	for text := range strings.SplitSeq(course, betweenRounds) {
		var words [courseWords]string
		n := 0
		for word := range strings.SplitSeq(text, betweenWords) {
			if n < courseWords {
				words[n] = word
			}
			n++
		}
		if n != courseWords || len(words[5]) != 2 {
			return nil, fmt.Errorf("stored course %q", text)
		}
		var y tally.MonthPoint
		var err error
		if y.Period, err = tally.ParseRound(words[0]); err != nil {
			return nil, fmt.Errorf("stored course: %w", err)
		}
		gap := r.Main.Gap
		for i, into := range []*exact.Number{&y.YTD, &y.Completion, &y.Schedule, &gap} {
			if words[1+i] == asTheRow && into == &gap {
				continue
			}
			if *into, err = exact.ParseNumber(words[1+i]); err != nil {
				return nil, fmt.Errorf("stored course: %w", err)
			}
		}
		if y.Raw, err = lightOf(words[5][0]); err == nil {
			y.Light, err = lightOf(words[5][1])
		}
		if y.Sentence = words[6]; y.Sentence == asTheRow {
			y.Sentence = r.Main.Sentence
		}
		if err != nil {
			return nil, err
		}
		year = append(year, y.WithMore(tally.MonthMore{Gap: gap}))
	}
	return slices.Clip(year), nil
}

func lightOf(letter byte) (tally.Light, error) {
	if light := lights[letter]; light != "" || letter == letters[""] {
		return light, nil
	}
	return "", fmt.Errorf("stored course: light %q", letter)
}
