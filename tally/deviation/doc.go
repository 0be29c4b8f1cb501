// Package deviation holds one actual against one target at the end of a period and lights it.
//
// Deviate is the entry. The stages, in the order that a comparison takes: deviation chooses how the two are compared,
// one of schedule, target, rank, date and parts measures, light asks the rule file (rules, parse, interval) and
// remembers the months before, and the sentence says the gap. legend prints a rule in words; score gives the points of
// the year's end.
package deviation
