package db

import "strings"

// InsertRows inserts many rows into a table. Their values stand one after the other, so that they can be made before
// the transaction; GORM would make them inside it, by reflection.
func InsertRows(tx *Txn, table string, columns []string, values []any) error {
	row := "(" + strings.Repeat("?,", len(columns)-1) + "?)"
	sizes := insertSizes[:]
	if n := len(values) / len(columns); n > 0 && tx.Name() != string(SQLite) {
		sizes = []int{min(n, mostInserted), 1 + (n-1)%mostInserted} // each is a trip, and none stays prepared
	}
	for _, rows := range sizes {
		query := ""
		for size := rows * len(columns); len(values) >= size; values = values[size:] {
			if query == "" {
				query = "INSERT INTO " + table + " (" + strings.Join(columns, ",") + ") VALUES " + strings.Repeat(row+",", rows-1) + row
			}
			if _, err := tx.Statement.ConnPool.ExecContext(tx.Statement.Context, query, values[:size]...); err != nil {
				return err
			}
		}
	}
	return nil
}

// mostInserted is how many rows of one statement stay far under the packet limit of every server.
const mostInserted = 1000

// insertSizes are how many rows a statement inserts in SQLite: few numbers, so that the statements stay prepared.
var insertSizes = [...]int{64, 16, 4, 1}

// CreateAll inserts rows, in batches as the dialect likes them; none is fine.
func CreateAll[T any](tx *Txn, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	return tx.Create(rows).Error
}
