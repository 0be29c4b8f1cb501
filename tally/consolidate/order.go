package consolidate

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally"
)

// brightness orders the lights by how well a row does; a row that was followed while it was grey has come out of it when it is better than red.
var brightness = map[tally.Light]int{tally.Grey: 1, tally.Red: 1, tally.Yellow: 2, tally.Green: 3}

// orders are the orders that the edition tells of, each with the edition since which its row is better lit than when it was opened:
// this one, an earlier one as long as the light has not fallen back, or none.
func (c *consolidation) orders(ed tally.Edition) []tally.Order {
	if len(c.Orders) == 0 {
		return nil
	}
	lights := make(map[string]tally.Light, len(ed.Rows))
	for i := range ed.Rows {
		lights[ed.Rows[i].Indicator.ID] = ed.Rows[i].Main.Light
	}
	out := make([]tally.Order, len(c.Orders))
	for i, o := range c.Orders {
		now, there := lights[o.Indicator]
		o.Acts = nil
		later := o.Origin.Period.Compare(c.Period) < 0 || o.Origin.Period == c.Period && o.Origin.Number < c.Number
		if o.Indicator != "" && there && later && o.Turned.Period.Compare(c.Period) <= 0 && now != tally.Grey {
			switch better := brightness[now] > brightness[o.Light]; {
			case !better:
				o.Turned = tally.EditionRef{}
			case o.Turned.IsZero():
				o.Turned = tally.EditionRef{Period: c.Period, Number: c.Number, Light: now}
			default:
				o.Turned.Light = now
			}
		}
		out[i] = o
	}
	return out
}

// digestedUnlocks are the unlocks with their times in UTC.
func (c *consolidation) digestedUnlocks() []tally.Unlock {
	out := slices.Clone(c.Unlocks)
	for i := range out {
		out[i].At, out[i].Until = out[i].At.UTC(), out[i].Until.UTC()
	}
	return out
}

// digestedOrders are the orders as they count for the digest: what they are at, not how long for. Since which edition a light is better
// follows from the figures and the editions before.
func (c *consolidation) digestedOrders() []tally.Order {
	out := make([]tally.Order, len(c.Orders))
	for i, o := range c.Orders {
		o.Colour, o.Left, o.Age, o.Acts, o.Turned = "", 0, 0, nil, tally.EditionRef{}
		o.OpenedAt, o.AnsweredAt, o.ClosedAt = o.OpenedAt.UTC(), o.AnsweredAt.UTC(), o.ClosedAt.UTC()
		out[i] = o
	}
	return out
}
