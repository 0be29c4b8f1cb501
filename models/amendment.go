package models

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/models/db"
)

// Amendment is one cell that was corrected on a page (网页更正) after its workbook was uploaded.
type Amendment struct {
	Sheet   string    `json:"sheet"`
	Cell    string    `json:"cell"`
	Old     string    `json:"old"` // as it looked; "" where nothing stood there
	New     string    `json:"new"`
	Formula bool      `json:"formula,omitempty"` // a formula stood there
	By      string    `json:"by"`
	At      Timestamp `json:"at"`
	Version int       `json:"version"` // the first version that holds it
}

// Says is the correction in a few words: 12 → 21（网页更正，王五）.
func (a Amendment) Says() string {
	return fmt.Sprintf("%s → %s（网页更正，%s）", orEmpty(a.Old), orEmpty(a.New), a.By)
}

func orEmpty(text string) string {
	if text == "" {
		return "空"
	}
	return text
}

// Amendments are all corrections of a version since its workbook was uploaded, the earliest first. In the database they are JSON.
type Amendments []Amendment

// mostAmendments bounds them: who corrects more has another workbook.
const mostAmendments = 2000

// Value implements driver.Valuer.
func (a Amendments) Value() (driver.Value, error) {
	if len(a) == 0 {
		return nil, nil
	}
	text, err := json.Marshal(a)
	return string(text), err
}

// Scan implements sql.Scanner.
func (a *Amendments) Scan(src any) error {
	*a = nil
	switch v := src.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(v), a)
	case []byte:
		return json.Unmarshal(v, a)
	}
	return fmt.Errorf("amendments stored as %T", src)
}

// At are the corrections of one cell, the earliest first.
func (a Amendments) At(sheet, cell string) []Amendment {
	var at []Amendment
	for _, one := range a {
		if one.Sheet == sheet && one.Cell == cell {
			at = append(at, one)
		}
	}
	return at
}

// says tells the corrections of a cell for its figure's source; "" where there are none.
func (a Amendments) says(sheet, cell string) string {
	text := ""
	for i, one := range a.At(sheet, cell) {
		if i > 0 {
			text += "；"
		}
		text += one.Says()
	}
	return text
}

// byCell tells the corrections of every cell; nil where there are none.
func (a Amendments) byCell() map[[2]string]string {
	if len(a) == 0 {
		return nil
	}
	all := map[[2]string]string{}
	for _, one := range a {
		at := [2]string{one.Sheet, one.Cell}
		if all[at] == "" {
			all[at] = a.says(one.Sheet, one.Cell)
		}
	}
	return all
}

// amended gives the corrections of the version under way: those of the one that it was made from, which must be the one before it, and
// its own.
func (f *filing) amended(tx *db.Txn, version int) (Amendments, error) {
	if f.Amends == "" {
		return nil, nil
	}
	base, err := takeSubmission(tx.DB, f.Amends)
	if err != nil {
		return nil, err
	}
	if len(f.Amendments) == 0 { // the same workbook in another light
		return base.Amended, nil
	}
	if base.Version != version-1 || base.Plan != f.Plan || base.Department != f.Department || base.Period != f.Period {
		return nil, db.ConflictOf(base.Version, version-1, "这是第%d版，已有更新的第%d版，请在最新一版上更正。", base.Version, version-1)
	}
	all := slices.Clone(base.Amended)
	for _, a := range f.Amendments {
		a.By, a.At, a.Version = f.By.Label(), tx.At, version
		all = append(all, a)
	}
	if len(all) > mostAmendments {
		return nil, db.Refuse(Invalid, "这份表在网页上已经更正了%d处，请在原表里改好后重新上传。", len(base.Amended))
	}
	return all, nil
}
