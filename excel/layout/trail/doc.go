// Package trail takes down why a workbook is read as it is: what was decided at each stage, for whoever asks why (check --why).
//
// Its entry point is a Trail handed in with the Options of package layout; one that is nil takes down nothing.
package trail
