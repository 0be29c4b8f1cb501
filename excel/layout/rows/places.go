package rows

import (
	"slices"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// placeOf is the district whose part of an indicator a row gives, "" for none.
func placeOf(r *bodyReading, row xlsx.Row) string {
	if r.b.PlaceCol() == 0 {
		return ""
	}
	if c := row.At(r.b.PlaceCol()); c.Kind == xlsx.Text && !r.Headings.IsNothing(c.Value) {
		return vocabulary.NameForm(c.Value)
	}
	return ""
}

// isPlacesSum reports a row that adds the districts of an indicator up.
func isPlacesSum(r *bodyReading, row xlsx.Row) bool {
	place := placeOf(r, row)
	return place != "" && (r.Headings.IsTotal(place) || r.Headings.IsWholeArea(place))
}

// leadBy lets the district of a row lead it; where a column says who leads, it carries out.
func leadBy(it *tally.Item, place string) {
	switch {
	case place == "":
	case len(it.Lead) == 0:
		it.Lead = []string{place}
	default:
		it.Implementing = append(it.Implementing, place)
	}
}

// ownPlace keeps the row of who files it, of one indicator in a row each of districts or departments, as those of a matrix are; all where
// none is theirs.
func ownPlace(items []tally.Item, department string) []tally.Item {
	own := func(it tally.Item) bool {
		return slices.Contains(it.Lead, department) || slices.Contains(it.Implementing, department)
	}
	if department == "" || !slices.ContainsFunc(items, own) {
		return items
	}
	return slices.DeleteFunc(items, func(it tally.Item) bool { return !own(it) })
}
