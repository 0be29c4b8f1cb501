package phrase

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/lexicon"
	"github.com/tallysheet/tallysheet/templates"
)

// goldRow is one phrase with its reading by hand (testdata/README.md).
type goldRow struct {
	Text      string      `json:"text"`
	Indicator string      `json:"indicator"`
	Kind      string      `json:"kind"`
	Op        string      `json:"op"`
	Floor     json.Number `json:"floor"`
	Stretch   json.Number `json:"stretch"`
	Max       json.Number `json:"max"`
	Unit      string      `json:"unit"`
	Better    string      `json:"better"`
	Note      string      `json:"note"`
	Parts     []goldPart  `json:"parts"`
	Given     string      `json:"given"`   // the unit of the cell's column or row
	Context   string      `json:"context"` // the sentence that a clause was taken from, where it inherits from it
}

// goldPart is one target of several.
type goldPart struct {
	Threshold json.Number `json:"threshold"`
	Unit      string      `json:"unit"`
	Count     json.Number `json:"count"`
	Op        string      `json:"op"`
	Stretch   bool        `json:"stretch"`
}

// The least share that must be right and the most that may be wrong, in percent.
const (
	goldRight = 93
	goldWrong = 0.5
)

// given says which phrases are read with the unit that stands around them.
type given int

const (
	givenNone  given = iota // None; bare cells of a table mean nothing alone and are left out
	givenCells              // the bare cells of a table
	givenAll
	givenRow // the name of the row and the unit it gives
)

// TestGold scores the reader of phrases on phrases that public plans print, and on others made in their
// manner. With -v it lists what was not right.
func TestGold(t *testing.T) {
	w := shippedWords(t)
	for _, set := range []struct {
		name, file string
		given      given
	}{
		{"gold targets, cells with the unit of their column", "../testdata/targets.jsonl", givenCells},
		{"gold targets, each with its unit", "../testdata/targets.jsonl", givenAll},
		{"gold targets, nothing given, bare cells left out", "../testdata/targets.jsonl", givenNone},
		{"more phrases, nothing given", "../testdata/phrases_more.jsonl", givenNone},
		{"fresh phrases, nothing given", "../testdata/phrases_fresh.jsonl", givenNone},
		{"cells with the name and unit of their row", "../testdata/phrases_cells.jsonl", givenRow},
	} {
		t.Run(set.name, func(t *testing.T) {
			n, right, declined, wrong := 0, 0, 0, 0
			for _, row := range goldRows(t, set.file) {
				h := Hint{Context: row.Context}
				_, bare := lexicon.ReadNumber(row.Text)
				cell := bare && isCell(row)
				if cell && set.given == givenNone {
					continue
				}
				if cell || set.given == givenAll {
					h.Unit = row.Unit
				}
				if set.given == givenRow {
					h.Name, h.Unit = row.Indicator, row.Given
				}
				n++
				p := w.Phrase(row.Text, h)
				switch verdict := score(row, p); verdict {
				case "right":
					right++
					continue
				case "declined":
					declined++
					t.Logf("declined %s: %s", row.Text, p.Why)
				default:
					wrong++
					t.Logf("WRONG %s: %s", row.Text, verdict)
				}
			}
			t.Logf("%s: %d phrases, right %d (%.1f%%), declined %d (%.1f%%), wrong %d (%.2f%%)", set.name, n,
				right, percent(right, n), declined, percent(declined, n), wrong, percent(wrong, n))
			if percent(right, n) < goldRight || percent(wrong, n) > goldWrong {
				t.Errorf("%s: want at least %d%% right and at most %.1f%% wrong", set.name, goldRight, goldWrong)
			}
		})
	}
}

// isCell reports a row that is one cell of a printed table: the label or the column gives its unit.
func isCell(row goldRow) bool { return strings.HasPrefix(row.Note, "table cell [row:") }

func percent(n, of int) float64 { return 100 * float64(n) / float64(of) }

// score holds a reading against the row: right, declined, or what is wrong.
func score(row goldRow, p tally.Phrase) string {
	if row.Kind == "text" || row.Kind == "binary" {
		if !p.Floor.OK() && !p.Stretch.OK() && !p.Max.OK() && len(p.Parts) == 0 {
			return "right"
		}
		return "a number read where there is none: " + show(p)
	}
	if !p.Readable {
		return "declined"
	}
	if row.Kind == "multi" {
		return scoreParts(row, p)
	}
	same := string(p.Op) == row.Op && p.Unit == row.Unit
	for _, pair := range []struct {
		got  exact.Number
		want json.Number
	}{{p.Floor, row.Floor}, {p.Stretch, row.Stretch}, {p.Max, row.Max}} {
		same = same && pair.got.Equal(exact.MustNumber(pair.want.String()))
	}
	if same {
		return "right"
	}
	want, _ := json.Marshal(row)
	return "got " + show(p) + " want " + string(want)
}

// scoreParts holds the parts of a reading against those of the row, in any order: counts, force, thresholds and operators, and
// the units where no threshold stands. A row without parts says only that there are several,
// or that the number is printed in words.
func scoreParts(row goldRow, p tally.Phrase) string {
	told := func(count, threshold, unit, op string, stretch bool) string {
		if op == "" {
			op = ">="
		}
		if threshold != "" {
			unit = ""
		}
		return fmt.Sprint(count, unit, " ", threshold, op, stretch)
	}
	var want, have []string
	for _, part := range row.Parts {
		want = append(want, told(exact.MustNumber(part.Count.String()).String(), exact.MustNumber(part.Threshold.String()).String(), part.Unit, cmp.Or(part.Op, row.Op), part.Stretch))
	}
	for _, part := range p.Parts {
		have = append(have, told(part.Count.String(), part.Threshold.String(), part.Unit, cmp.Or(string(part.Op), string(p.Op)), part.Stretch))
	}
	slices.Sort(want)
	slices.Sort(have)
	if len(want) == 0 && (p.Measure == tally.Multi || len(have) == 0 && !p.Floor.OK() && !p.Stretch.OK()) || p.Measure == tally.Multi && slices.Equal(want, have) { // 翻一番 prints no number
		return "right"
	}
	return fmt.Sprintf("got %s want parts %q", show(p), want)
}

func show(p tally.Phrase) string {
	b, err := json.Marshal(p)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func goldRows(t testing.TB, file string) []goldRow {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var rows []goldRow
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		if len(strings.TrimSpace(s.Text())) == 0 {
			continue
		}
		var row goldRow
		if err := json.Unmarshal(s.Bytes(), &row); err != nil {
			t.Fatalf("%s: %v in %s", file, err, s.Text())
		}
		rows = append(rows, row)
	}
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	if len(rows) == 0 {
		t.Fatalf("%s is empty", file)
	}
	return rows
}

// shippedWords reads words.yaml as the program does.
func shippedWords(t testing.TB) *Words {
	t.Helper()
	w, err := ParseWords(templates.Words())
	if err != nil {
		t.Fatal(err)
	}
	return w
}
