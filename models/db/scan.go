package db

import (
	"errors"

	"gorm.io/gorm"
)

// ScanAll gives each row of a query to a function, without the reflection of GORM: for thousands of rows.
func ScanAll(query *gorm.DB, each func(scan func(...any) error) error) (err error) {
	rows, err := query.Rows()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}
