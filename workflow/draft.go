package workflow

import (
	"context"
	"errors"
	"fmt"

	"github.com/tallysheet/tallysheet/document"
	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally/draft"
)

// Drafter reads plan documents and drafts a breakdown of each. It needs no database.
type Drafter struct {
	Reader *excel.Reader
	Words  *draft.Reader
	Limits document.Limits // the zero value means the defaults
}

// Draft reads a file that its sender called name, or pasted text, and drafts a plan of it. The error is a *document.Refusal where the
// file is none that can be read.
func (d *Drafter) Draft(ctx context.Context, name string, data []byte) (out draft.Draft, src draft.Source, err error) {
	err = d.Reader.Contained(ctx, name, func() error {
		doc, err := d.read(ctx, name, data)
		if err != nil {
			return err
		}
		if src, err = d.source(ctx, doc); err == nil {
			if out = d.Words.Draft(src); out.Overfull {
				err = &document.Refusal{Message: fmt.Sprintf("文档里的数字和节点太多，超过%d个", draft.MostFound), Expected: "请只上传计划正文，或者分成几份上传"}
			}
		}
		return err
	})
	var no *xlsx.Refusal
	if errors.As(excel.OfDocument(err), &no) {
		err = &document.Refusal{Message: no.Message, Expected: no.Expected}
	}
	return out, src, err
}

func (d *Drafter) read(ctx context.Context, name string, data []byte) (document.Document, error) {
	kind, err := document.Kind(name, data)
	if err != nil {
		return document.Document{}, err
	}
	switch kind {
	case document.Word: // opened below
	case document.Web:
		return document.HTML(data, d.Limits)
	case document.Plain:
		return document.Text(data, d.Limits)
	case document.OldWord:
		if data, err = d.Reader.ConvertDocument(ctx, data); err != nil {
			return document.Document{}, err
		}
	}
	pkg, err := d.Reader.OpenDocument(data)
	if err != nil {
		return document.Document{}, err
	}
	return document.Docx(pkg, d.Limits)
}

// source hands the tables to the sheet reader.
func (d *Drafter) source(ctx context.Context, doc document.Document) (draft.Source, error) {
	src := draft.Source{Title: doc.Title, Blocks: make([]draft.Block, 0, len(doc.Blocks))}
	for _, b := range doc.Blocks {
		block := draft.Block{Heading: b.Kind == document.Heading, Level: b.Level, Note: b.Kind == document.Note, Text: b.Text, Rows: b.Rows}
		if b.Kind == document.Table {
			read, err := d.Reader.ReadTable(ctx, doc.Title, b.Rows)
			if err != nil {
				return src, err
			}
			block.Table = &read
		}
		src.Blocks = append(src.Blocks, block)
	}
	return src, nil
}
