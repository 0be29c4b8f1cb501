package captions

import "strings"

// takeUnits takes the units of a corner: one for all figures, one beside % (rates are known by their names and headings), or
// several, of which each row has one that the corner does not name.
func (sur *Said) takeUnits(list string) {
	units := strings.FieldsFunc(list, func(c rune) bool { return strings.ContainsRune("、,;/", c) })
	amounts := make([]string, 0, len(units))
	for _, u := range units {
		if u != "%" {
			amounts = append(amounts, u)
		}
	}
	switch {
	case len(amounts) == 1:
		sur.Unit, sur.Units = amounts[0], Units{}
	case len(amounts) > 1:
		sur.Unit, sur.Units = "", Units{Of: units}
	}
}

// at notes the cell in which units were just found.
func (u *Units) at(cell string) {
	if len(u.Of) > 0 && u.Cell == "" {
		u.Cell = cell
	}
}
