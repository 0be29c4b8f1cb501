// Package figurelist writes figures one after another, as a workbook or as CSV, and holds none of them: what is older than an edition
// is downloaded so, however long it is. New begins a list in one of the two forms, Add takes a figure, Close ends the file.
package figurelist
