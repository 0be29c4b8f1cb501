// Package check holds a reading against plan and history and says what is wrong at which cell.
//
// Checker.Check is the entry. The stages, in the order that a sheet takes: match finds the plan's indicator for each row
// (PlanNames), line brings the row's figures to the plan's units, then the checks follow: sheet (period, department,
// hidden content), name, empty, children, conflict, and of each figure history, growth, jump, percent, rounding and
// target; order sorts the findings as they stand in the sheet. message has the words that they share.
package check
