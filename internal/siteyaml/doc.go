// Package siteyaml looks at the YAML of a site — words, headings, light rules — before a parser does: Check.
package siteyaml
