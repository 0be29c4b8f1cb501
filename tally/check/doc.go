// Package check holds a reading against plan and history and says what is wrong at which cell.
//
// Checker.Check is the entry. The stages, in the order that a sheet takes: match finds the plan's indicator for each row
// (PlanNames); sheet asks whether it is the right department's, plan's and month's; gathering (line, words, growth, and of name
// what is unknown or double) brings the rows' figures to the plan's units; the rules (history, jump, percent, target, children,
// conflict, empty) hold them against the plan, the months before and one another; order sorts the findings as they stand in the
// sheet. message has the words that they share, rounding how exactly figures are held against one another.
package check
