package breakdown

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"gorm.io/gorm"
)

// IndicatorSettings are what a supervisor sets for one indicator beside its targets; what is nil stays as it is. All
// survive a new import of the plan, and go before what its workbook prints.
type IndicatorSettings struct {
	Version *int          `json:"settings_version,omitempty"` // that was seen, 0 where nothing was set yet; needed
	Curve   *tally.Curve  `json:"curve,omitempty"`
	Every   *int          `json:"every,omitempty"`  // months between reports: 1, 2, 3, 4, 6 or 12; 0 for what the workbook says
	Lag     *int          `json:"lag,omitempty"`    // months, 0 to 11
	Weight  *exact.Number `json:"weight,omitempty"` // points; an absent Number for what the workbook says
}

func (set IndicatorSettings) columns() (map[string]any, error) {
	columns := map[string]any{}
	if set.Curve != nil {
		if err := set.Curve.Check(); err != nil {
			return nil, db.Refuse(db.Invalid, "序时曲线：%s。", err).At("curve")
		}
		text := ""
		if !set.Curve.IsZero() {
			body, err := json.Marshal(set.Curve)
			if err != nil {
				return nil, fmt.Errorf("curve: %w", err)
			}
			text = string(body)
		}
		columns["curve"] = text
	}
	if n := set.Every; n != nil {
		if *n != 0 && (*n < 0 || 12%*n != 0) {
			return nil, db.Refuse(db.Invalid, "报送频率写的是%d个月，应为 1、2、3、4、6 或 12 个月一次。", *n).At("every")
		}
		columns["every_months"] = *n
	}
	if n := set.Lag; n != nil {
		if *n < 0 || *n > 11 {
			return nil, db.Refuse(db.Invalid, "错月写的是%d个月，应为 0 到 11。", *n).At("lag")
		}
		columns["lag_months"] = *n
	}
	if w := set.Weight; w != nil {
		if w.OK() && w.Decimal().IsNegative() {
			return nil, db.Refuse(db.Invalid, "权重写的是%s，不能小于 0。", w).At("weight")
		}
		columns["weight"] = w.String()
	}
	if len(columns) == 0 {
		return nil, db.Refuse(db.Invalid, "没有说明要设什么：序时曲线、报送频率、错月或权重。")
	}
	return columns, nil
}

// Indicators are the rows of plans: what is set for one by hand, and its other names.
type Indicators struct{ db *db.DB }

// Set changes how an indicator is held against its target. Editions already published keep what they say; the next
// of any month is made with what stands then.
func (s Indicators) Set(ctx context.Context, by db.Actor, plan, indicator string, set IndicatorSettings, reason string) error {
	if strings.TrimSpace(reason) == "" {
		return db.Refuse(db.Invalid, "调整指标设置要写明理由。").At("reason")
	}
	columns, err := set.columns()
	if err != nil {
		return err
	}
	if set.Version == nil {
		return db.Refuse(db.Invalid, "没有说明看到的是第几次设置（settings_version），请刷新后再改。").At("settings_version")
	}
	seen := *set.Version
	columns["settings_version"] = seen + 1
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		ok, err := db.One(tx.Model(&indicatorRow{}).Where("plan_key = ? AND id = ? AND settings_version = ?", plan, indicator, seen).Updates(columns))
		if err != nil {
			return err
		}
		if !ok {
			var now indicatorRow
			if err := tx.Take(&now, "plan_key = ? AND id = ?", plan, indicator).Error; err != nil {
				return db.Absent(err, "计划里没有这个指标（%s）。", indicator)
			}
			return db.ConflictOf(seen, now.Settings, "这个指标的设置已被他人改过（第%d次，您看到的是第%d次），请刷新后再改。", now.Settings, seen)
		}
		tx.Audit(db.AuditEntry{Action: "indicator.set", Plan: plan, Object: indicator, Detail: map[string]any{"set": set, "reason": reason}})
		return nil
	})
}

// Get gives one indicator with what was said of it, but for its targets; one that is another's second row too.
func (s Indicators) Get(ctx context.Context, plan, id string) (tally.Indicator, error) {
	conn := s.db.Reading(ctx)
	ind, err := TakeIndicator(conn, plan, id)
	if err != nil {
		return ind, err
	}
	said, err := effectsOf(conn, plan)
	return ind, db.FirstError(err, said.apply(&ind))
}

// TakeIndicator is the indicator as its row has it; what was said of it since is not in it.
func TakeIndicator(conn *gorm.DB, plan, id string) (tally.Indicator, error) {
	var row indicatorRow
	if err := conn.Take(&row, "plan_key = ? AND id = ?", plan, id).Error; err != nil {
		return tally.Indicator{}, db.Absent(err, "计划里没有这个指标（%s）。", id)
	}
	return row.indicator()
}

func noIndicatorUnless(ok bool, id string) error {
	if ok {
		return nil
	}
	return db.Refuse(db.NotFound, "计划里没有这个指标（%s）。", id)
}
