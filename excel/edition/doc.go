// Package edition writes the consolidated workbook and answers where its cells come from.
//
// Each sheet is described once, as lines of cells that carry both what is written and what it was made from;
// writing and tracing walk the same description, so they cannot drift apart. excelize makes the parts of the
// workbook that are small (styles, charts, tables, page set-up); the lines are streamed straight into the zip, because a
// cell must hold exactly the digits of its decimal, and a month of 12,000 indicators has a million of them.
package edition
