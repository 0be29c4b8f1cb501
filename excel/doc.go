// Package excel turns workbooks into values and values into workbooks: it reads the layouts of plans and of
// monthly sheets, and writes marked copies, issued templates and the consolidated workbook.
package excel
