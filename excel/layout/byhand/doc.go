// Package byhand holds what a person said of headings that could not be understood: Parse reads it from JSON or YAML and holds its roles
// against the vocabulary, Bind gives it the fingerprints by which it is used again next month. excel/layout lays it over the tables.
package byhand
