// Package breakdown keeps what is to be reached, by whom: plans with every revision, their indicators, targets and settings, the
// departments and their other names, and what a workbook leaves open with the answers to it.
//
// The way of an import: import.go (one transaction: revision, original) → match.go (which indicators are those of before) →
// target.go (changed targets beside the old ones) → questionimport.go (what is open) → department.go (who leads reports). The way of
// a reading: history.go reads a plan with all that it ever said, once as long as nothing of it changes, and gives it as it stands for
// a period, with what answers say of it (questioneffect.go).
//
// It knows no submission and no edition; that a target may not change under a published month it asks of the table.
package breakdown
