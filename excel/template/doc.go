// Package template writes the workbook that a department fills for one period, and knows it again when it comes back.
//
// Its entry points are Write and IssuedOf. Stages of writing: template.go (the steps, styles, choices, protection) → rows.go (columns and
// what each indicator has in them) → keys.go (the hidden sheet and the properties that say what was issued). Coming back: IssuedOf reads
// the keys, Without takes its hidden sheets away before the layout is read, Bind names the indicator of each row that was read.
package template
