// Package document reads plan documents: .docx, web pages and plain text become a title and blocks (headings, paragraphs,
// tables, notes) in the order printed.
//
// Docx, HTML and Text are the entries; Kind tells by the first bytes which is meant. Everything is bounded by Limits, and what
// is refused is a *Refusal with a sentence for the person who sent it. The package knows no zip: Docx is handed an opened one.
package document
