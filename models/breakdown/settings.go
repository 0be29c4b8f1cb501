package breakdown

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// Settings are what a supervisor sets for one plan. Checks and Calendar belong to other rooms, which
// give them their shape; the store keeps them.
type Settings struct {
	// Manual keeps what is filed waiting for a person, even with nothing open.
	Manual   bool                       `json:"manual_acceptance,omitempty"`
	Rules    string                     `json:"rules,omitempty"`   // name of the light rule; "" for the default
	Classes  map[tally.Code]tally.Class `json:"classes,omitempty"` // other classes than the codes' own
	Checks   json.RawMessage            `json:"checks,omitempty"`
	Calendar json.RawMessage            `json:"calendar,omitempty"`
	Orders   *tally.OrderRules          `json:"orders,omitempty"` // which rows are followed; nil for tally.DefaultOrderRules
	Version  int                        `json:"version"`          // of the settings, for SetSettings
}

// Settings gives a plan's settings.
func (s Plans) Settings(ctx context.Context, plan string) (Settings, error) {
	return SettingsOf(s.db.Reading(ctx), plan)
}

func SettingsOf(conn *gorm.DB, plan string) (Settings, error) {
	row, err := takePlan(conn, plan)
	if err != nil {
		return Settings{}, err
	}
	return ReadSettings(plan, row.Settings, row.SettingsVersion)
}

// ReadSettings reads settings as they are stored with a plan.
func ReadSettings(plan, text string, version int) (set Settings, err error) {
	if err := json.Unmarshal([]byte(text), &set); err != nil {
		return set, fmt.Errorf("stored settings of plan %s: %w", plan, err)
	}
	set.Version = version
	return set, nil
}

// OrderRules are the plan's rules of orders.
func (s Settings) OrderRules() tally.OrderRules {
	if s.Orders == nil {
		return tally.DefaultOrderRules()
	}
	return *s.Orders
}

// SetSettings replaces a plan's settings. Settings.Version must be the one that was read: where somebody else
// changed them since, it is a Conflict and nothing is overwritten.
func (s Plans) SetSettings(ctx context.Context, by db.Actor, plan string, set Settings) (Settings, error) {
	for code, class := range set.Classes {
		// DESIGN §4: a site may change B, C and D; what is A cannot be used at all.
		if tally.DefaultClass(code) == tally.ClassA || class == tally.ClassA {
			return Settings{}, db.Refuse(db.Invalid, "审核规则“%s”不能改为“%s”类：只有 B、C、D 类可以调整。", code, class)
		}
	}
	if set.Orders != nil {
		if err := set.Orders.Validate(); err != nil {
			return Settings{}, db.Refuse(db.Invalid, "%s", err.Error()).At("orders")
		}
	}
	given := set.Version
	set.Version = given + 1
	body, err := json.Marshal(set)
	if err != nil {
		return Settings{}, &db.Error{Code: db.Invalid, Message: "设置的内容不是有效的 JSON。", Cause: err}
	}
	err = s.db.Write(ctx, by, func(tx *db.Txn) error {
		ok, err := db.One(tx.Model(&planRow{}).Where("plan_key = ? AND settings_version = ?", plan, given).
			Updates(map[string]any{"settings": string(body), "settings_version": given + 1}))
		if err != nil {
			return err
		}
		if !ok {
			row, err := takePlan(tx.DB, plan)
			if err != nil {
				return err
			}
			return db.ConflictOf(given, row.SettingsVersion, "计划设置已被他人改到第%d版，您看到的是第%d版，请刷新后再改。", row.SettingsVersion, given)
		}
		tx.Audit(db.AuditEntry{Action: "plan.settings", Plan: plan, Object: plan, Detail: map[string]any{"settings": json.RawMessage(body)}})
		return nil
	})
	return set, err
}
