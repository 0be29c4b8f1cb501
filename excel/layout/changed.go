package layout

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally"
)

// sayChanged says that a mapping fitted no heading of the workbook: always of one that was handed in for it, of a remembered one where
// the workbook cannot be read without.
func (r *reading) sayChanged(sheets []*sheetReading) {
	if r.opt.Mapping == nil {
		return
	}
	handed := false
	for _, t := range r.opt.Mapping.Tables {
		handed = handed || t.Fingerprint == ""
	}
	for _, s := range sheets {
		for i := range s.blocks {
			if s.blocks[i].IsMapped() {
				return
			}
		}
	}
	if !handed {
		handed = slices.ContainsFunc(r.out.Findings, func(f tally.Finding) bool { return f.Code == tally.LayoutUnknown && f.Class == tally.ClassA })
	}
	if handed && len(sheets) > 0 {
		r.found(tally.NewFinding(tally.LayoutChanged, sheets[0].Grid().Name, "", "表头与上次人工对应时不同，没有套用那次的对应", "请核对读出的内容；不对时重新对应各列"))
	}
}
