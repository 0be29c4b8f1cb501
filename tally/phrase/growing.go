package phrase

import (
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// aboveZero reads 实现正增长, 力争由负转正: a growth of more than nothing. Whose growth it is the row's name says; beside other words (工业、
// 投资均实现正增长) it is left to a person.
func (l maker) aboveZero() (tally.Phrase, bool) {
	end, stretch := len(l.r), false
	for i := 0; i < end; {
		if n, c := l.wordAt(cAboveZero, i); c != 0 && i+n == end {
			p := tally.Phrase{Readable: true, Measure: tally.Growth, Op: tally.OpMore, Floor: exact.Int(0), Unit: "%", Better: tally.Higher, Parts: []tally.Part{}}
			if stretch {
				p.Floor, p.Stretch = p.Stretch, p.Floor
			}
			return p, true
		}
		n, c := l.wordAt(cFloor|cStretch|cAnything, i)
		if c == 0 {
			if n, c = l.leadAt(i, end); c == 0 {
				break
			}
		}
		stretch = stretch || c&cStretch != 0
		i += n
	}
	return tally.Phrase{}, false
}
