// Package migrations holds the schema, numbered, for each dialect. A number once released is never edited; what comes
// later is added to.
package migrations

import "embed"

// Files are the migrations: sqlite and mysql, and in each claims.sql, which comes before there is a schema.
//
//go:embed sqlite mysql
var Files embed.FS
