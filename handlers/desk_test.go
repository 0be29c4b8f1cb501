package handlers_test

import (
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/desk"
	"github.com/tallysheet/tallysheet/models"
)

func newDesk(t *testing.T, store *models.Store, _ func() time.Time) *desk.Desk {
	t.Helper()
	return &desk.Desk{Store: store}
}
