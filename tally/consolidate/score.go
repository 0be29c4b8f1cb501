package consolidate

import "github.com/tallysheet/tallysheet/tally"

// score gives each row what it earns, compared with those of other departments that carry the same indicator, and reports whether any
// earns something.
func (c *consolidation) score(rows []tally.Row) (any bool) {
	if c.Rules.Score == nil {
		return false
	}
	peers := make([][]*tally.Row, len(rows))
	for _, group := range c.several {
		var all []*tally.Row
		for _, k := range group {
			if rows[k].Main.Light != tally.Grey {
				all = append(all, &rows[k])
			}
		}
		for _, k := range group {
			peers[k] = all
		}
	}
	for k := range rows {
		if s, ok := c.Rules.Score.Score(&rows[k], peers[k]); ok {
			rows[k].Score, any = &s, true
		}
	}
	return any
}
