// Package site keeps what the administrator sets of the whole site: which rules passwords keep, who issues official documents, and how long
// traces are kept. Each revision stays on record; what it means is the matter of the rooms that ask.
package site
