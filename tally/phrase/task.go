package phrase

import (
	"regexp"
	"strings"
)

// doubled ends a task that promises two things at once: 信访总量、越级访双下降.
var doubled = regexp.MustCompile(`[双三四](?:下降|降低|减少|提升|提高|增长|达标|过半|清零|促进|到位|丰收)$`)

// Promises reports a text that says of itself what is to be done: it begins with a word of force or of doing (确保粮食安全, 推进老旧小区改造).
// The name of an indicator or a project does not.
func (w *Words) Promises(text string) bool {
	if strings.TrimSpace(text) == "" {
		return false
	}
	l := newLine(w, text, Hint{})
	const does = cFloor | cStretch | cStrong | cWeak | cPush
	return l.beginsWith(does, 0) || l.beginsWith(does, clauses{line: l}.pastLeads(0, len(l.r))) || doubled.MatchString(w.Fold(text))
}
