package models

import (
	"slices"
	"strings"
)

// insertRows inserts many rows into a table. Their values stand one after the other, so that they can be made before
// the transaction; GORM would make them inside it, by reflection.
func insertRows(tx *txn, table string, columns []string, values []any) error {
	row := "(" + strings.Repeat("?,", len(columns)-1) + "?)"
	for part := range slices.Chunk(values, tx.CreateBatchSize*len(columns)) {
		query := "INSERT INTO " + table + " (" + strings.Join(columns, ",") + ") VALUES " +
			strings.Repeat(row+",", len(part)/len(columns)-1) + row
		if _, err := tx.Statement.ConnPool.ExecContext(tx.Statement.Context, query, part...); err != nil {
			return err
		}
	}
	return nil
}
