// Command tallysheet takes the departments' workbooks as they are, checks every figure at its cell
// and issues the consolidated workbook of the month. `tallysheet --help` lists what it does.
package main
