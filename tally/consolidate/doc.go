// Package consolidate makes the edition of a month of frozen inputs.
//
// Consolidate is the entry. The stages, in the order that inputs take: digest over the inputs in their order, row (the
// figures of each indicator, its deviation and the months before), absent (why there is no figure), rollup (totals of
// what several departments carry), department (reports, scores, ranks), correction (what the edition changes against the
// one before).
package consolidate
