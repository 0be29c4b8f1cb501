// Package numfmt makes the number formats of an issued workbook: decimals, the words before and behind a number, gaps with their sign.
package numfmt
