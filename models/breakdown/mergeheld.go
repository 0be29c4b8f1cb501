package breakdown

import (
	"encoding/json"
	"slices"

	"github.com/tallysheet/tallysheet/models/db"
)

// mergeHeld puts the department that another was merged into in its place, where an account holds it beside its own.
func mergeHeld(tx *db.Txn, from, into string) error {
	var rows []struct {
		ID    string
		Main  string `gorm:"column:department"`
		Names string `gorm:"column:also_departments"`
	}
	if err := tx.Table("users").Select("id, department, also_departments").Where("also_departments IS NOT NULL").Find(&rows).Error; err != nil {
		return err
	}
	for _, r := range rows {
		var held []string
		if err := json.Unmarshal([]byte(r.Names), &held); err != nil {
			return err
		}
		if !slices.Contains(held, from) && !slices.Contains(held, r.Main) {
			continue
		}
		kept := []string{}
		for _, name := range held {
			if name == from {
				name = into
			}
			if name != r.Main && !slices.Contains(kept, name) {
				kept = append(kept, name)
			}
		}
		text, err := json.Marshal(kept)
		if err != nil {
			return err
		}
		if err := tx.Table("users").Where("id = ?", r.ID).Update("also_departments", string(text)).Error; err != nil {
			return err
		}
	}
	return nil
}
