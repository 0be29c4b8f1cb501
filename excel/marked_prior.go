package excel

import "github.com/tallysheet/tallysheet/excel/xlsx"

// prior is what an earlier marking left in a workbook that comes back.
type prior struct {
	marked  bool
	list    string            // the sheet that lists the findings
	fills   map[string]string // what the marked cells had, by sheet!cell
	columns map[string]int    // the column 校验结果 of each sheet
}

// findPrior knows the list by its heading, and only where there is one are columns called 校验结果 marks.
func findPrior(w *xlsx.Workbook) prior {
	p := prior{fills: map[string]string{}, columns: map[string]int{}}
	for _, s := range w.Sheets {
		if row := markListRow(s); row > 0 {
			p.marked, p.list = true, s.Name
			for _, r := range s.Rows {
				if fill := r.At(len(markHeading)).Value; r.Number > row && fill != "" {
					p.fills[r.At(4).Value+"!"+r.At(5).Value] = fill
				}
			}
		}
	}
	if !p.marked {
		return p
	}
	for _, s := range w.Sheets {
		if s.Name == p.list {
			continue
		}
		for _, r := range s.Rows {
			if last := r.Cells[len(r.Cells)-1]; last.Value == markTitle {
				p.columns[s.Name] = last.Col
				break
			}
		}
	}
	return p
}
