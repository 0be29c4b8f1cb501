// Package samples holds the workbooks that the demo runs on: five public breakdown plans, four
// months of four departments' sheets made up for one of them, a faulty sheet, and what must
// be read from each.
package samples

import "embed"

// Files holds plans/KEY.xlsx, progress/PERIOD/DEPARTMENT.xlsx, and faulty/DEPARTMENT-PERIOD.xlsx. Beside them, not
// embedded, lies expected/….json (the path of a workbook with __ for /).
//
//go:embed plans progress faulty
var Files embed.FS
