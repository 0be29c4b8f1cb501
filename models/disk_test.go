package models_test

import (
	"runtime"
	"testing"

	"github.com/tallysheet/tallysheet/models"
)

func TestPlaceOfTheDatabase(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := must[models.Disk](t)(s.Disk())
		if s.Dialect() == models.MySQL {
			if p != (models.Disk{}) {
				t.Errorf("MySQL lies at %+v", p)
			}
			return
		}
		if p.Folder == "" || p.Remote || runtime.GOOS == "linux" && (p.Free == 0 || p.System == "") {
			t.Errorf("place: %+v", p)
		}
	})
}
