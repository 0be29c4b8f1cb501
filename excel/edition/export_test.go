package edition

import "github.com/tallysheet/tallysheet/tally"

// OldLayoutOf is the layout that an edition is traced by which kept none.
func OldLayoutOf(ed tally.Edition) []tally.SheetLayout {
	var all []tally.SheetLayout
	for _, l := range LayoutOf(ed) {
		was, _ := keptLayout(ed, l)
		all = append(all, was)
	}
	return all
}
