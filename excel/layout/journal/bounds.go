package journal

import (
	"fmt"

	"github.com/tallysheet/tallysheet/tally"
)

// Budget is what one workbook has given so far.
type Budget struct{ items, figures, found int }

// The most that one workbook may give, far above what real ones do: beyond it reading costs more than it tells.
const (
	MostItems   = 20_000
	mostFigures = 200_000
	mostFound   = 1_000
	mostNotes   = 100
)

// Passed names the bound that was passed, "" while none was.
func (b *Budget) Passed() string {
	switch {
	case b.items > MostItems:
		return fmt.Sprintf("指标超过%d条", MostItems)
	case b.figures > mostFigures:
		return fmt.Sprintf("数据超过%d个", mostFigures)
	case b.found > mostFound:
		return fmt.Sprintf("问题超过%d处", mostFound)
	}
	return ""
}

// Count adds an item to what the workbook has given.
func (b *Budget) Count(it *tally.Item) {
	b.items++
	b.figures += len(it.Targets) + len(it.Actuals) + len(it.Growth) + len(it.Rates) + len(it.Empty)
}
