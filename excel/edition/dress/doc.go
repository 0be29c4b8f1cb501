// Package dress sets what is not lines of an issued workbook: pages and panes, the colours that follow the words, the paint of each light;
// and it mends the small parts that excelize writes otherwise than an edition wants them.
package dress
