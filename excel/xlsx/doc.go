// Package xlsx reads .xlsx workbooks within bounds: the cells as they stand, nothing
// evaluated, nothing fetched. A damaged or hostile file is refused with a *Refusal, never half read.
//
// It knows nothing of plans or months; the layouts are read in package excel.
package xlsx
