package verify

import (
	"regexp"
	"slices"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// digestText is the digest of an edition's inputs (tally.Edition.Digest), as its cover prints it.
var digestText = regexp.MustCompile(`\b[0-9a-f]{64}\b`)

// identityRows is how far down each sheet a digest is looked for: the cover is one page.
const identityRows = 200

// Identify gives the digests that a workbook says it was made from: in its properties first, which people do not see and so do not
// change, then in the cells of its sheets, in their order. None says that it is no issued workbook, or no longer says so.
func Identify(book *xlsx.Workbook) []string {
	var found []string
	note := func(text string) {
		for _, d := range digestText.FindAllString(text, -1) {
			if !slices.Contains(found, d) {
				found = append(found, d)
			}
		}
	}
	for _, name := range sorted(book.Properties) {
		note(book.Properties[name])
	}
	for _, s := range book.Sheets {
		for i, row := range s.Rows {
			if i == identityRows {
				break
			}
			for _, c := range row.Cells {
				if c.Kind == xlsx.Text && len(c.Value) >= 64 {
					note(c.Value)
				}
			}
		}
	}
	return found
}

func sorted(m map[string]string) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
