package excel

import (
	"context"
	"errors"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// AnchorOf gives the anchor of the audit chain that an issued workbook carries in its document properties. One that carries none,
// or is no workbook, is an error in Chinese.
func AnchorOf(ctx context.Context, workbook []byte) (tally.Anchor, error) {
	book, err := xlsx.Read(ctx, workbook, xlsx.Limits{Ratio: 1 << 20, Rows: 1 << 20})
	if err != nil {
		return tally.Anchor{}, err
	}
	a, err := tally.ParseAnchor(book.Properties[tally.AnchorProperty])
	if err == nil && a.IsZero() {
		err = errors.New("不带审计锚点：不是汇总表，或者出版在有锚点以前")
	}
	return a, err
}
