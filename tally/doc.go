// Package tally holds the values of the field that everybody speaks: plans, indicators, targets, readings, findings,
// figures, editions and periods, and the words for their enums (terms.go).
//
// The engines that work on these values are the packages under it, in the order that a figure takes: lexicon (units,
// names, printed numbers) and phrase (target phrases) read, check holds a reading against plan and history, deviation
// holds an actual against its target, consolidate makes an edition of a month, calendar says what is due when. exact is
// the arithmetic under all of them.
//
// All of it is pure: no file, no clock, no database, no network. Whatever it needs it is handed, and the same input
// always gives the same output.
package tally
