package body

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/tallysheet/tallysheet/tally"
)

// Read reads an edition, row by row and figure by figure; r is read to its end, so that one that verifies what it gave can say so.
func Read(r io.Reader) (tally.Edition, error) {
	var rows []tally.Row
	var figures []tally.Figure
	ed, err := read(r, into(&rows, readRow), into(&figures, figuresTogether()))
	ed.Rows, ed.Figures = rows, figures
	return ed, err
}

// ReadRows is Read without the figures, which are more than the rows and stand behind them: they pass by unread.
func ReadRows(r io.Reader) (tally.Edition, error) {
	var rows []tally.Row
	ed, err := read(r, into(&rows, readRow), nil)
	ed.Rows = rows
	return ed, err
}

// ReadHead is Read without rows and figures, of a body that Write wrote: all else stands before them, and r is read no further.
func ReadHead(r io.Reader) (tally.Edition, error) { return read(r, nil, nil) }

// EachRow reads the rows alone and gives them to do one at a time, each its own.
func EachRow(r io.Reader, do func(*tally.Row)) error {
	reached := false
	_, err := read(r, func(each *jsontext.Decoder) error {
		reached = true
		return readList(each, readRow, do)
	}, nil)
	if err == nil && !reached {
		err = errors.New("stored edition: no rows before its figures")
	}
	return err
}

// read reads an edition's fields but for the two long lists, which rows and figures take. Without rows it ends before them, without
// figures it lets those pass.
func read(r io.Reader, rows, figures func(*jsontext.Decoder) error) (tally.Edition, error) {
	var ed tally.Edition
	each := jsontext.NewDecoder(r, asWritten)
	if err := expect(each, '{'); err != nil {
		return ed, err
	}
	var short bytes.Buffer // the other fields, as an object of their own
	between := byte('{')
	for each.PeekKind() == '"' {
		name, err := each.ReadToken()
		if err != nil {
			return ed, fmt.Errorf("stored edition: %w", err)
		}
		switch name := name.String(); {
		case name == "rows" && rows == nil:
			return ed, readShort(&short, &ed)
		case name == "rows":
			err = rows(each)
		case name == "figures" && figures == nil:
			if _, err = io.Copy(io.Discard, r); err != nil {
				return ed, fmt.Errorf("stored edition: %w", err)
			}
			return ed, readShort(&short, &ed)
		case name == "figures":
			err = figures(each)
		default:
			var field jsontext.Value
			field, err = each.ReadValue()
			short.WriteByte(between)
			fmt.Fprintf(&short, "%q:%s", name, field)
			between = ','
		}
		if err != nil {
			return ed, fmt.Errorf("stored edition: %w", err)
		}
	}
	if err := expect(each, '}'); err != nil {
		return ed, err
	}
	if _, err := each.ReadToken(); !errors.Is(err, io.EOF) {
		return ed, fmt.Errorf("stored edition: behind its end: %w", err)
	}
	return ed, readShort(&short, &ed)
}

// asWritten spares looking for fields that an object has twice: what is read here was written here.
var asWritten = jsontext.AllowDuplicateNames(true)

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

func expect(each *jsontext.Decoder, want jsontext.Kind) error {
	if got, err := each.ReadToken(); err != nil || got.Kind() != want {
		return fmt.Errorf("stored edition: %v for %v: %w", got.Kind(), want, err)
	}
	return nil
}

// into collects a list, nil for null.
func into[T any](list *[]T, read func(*jsontext.Decoder, *T) error) func(*jsontext.Decoder) error {
	return func(each *jsontext.Decoder) error {
		if each.PeekKind() == '[' {
			*list = []T{}
		}
		return readList(each, read, func(entry *T) { *list = append(*list, *entry) })
	}
}

// readList reads a list entry by entry; none for null.
func readList[T any](each *jsontext.Decoder, read func(*jsontext.Decoder, *T) error, do func(*T)) error {
	begin, err := each.ReadToken()
	if err != nil || begin.Kind() == 'n' {
		return err
	}
	for each.PeekKind() != ']' {
		var entry T
		if err := read(each, &entry); err != nil {
			return err
		}
		do(&entry)
	}
	_, err = each.ReadToken()
	return err
}

// figuresTogether reads them, those beside one another with one of what they share.
func figuresTogether() func(each *jsontext.Decoder, f *tally.Figure) error {
	last := &tally.FiledWith{}
	return func(each *jsontext.Decoder, f *tally.Figure) error {
		err := json.UnmarshalDecode(each, f, asWritten)
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

func readRow(each *jsontext.Decoder, r *tally.Row) error {
	kept := row{Row: r}
	if err := json.UnmarshalDecode(each, &kept, asWritten); err != nil {
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
