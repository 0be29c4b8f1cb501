// Package phrase reads target phrases: 税收增长10%,力争12%.
//
// Words.Phrase reads one, Words.Read tells besides what each number is and why, what each part rests on and what else the
// phrase could mean, Words.Clauses reads a sentence and then its clauses with the sentence as their context, and
// Words.Explain tells a reading stage by stage. Words.TargetOf makes a plan's target of what was read, Words.MeasureOf
// tells the measure of a row.
//
// The stages, in the order that a phrase takes. Each has its own type (stages.go) on the line, which never changes, and gives a value to
// the next; none asks a stage that comes after it:
//
//	bare            a number and nothing else needs no grammar
//	line            the folded text, its words, quotation marks and brackets; compose cuts it into sentences
//	scan            scanner: numbers (number, unit) and dates (date)
//	bind            scanner: the operators and other words bound to a number
//	role            roles, on clauses: for each number the set of roles it may have, with a cost and a reason each (role lists the rules; place,
//	                promise, scope, relative, name, count and zero are what they ask)
//	relate          how numbers stand to one another: rates, thresholds, subjects; it settles roles
//	force           whether a target is one of 确保 or of 力争, from the sentence or its context
//	single, multiple, without_number  maker: the phrase, from the cheapest role of each number; the next one is kept
//	account         every number has its place in the reading, or the phrase is declined
//	compose, goal   composer: each clause is read by itself in its context: where that says something else, the phrase is declined
//	measure         what kind of indicator it is
//	reading, why    what others are told of it
//
// words holds the classes of words that the stages look for; the words themselves are in words.yaml.
//
// What cannot be told is declined with the reason in Chinese; a wrong reading costs more than a declined one.
package phrase
