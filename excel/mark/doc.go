// Package mark writes findings into the uploader's own workbook (退件即原件).
//
// Its entry point is Marker.Mark; WithoutMarks takes the marks of an earlier marking out of what a reader sees. Stages, in the order
// data flows: package.go (the parts, copied as they were packed unless changed) → workbook.go (sheets and names) → styles.go (a fill a
// class) → prior.go (what an earlier marking left) → sheet.go and column.go (cells, the column 校验结果) → comments.go → list.go
// (the first sheet, which lists all findings). xml.go splices changes into a part without writing the rest of it anew.
//
// Marker.Replace is for the correction itself, typed by a person who has no spreadsheet at hand: typed.go (what was typed, as a cell
// holds it) → formula.go (what rests on the cell) → replace.go (the cell's own tag is written anew, all else stays).
//
// It knows cells and findings, nothing of layouts.
package mark
