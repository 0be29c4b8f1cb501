// Package tally is the arithmetic of the field: target phrases, units, periods,
// curves, checks, deviations, lights and the consolidation of a month.
//
// It is pure: no file, no clock, no database, no network. Whatever it needs it is
// handed, and the same input always gives the same output.
package tally
