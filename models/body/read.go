package body

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/tallysheet/tallysheet/tally"
)

// Read reads an edition, row by row and figure by figure; r is read to its end, so that one that verifies what it gave can say so.
func Read(r io.Reader) (tally.Edition, error) { return read(r, figures()) }

// ReadRows is Read without the figures, which are more than the rows and stand behind them: they pass by unread.
func ReadRows(r io.Reader) (tally.Edition, error) { return read(r, nil) }

func read(r io.Reader, figure func(*json.Decoder, *tally.Figure) error) (tally.Edition, error) {
	var ed tally.Edition
	each := json.NewDecoder(r)
	if err := expect(each, json.Delim('{')); err != nil {
		return ed, err
	}
	var short bytes.Buffer // the other fields, as an object of their own
	between := byte('{')
	for each.More() {
		name, err := each.Token()
		switch name {
		case "rows":
			ed.Rows, err = readList(each, readRow)
		case "figures":
			if figure == nil {
				if _, err = io.Copy(io.Discard, r); err != nil {
					return ed, fmt.Errorf("stored edition: %w", err)
				}
				return ed, readShort(&short, &ed)
			}
			ed.Figures, err = readList(each, figure)
		default:
			var field json.RawMessage
			if err == nil {
				err = each.Decode(&field)
			}
			short.WriteByte(between)
			fmt.Fprintf(&short, "%q:%s", name, field)
			between = ','
		}
		if err != nil {
			return ed, fmt.Errorf("stored edition: %w", err)
		}
	}
	if err := expect(each, json.Delim('}')); err != nil {
		return ed, err
	}
	if _, err := each.Token(); !errors.Is(err, io.EOF) {
		return ed, fmt.Errorf("stored edition: behind its end: %w", err)
	}
	return ed, readShort(&short, &ed)
}

// readShort reads the fields that are no lists.
func readShort(fields *bytes.Buffer, ed *tally.Edition) error {
	if fields.Len() == 0 {
		return nil
	}
	fields.WriteByte('}')
	if err := json.Unmarshal(fields.Bytes(), ed); err != nil {
		return fmt.Errorf("stored edition: %w", err)
	}
	return nil
}

func expect(each *json.Decoder, want json.Delim) error {
	if got, err := each.Token(); err != nil || got != want {
		return fmt.Errorf("stored edition: %v for %v: %w", got, want, err)
	}
	return nil
}

// readList reads a list, nil for null.
func readList[T any](each *json.Decoder, read func(*json.Decoder, *T) error) ([]T, error) {
	begin, err := each.Token()
	if err != nil || begin == nil {
		return nil, err
	}
	list := []T{}
	for each.More() {
		var entry T
		if err := read(each, &entry); err != nil {
			return nil, err
		}
		list = append(list, entry)
	}
	_, err = each.Token()
	return list, err
}

// figures reads them, those beside one another with one of what they share.
func figures() func(each *json.Decoder, f *tally.Figure) error {
	last := &tally.FiledWith{}
	return func(each *json.Decoder, f *tally.Figure) error {
		err := each.Decode(f)
		if of := f.Source.FiledWith; of != nil && *of == *last {
			f.Source.FiledWith = last
		} else if of != nil {
			last = of
		}
		return err
	}
}

// row is a row as it is kept, by jsontext.AppendRow. Year is that of one from before courses, and of one that a course cannot tell.
type row struct {
	*tally.Row
	Year   []tally.MonthPoint `json:"year,omitempty"`
	Course string             `json:"course,omitempty"`
}

func readRow(each *json.Decoder, r *tally.Row) error {
	kept := row{Row: r}
	if err := each.Decode(&kept); err != nil {
		return err
	}
	r.Year = kept.Year
	if kept.Course == "" {
		return nil
	}
	var err error
	r.Year, err = parseCourse(kept.Course, r)
	return err
}
