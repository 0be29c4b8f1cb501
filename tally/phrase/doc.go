// Package phrase reads target phrases: 税收增长10%,力争12%.
//
// Words.Phrase is the entry; Words.TargetOf makes a plan's target of what it read and Words.MeasureOf tells the measure
// of a row. The stages, in the order that a phrase takes: bare (a number and nothing else needs no grammar), line (the
// folded text with its words and clauses), scan (numbers, dates and their units), bind (which name and unit a number
// goes with), role (target, scope, base, rank, or unsure), then one of single, multiple and without_number makes the
// phrase, and measure says what kind of indicator it is. words holds the classes of words that the stages look for.
//
// What cannot be told is declined with the reason in Chinese; a wrong reading costs more than a declined one.
package phrase
