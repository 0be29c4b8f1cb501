// Package evidence keeps the files that stand behind what was reported (佐证): an agreement, a photograph of a site, a receipt.
//
// Its entry points are Files.Add, List, Open and Remove. A file belongs to an Owner: a figure of a department's period, or an answer to an
// order. What a file is, its bytes say (filetype.go), never its name; it is kept unchanged with its SHA-256, and one that is
// taken away is only no longer listed: an edition may name it. Files of one owner have places 1 to MaxFiles, each once, so
// that no two requests pass the bound together.
//
// Whether somebody may attach a file here and now is the caller's rule: it is handed in as a Guard and asked within the transaction.
package evidence
