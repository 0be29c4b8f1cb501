// Package lexicon knows words.yaml as far as it is about single words: how a character is printed, units and their
// conversion, printed numbers, names.
//
// Read reads the file and a site's layers over it, New makes a Lexicon of it. A printed text goes through Fold (width,
// traditional characters, dashes), then UnitIn takes the unit from a label, Unit takes a unit apart, Convert brings a
// figure to another, Key brings a name to the form in which names are compared, and Near looks for names that are alike.
package lexicon
