package draft

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/tally/phrase"
)

// deadline is the date that a number is for: printed in its clause, else the one that its sentence opens with, else the plan's.
func (s *segment) deadline(i int) (deadline, note string) {
	f := s.read.Figures[i]
	from, to := s.clause(f.Start)
	found := ""
	for _, m := range s.read.Moments {
		if m.From < from || m.From > to || m.Year == 0 && m.Month == 0 || m.From > f.Start && (m.To > to || found != "" && ownedBehind(s, i, m)) {
			continue
		}
		if s.compared(m) {
			continue
		}
		if d := s.momentText(m); d != "" {
			found = d
		}
	}
	switch {
	case found != "":
		return found, ""
	case s.until > s.year && s.yearBefore(from) != "":
		return s.yearBefore(from), "时限取自前一句话里的年份"
	case s.lead != nil && !s.turnsAway(f.Start):
		d := s.momentText(*s.lead)
		return d, "时限取自句首的“" + s.lead.Text + "”"
	case s.until > s.year:
		return strconv.Itoa(s.until), "没有印时限，取计划的最后一年"
	case s.year > 0:
		return strconv.Itoa(s.year), "没有印时限，取计划年度"
	}
	return "", ""
}

// ownedBehind reports a date behind a number that leads another number of its clause: 6月底达到50%、9月底达到75%.
func ownedBehind(s *segment, i int, m phrase.Moment) bool {
	return i+1 < len(s.read.Figures) && m.To <= s.read.Figures[i+1].Start
}

// yearBefore is the last year of the plan that the segment names before a place.
func (s *segment) yearBefore(at int) string {
	found := ""
	for _, m := range s.read.Moments {
		if m.To <= at && m.Year >= s.year && !s.compared(m) {
			found = s.momentText(m)
		}
	}
	return found
}

// turnsAway reports another year between the date that the sentence opens with and a place.
func (s *segment) turnsAway(at int) bool {
	years := map[int]bool{}
	for _, m := range s.w.Sentence(s.sentence, phrase.Hint{}).Moments {
		if m.Year >= s.year && m.Year > 0 && m.Year != s.lead.Year {
			years[m.Year] = true
		}
	}
	return len(years) > 0 && s.at[at] > s.start+len([]rune(s.lead.Text))+40 && s.until > s.year
}

// compared reports a date that only says what is compared with: 较2023年, 在2023年基础上.
func (s *segment) compared(m phrase.Moment) bool {
	before, after := s.text(max(0, m.From-1), m.From), s.text(m.To, min(len(s.r), m.To+3))
	return before == "较" || before == "比" || before == "由" || before == "从" || strings.HasPrefix(after, "基础上") || strings.HasPrefix(after, "的基础") || strings.HasPrefix(after, "水平") || m.Year > 0 && m.Year < s.year
}

func (s *segment) momentText(m phrase.Moment) string {
	year := m.Year
	if year == 0 {
		year = s.year
	}
	switch {
	case year == 0 || m.Year == 0 && m.Month == 0:
		return ""
	case m.Month == 0:
		return fmt.Sprintf("%04d", year)
	case m.Day == 0 || m.Day == 1:
		return fmt.Sprintf("%04d-%02d", year, m.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", year, m.Month, m.Day)
}

// recurring says how often a number is due.
func (s *segment) recurring(i int) string {
	from, _ := s.clause(s.read.Figures[i].Start)
	text := s.w.Fold(s.text(from, s.read.Figures[i].To))
	for _, each := range [...][2]string{{"每月", "month"}, {"每季度", "quarter"}, {"每季", "quarter"}, {"每半年", "half"}, {"每周", "week"}, {"每年", "year"}} {
		if strings.Contains(text, each[0]) {
			return each[1]
		}
	}
	return ""
}
