// Package workflow holds the flows that the command line, the pages and the clock share: import a plan,
// check and file a workbook, issue an edition, follow a figure back.
//
// Each flow is a few calls into the rooms that do the work; nothing is read, checked, computed or
// stored here.
package workflow
