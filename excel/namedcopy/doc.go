// Package namedcopy makes a copy of an issued workbook that bears a name and a time: in the head of every printed page, and in a document
// property that people do not see. Cells stay as they were issued, and so do the parts of the file that need not say it, byte for byte.
package namedcopy
