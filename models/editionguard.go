//go:build !brokenclaim

package models

import "github.com/tallysheet/tallysheet/models/db"

// createEdition is the second guard of a publication: the number is part of the primary key.
func createEdition(tx *db.Txn, row *editionRow) error { return tx.Create(row).Error }
