// Package journal takes down what the stages of a reading find, note and decide: findings and notes for the reading (journal.go),
// within what one workbook may give (bounds.go). Why each sheet, column, row and unit was taken as it was goes on to excel/layout/trail,
// where somebody asks.
package journal
