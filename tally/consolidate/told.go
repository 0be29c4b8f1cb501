package consolidate

import "sync/atomic"

// tell gives what is called with the place of each row when it is computed; whoever asks hears of a department with the last of the rows
// that it leads.
func (c *consolidation) tell() func(k int) {
	if c.Told == nil {
		return func(int) {}
	}
	number, of := map[string]int{}, make([]int, len(c.members))
	for k := range c.members {
		lead := ""
		if units := c.members[k].units; len(units) > 0 {
			lead = units[0]
		}
		n, known := number[lead]
		if !known {
			n = len(number)
			number[lead] = n
		}
		of[k] = n
	}
	left := make([]atomic.Int32, len(number))
	for _, n := range of {
		left[n].Add(1)
	}
	var done atomic.Int32
	return func(k int) {
		if left[of[k]].Add(-1) == 0 {
			c.Told(int(done.Add(1)), len(number))
		}
	}
}
