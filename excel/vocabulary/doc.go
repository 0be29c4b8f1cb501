// Package vocabulary holds the words of sheets: what headings, footers, totals and signs for nothing are called, and how times are
// written.
//
// Its entry point is ParseHeadings, which lays a site's file over templates/headings.yaml. Stages of understanding a text: text.go (the
// form in which texts are compared) → when.go and when_words.go (time taken out: 1-9月, 截至8月底, 第三季度) → headings.go and pattern.go
// (the role of what is left) for headings, label.go for the cell that names a row.
package vocabulary
