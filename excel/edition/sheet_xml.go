package edition

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/tallysheet/tallysheet/excel/edition/dress"
)

// mostRows is how many rows a sheet of the format has.
const mostRows = 1 << 20

// ErrTooLong is the answer to an edition with more lines than a sheet can have.
var ErrTooLong = errors.New("more lines than a worksheet can hold")

// mostLinks is how many links a sheet may hold; beyond it a cell still names its place in words.
const mostLinks = 65000

// writeSheet streams the lines into the empty sheet that excelize made, and the merges and links
// where the order of the format wants them. Each line goes by pass too.
func writeSheet(w io.Writer, shell []byte, s sheet, ids *styles, pass func(line)) error {
	head, tail, err := dress.SplitShell(shell)
	if err != nil {
		return err
	}
	rows := rowWriter{b: make([]byte, 0, 2*full), to: w, looks: &lookup{all: ids}, links: make([]linkAt, 0, min(s.rows, mostLinks))}
	rows.b = append(append(rows.b, head...), "<sheetData>"...)
	s.lines(func(l line) bool {
		if rows.row == mostRows {
			err = fmt.Errorf("sheet %s: %w", s.name, ErrTooLong)
			return false
		}
		pass(l)
		err = rows.line(l)
		return err == nil
	})
	if err != nil {
		return err
	}
	rows.b = append(rows.b, "</sheetData>"...)
	before := bytes.Index(tail, []byte("<printOptions")) // links come right before the page's options
	if before < 0 {
		return errors.New("worksheet without print options")
	}
	rows.b = append(appendMerges(rows.b, s.merges), tail[:before]...)
	if err := rows.linked(); err != nil {
		return err
	}
	tail = tail[before:]
	if len(s.sparks.rows) > 1 {
		first := bytes.Index(tail, []byte("</x14:sparklines>")) // after the one that excelize wrote
		if first < 0 {
			return errors.New("worksheet without sparklines")
		}
		rows.b = append(rows.b, tail[:first]...)
		if err := rows.sparklines(s.sparks); err != nil {
			return err
		}
		tail = tail[first:]
	}
	_, err = w.Write(append(rows.b, tail...))
	return err
}

func appendMerges(b []byte, merges []string) []byte {
	if len(merges) == 0 {
		return b
	}
	b = append(b, `<mergeCells count="`...)
	b = strconv.AppendInt(b, int64(len(merges)), 10)
	b = append(b, `">`...)
	for _, m := range merges {
		b = append(append(append(b, `<mergeCell ref="`...), m...), `"/>`...)
	}
	return append(b, "</mergeCells>"...)
}
