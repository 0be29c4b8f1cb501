// Package onlineform keeps what a department types into a month's template on a page, field by field, until it is filed.
//
// Its entry points are Forms.Keep, Fields and Clear. What is kept is no figure and no act: filing makes the filled workbook of it, which
// then goes the road of every other. The last one to type into a field wins.
package onlineform
