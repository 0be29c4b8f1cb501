package rows

import (
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

// takePlace lets the district of a row lead it; where a column says who leads, it carries out.
func takePlace(r *bodyReading, row xlsx.Row, it *tally.Item) {
	switch place := placeOf(r, row); {
	case place == "":
	case len(it.Lead) == 0:
		it.Lead = []string{place}
	default:
		it.Implementing = append(it.Implementing, place)
	}
}
