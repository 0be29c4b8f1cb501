// Package draft finds in a plan document what a breakdown workbook would hold: its targets, its milestones, and what stands there
// beside them.
//
// Reader.Draft is the entry. The stages: structure (title, year, headings, who is in charge), sentence (each sentence cut into
// segments whose numbers are weighed by package phrase), review (what tells of the past), target and name (a row for each number
// that is to be reached, named as a clerk would), milestone (what is done or not by a date), account (every number that is neither
// is set aside with a reason of a named kind), merge (the same target in summary, table and body becomes one with all places).
//
// Nothing is guessed in silence: a row that rests on a rule says so in its notes, one that a person should look at has doubts.
package draft
