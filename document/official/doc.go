// Package official writes official documents (公文) as .docx after GB/T 9704-2012: A4 with its margins, 22 lines a page, the title in 小标宋 of
// size 2, headings in 黑体 and 楷体, the body in 仿宋 of size 3, the date at the right, page numbers between dashes at the outer edge. Fonts
// are named, not embedded: Word, WPS and LibreOffice take the nearest where one is missing.
//
// The libraries at hand write paragraphs with western fonts alone, fix no lines to a page, and stamp the time of writing into the file;
// here the same document gives the same bytes, so that it can be held against a digest.
package official
