package excel

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/legacy"
	"github.com/tallysheet/tallysheet/excel/mark"
	"github.com/tallysheet/tallysheet/excel/template"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/meaning"
)

// Reader reads workbooks as departments send them. It holds no state, so any number of goroutines may
// share one.
type Reader struct {
	Words     *meaning.Words
	Headings  *vocabulary.Headings
	Limits    xlsx.Limits       // the zero value means xlsx.DefaultLimits
	Converter *legacy.Converter // of .xls and .et; nil refuses them
	Log       *slog.Logger      // where a panic is told in full; nil for nowhere
}

// Read reads a workbook. What is wrong with the file, its layout or its cells comes back as findings in the reading; the
// error is only that of the context, or ErrBusy of the Converter. A panic is a finding of this file too.
func (r *Reader) Read(ctx context.Context, name string, data []byte, opt layout.Options) (out tally.Reading, err error) {
	digest := sha256.Sum256(data)
	sum := hex.EncodeToString(digest[:])
	err = r.Contained(ctx, name, func() (err error) {
		if out, err = r.read(ctx, name, sum, data, opt); out.Kind == tally.KindPlan {
			r.Words.Plan(&out)
		}
		return err
	})
	var broken *xlsx.Refusal
	if errors.As(err, &broken) {
		out = unread(name, sum, opt, broken)
		err = nil
	}
	return out, err
}

func (r *Reader) read(ctx context.Context, name, sum string, data []byte, opt layout.Options) (tally.Reading, error) {
	book, converted, err := r.workbook(ctx, data)
	var refused *xlsx.Refusal
	switch {
	case errors.As(err, &refused):
		return unread(name, sum, opt, refused), nil
	case err != nil:
		return tally.Reading{}, fmt.Errorf("read %s: %w", name, err)
	}
	book = mark.WithoutMarks(book)
	keys := template.IssuedOf(book)
	if keys != nil {
		book = keys.Without(book)
		if opt.Period.IsZero() {
			opt.Period = keys.Period
		}
	}
	out, err := layout.Reader{Words: r.Words.Words, Headings: r.Headings, Wanted: r.Words.Wanted}.Read(ctx, name, book, opt)
	if err != nil {
		return tally.Reading{}, fmt.Errorf("read %s: %w", name, err)
	}
	out.SHA256 = sum
	if keys != nil {
		keys.Bind(&out, book)
	}
	if converted {
		sayRecomputed(&out, book, data)
		out.Findings = slices.Insert(out.Findings, 0, saidConverted())
	}
	return out, nil
}

// unread is the reading of a file that was refused.
func unread(name, sum string, opt layout.Options, why *xlsx.Refusal) tally.Reading {
	return tally.Reading{File: name, SHA256: sum, Kind: opt.Kind, Items: []tally.Item{}, Findings: []tally.Finding{Refused(why)}}
}

// Refused is the class A finding for a file that is not read.
func Refused(r *xlsx.Refusal) tally.Finding {
	code := tally.FileUnsupported
	if r.Limit {
		code = tally.FileLimit
	}
	return tally.NewFinding(code, r.Sheet, r.Cell, r.Message, r.Expected)
}
