// Package verify tells what was changed in a copy of an issued workbook. Identify finds which edition a workbook says it is; Compare
// holds it, sheet by sheet, row by row, cell by cell, against the workbook as it was issued.
//
// A copy that an office program opened and stored again is the same copy: styles, widths and the parts of the file do not count, numbers
// count in the fifteen digits that such a program keeps, and the result of a formula does not count where the formula still stands, since
// it follows the cells that it names.
package verify
