package cells

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
)

// Fingerprint marks a heading: its columns' words in order, without months, years and digits, so that next
// month's sheet of the same layout has the same.
func Fingerprint(paths [][]Heading) string {
	h := sha256.New()
	var b strings.Builder
	for i := range paths {
		b.WriteByte('|')
		for _, p := range paths[i] {
			_, rest := vocabulary.ParseWhen(vocabulary.HeadingForm(p.Text))
			b.WriteByte('/')
			b.WriteString(strings.Map(func(r rune) rune {
				if r >= '0' && r <= '9' {
					return -1
				}
				return r
			}, rest))
		}
	}
	h.Write([]byte(strings.TrimRight(b.String(), "|")))
	return hex.EncodeToString(h.Sum(nil)[:8])
}
