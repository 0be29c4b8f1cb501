// Package calendar says when a period opens, is due and is cut off, and whom to remind when.
//
// Calendar.Window gives the times of one period; Owed and Opened list the windows that a moment has reached, and
// Window.Reminders the times to remind.
package calendar
