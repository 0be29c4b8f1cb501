// Package workflow holds the flows that the command line, the pages and the clock share: import a plan,
// check and file a workbook, issue an edition, follow a figure back.
//
// Each flow is a few calls into the rooms that do the work; nothing is read, checked, computed or
// stored here.
package workflow

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// Workflow wires the rooms together.
type Workflow struct {
	Store     *models.Store
	Reader    *excel.Reader
	Words     *tally.Words
	Rules     func(name string) (*tally.Rules, error) // light rules by preset or file name
	RulesName string                                  // where a plan names no other
	Now       func() time.Time

	plans planCache
}

// Calendar is the plan's calendar, the default where it sets none.
func (d *Workflow) Calendar(ctx context.Context, plan string) (tally.Calendar, error) {
	settings, err := d.Store.Settings(ctx, plan)
	if err != nil {
		return tally.Calendar{}, err
	}
	return calendarOf(settings)
}

func calendarOf(s models.Settings) (tally.Calendar, error) {
	c := tally.DefaultCalendar()
	if len(s.Calendar) == 0 {
		return c, nil
	}
	if err := json.Unmarshal(s.Calendar, &c); err != nil {
		return c, fmt.Errorf("calendar: %w", err)
	}
	return c, c.Validate()
}

// due is when reports of the period are due; zero where its month does not report.
func due(s models.Settings, period tally.Period) (time.Time, error) {
	c, err := calendarOf(s)
	if err != nil {
		return time.Time{}, err
	}
	w, _ := c.Window(period)
	return w.Due, nil
}

// rulesOf gives the light rules of a plan.
func (d *Workflow) rulesOf(s models.Settings) (*tally.Rules, error) {
	name := s.Rules
	if name == "" {
		name = d.RulesName
	}
	return d.Rules(name)
}

// isCode reports whether the store refused for this reason.
func isCode(err error, code models.Code) bool { return errors.Is(err, &models.Error{Code: code}) }
