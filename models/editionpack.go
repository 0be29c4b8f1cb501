package models

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/tallysheet/tallysheet/internal/parallel"
	"github.com/tallysheet/tallysheet/models/body"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// PackedEdition is an edition made ready to be stored.
type PackedEdition struct {
	title, digest           string
	body, answers, workbook db.NewBlob
	orders                  []tally.Order
}

// Pack makes an edition ready to be stored. It touches no database. Beside it write writes the workbook into file, and what its cells
// answer block by block: put takes one and says where it stands, and what comes back is the directory (see Answers).
func (s Editions) Pack(ed tally.Edition, write func(file io.Writer, put func(block []byte) (at int)) (any, error)) (PackedEdition, error) {
	var side parallel.Group
	var directory answersDirectory
	answers, file := s.db.NewBlobWriter(), s.db.NewZippedWriter()
	side.Go(func() (err error) {
		of, err := write(file, answers.WriteChunk)
		if err == nil {
			directory.Cells, err = json.Marshal(of)
		}
		return err
	})
	kept := s.db.NewBlobWriter()
	var err error
	directory.Figures, err = body.Write(kept, ed)
	if err := errors.Join(err, side.Wait()); err != nil {
		return PackedEdition{}, fmt.Errorf("edition: %w", err)
	}
	last, err := json.Marshal(directory)
	if err != nil {
		return PackedEdition{}, fmt.Errorf("edition: %w", err)
	}
	answers.WriteChunk(last)
	return PackedEdition{ed.Title, ed.Digest, kept.Done(), answers.Done(), file.Done(), ed.Orders}, nil
}

// Discard lets go of what was put aside of it, once it is published or will not be.
func (p PackedEdition) Discard() {
	p.body.Discard()
	p.answers.Discard()
	p.workbook.Discard()
}
