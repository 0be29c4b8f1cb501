package samples

import "embed"

// Files holds plans/KEY.xlsx, progress/PERIOD/DEPARTMENT.xlsx, others/KEY/PERIOD/DEPARTMENT.xlsx and
// faulty/DEPARTMENT-PERIOD.xlsx.
//
//go:embed plans progress others faulty
var Files embed.FS
