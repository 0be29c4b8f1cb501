package workflow

import (
	"cmp"
	"errors"
	"time"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally/deviation"
	"github.com/tallysheet/tallysheet/tally/meaning"
)

// Workflow wires the rooms together.
type Workflow struct {
	Store     *models.Store
	Reader    *excel.Reader
	Words     *meaning.Words
	Rules     func(name string) (*deviation.Rules, error) // light rules by preset or file name
	RulesName string                                      // where a plan names no other
	Now       func() time.Time
	Signed    string // who issues 通报 and 简报 (落款); "" goes by the site's settings

	Making Making // the editions that are being made

	plans   planCache
	reading readingRoom
}

// rulesOf gives the light rules of a plan.
func (d *Workflow) rulesOf(s breakdown.Settings) (*deviation.Rules, error) {
	return d.Rules(cmp.Or(s.Rules, d.RulesName))
}

// isCode reports whether the store refused for this reason.
func isCode(err error, code models.Code) bool { return errors.Is(err, &models.Error{Code: code}) }
