package breakdown

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"gorm.io/gorm"
)

// indicatorRow is one indicator. It is never deleted: one that a later workbook leaves out is retired.
type indicatorRow struct {
	PlanKey     string `gorm:"primaryKey"`
	ID          string `gorm:"primaryKey"`
	Identity    string // see identityOf
	Position    int
	Since       tally.Round // in force from; none: always
	Retired     bool
	RetiredFrom tally.Round // still in force before it; none: not at all
	Curve       string      // JSON, kept when the plan is imported again
	EveryMonths int         // set by hand, as are the two below; 0 and "" for what the workbook says
	LagMonths   int
	Weight      string
	Settings    int    `gorm:"column:settings_version"` // counts what was set by hand
	Body        string // JSON of the tally.Item without targets and actuals
}

// TableName implements GORM's Tabler.
func (indicatorRow) TableName() string { return "indicators" }

// live reports whether the indicator is in force for a period; for no period, whether it is now.
func (r indicatorRow) live(p tally.Round) bool {
	if p.IsZero() {
		return !r.Retired
	}
	if !p.Reaches(r.Since) {
		return false
	}
	return !r.Retired || !r.RetiredFrom.IsZero() && !p.Reaches(r.RetiredFrom)
}

func (r indicatorRow) indicator() (tally.Indicator, error) {
	ind := tally.Indicator{}
	err := db.ReadJSON([]byte(r.Body), &ind)
	ind.ID, ind.Lag, ind.SettingsVersion = r.ID, r.LagMonths, r.Settings
	ind.Asked, ind.Confirmed, ind.Path, ind.PathWhy = nil, nil, nil, "" // kept as questions, see effects
	if r.EveryMonths > 0 {
		ind.Every = r.EveryMonths
	}
	if w, parsed := exact.ParseNumber(r.Weight); parsed == nil && w.OK() {
		ind.Weight = w
	}
	if err == nil && r.Curve != "" {
		err = db.ReadJSON([]byte(r.Curve), &ind.Curve)
	}
	if err != nil {
		return ind, fmt.Errorf("stored indicator %s of plan %s: %w", r.ID, r.PlanKey, err)
	}
	return ind, nil
}

func (r *indicatorRow) fill(ind tally.Indicator) error {
	ind.Targets, ind.Actuals, ind.SettingsVersion = nil, nil, 0
	curveOf := ind.Curve
	ind.Curve = tally.Curve{}
	body, err := json.Marshal(ind)
	ind.Curve = curveOf
	if err != nil {
		return fmt.Errorf("indicator %s: %w", ind.Name, err)
	}
	r.Body = string(body)
	if len(ind.Curve.Points) > 0 {
		curve, err := json.Marshal(ind.Curve)
		if err != nil {
			return fmt.Errorf("curve of %s: %w", ind.Name, err)
		}
		r.Curve = string(curve)
	}
	return nil
}

// indicatorRows gives all, retired ones too, in the plan's order.
func indicatorRows(conn *gorm.DB, plan string) ([]indicatorRow, error) {
	var rows []indicatorRow
	if err := conn.Where("plan_key = ?", plan).Order("position, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("indicators of plan %s: %w", plan, err)
	}
	return rows, nil
}

// IndicatorNames are those of a plan's indicators by id, the retired ones too.
func IndicatorNames(conn *gorm.DB, plan string) (map[string]string, error) {
	rows, err := indicatorRows(conn, plan)
	names := make(map[string]string, len(rows))
	for _, r := range rows {
		ind, failed := r.indicator()
		err = db.FirstError(err, failed)
		names[r.ID] = ind.Name
	}
	return names, err
}

// identityOf is what makes an indicator the same one in the next workbook: its place, name, unit and caliber, and
// which of several such rows it is.
func identityOf(it tally.Item, seen map[string]int) string {
	key := strings.Join([]string{strings.Join(it.Group, "\x1f"), it.Parent, it.Name, it.Unit, it.Caliber}, "\x1e")
	seen[key]++
	if n := seen[key]; n > 1 {
		key += fmt.Sprintf("\x1e%d", n)
	}
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])
}

// indicatorID is made from what the indicator is, not by chance: the same plan in another database has the same ids.
// Those of one lead begin alike, so that what a department files stands together in every index.
func indicatorID(it tally.Item, identity string) string {
	lead := ""
	if len(it.Lead) > 0 {
		lead = it.Lead[0]
	}
	return "i" + db.DigestOf([]byte(lead))[:4] + identity[:10]
}

// looseIdentity still holds when an indicator moved to another group or changed its unit.
func looseIdentity(it tally.Item) string {
	return strings.Join([]string{it.Parent, it.Name, it.Caliber}, "\x1e")
}

// Some gives indicators of a plan by their ids, in the plan's order, without targets: few are read, however long the plan is.
func (s Indicators) Some(ctx context.Context, plan string, ids []string) ([]tally.Indicator, error) {
	var out []tally.Indicator
	for part := range slices.Chunk(ids, db.InsertBatch) {
		var rows []indicatorRow
		if err := s.db.Reading(ctx).Where("plan_key = ? AND id IN ?", plan, part).Order("position, id").Find(&rows).Error; err != nil {
			return nil, fmt.Errorf("indicators of plan %s: %w", plan, err)
		}
		for _, r := range rows {
			ind, err := r.indicator()
			if err != nil {
				return nil, err
			}
			out = append(out, ind)
		}
	}
	return out, nil
}
