package xlsx_test

import (
	"compress/flate"
	"regexp"
	"strings"
	"testing"
)

// mutation says the same workbook in other words, or another workbook if it changes the values.
type mutation struct {
	name    string
	alone   bool // excelize reads the result wrongly: ours is held to the workbook before
	changes bool // the values change: ours is held to excelize's reading of the result
	sheets  func(string) string
	parts   func([]part) []part
	zip     func(testing.TB, []part) []byte
}

// apply makes the bytes; ok is false where the mutation finds nothing to do.
func (m mutation) apply(t testing.TB, in []part) (data []byte, ok bool) {
	out := append([]part{}, in...)
	if m.sheets != nil {
		for i := range out {
			if strings.Contains(out[i].name, "worksheets/sheet") && strings.HasSuffix(out[i].name, ".xml") {
				out[i].body = m.sheets(out[i].body)
			}
		}
	}
	if m.parts != nil {
		out = m.parts(out)
	}
	if m.zip != nil {
		return m.zip(t, out), true
	}
	same := len(in) == len(out)
	for i := range out {
		same = same && in[i] == out[i]
	}
	return packAt(t, out, flate.BestSpeed), !same
}

func mutations() []mutation {
	all := zipMutations()
	all = append(all, sheetMutations()...)
	all = append(all, spellingMutations()...)
	all = append(all, partMutations()...)
	return append(all, stringMutations()...)
}

func swap(old, new string) func(string) string {
	return func(s string) string { return strings.ReplaceAll(s, old, new) }
}

func once(old, new string) func(string) string {
	return func(s string) string { return strings.Replace(s, old, new, 1) }
}

func sub(pattern, with string) func(string) string {
	re := regexp.MustCompile(pattern)
	return func(s string) string { return re.ReplaceAllString(s, with) }
}

// in changes the parts whose name ends so.
func in(suffix string, change func(string) string) func([]part) []part {
	return func(parts []part) []part {
		for i := range parts {
			if strings.HasSuffix(parts[i].name, suffix) {
				parts[i].body = change(parts[i].body)
			}
		}
		return parts
	}
}

// everywhere changes every XML part.
func everywhere(change func(string) string) func([]part) []part {
	return func(parts []part) []part {
		for i := range parts {
			if strings.HasSuffix(parts[i].name, ".xml") || strings.HasSuffix(parts[i].name, ".rels") {
				parts[i].body = change(parts[i].body)
			}
		}
		return parts
	}
}
