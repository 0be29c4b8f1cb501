package edition

import "sync/atomic"

// counting counts the lines of all sheets, which are written side by side.
type counting struct {
	done atomic.Int64
	of   int // about: the tables, without what stands over and under them
	told func(done, of int)
}

// toldEach is after how many lines somebody is told.
const toldEach = 1000

func (c *counting) add() {
	if n := int(c.done.Add(1)); c.told != nil && n%toldEach == 0 {
		c.told(min(n, c.of), c.of)
	}
}
