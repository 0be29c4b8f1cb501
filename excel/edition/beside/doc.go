// Package beside tells what an issued workbook says beside the numbers of a row: their units, the growth that is asked beside a level, the
// words in brackets, the target of a later year, the years before; and the number formats that show it.
package beside
