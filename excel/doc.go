// Package excel is the way to workbooks, a thin facade: it turns the files that departments send into readings, gives them back marked, and
// writes and traces the consolidated workbook.
//
// Its entry points are Reader.Read, Reader.Mark and Reader.Cells, WriteEdition, WriteDepartment and WriteBrief, TraceCell and LayoutOf. A
// file goes legacy (.xls, .et converted) → xlsx (cells) → mark and template (what we wrote into it ourselves is taken out) → layout (a
// tally.Reading); an edition goes through edition both ways.
package excel
