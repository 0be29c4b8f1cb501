package models

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sort"

	"github.com/tallysheet/tallysheet/models/body"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// Answers is what the cells of a published workbook come from, stored so that one of them is read without the others: the last chunk of
// a blob is the directory, the others are blocks.
type Answers struct {
	Info  EditionInfo
	Cells json.RawMessage // the directory that Pack was given

	db      *db.DB
	row     editionRow
	figures []body.Piece
	store   Editions
}

// answersDirectory is the last chunk.
type answersDirectory struct {
	Cells   json.RawMessage `json:"cells"`
	Figures []body.Piece    `json:"figures"`
}

// Answers opens what the cells of an edition come from; number 0 is the newest. nil is for an edition older than answers.
func (s Editions) Answers(ctx context.Context, plan string, period tally.Round, number int) (*Answers, error) {
	row, err := s.find(ctx, plan, period, number)
	if err != nil || row.AnswersID == "" {
		return nil, err
	}
	last, err := s.db.LastChunk(ctx, row.AnswersID)
	if err != nil {
		return nil, err
	}
	var d answersDirectory
	if err := json.Unmarshal(last, &d); err != nil {
		return nil, fmt.Errorf("stored answers: %w", err)
	}
	return &Answers{row.info(), d.Cells, s.db, row, d.Figures, s}, nil
}

// Block gives a block by its place.
func (a *Answers) Block(ctx context.Context, at int) ([]byte, error) {
	return a.db.Chunk(ctx, a.row.AnswersID, at)
}

// Figures gives figures of the edition by their indexes, in their order.
func (a *Answers) Figures(ctx context.Context, indexes []int) ([]tally.Figure, error) {
	out := make([]tally.Figure, 0, len(indexes))
	read := map[int][]tally.Figure{}
	for _, i := range indexes {
		k, some, err := a.pieceOf(ctx, read, i)
		if err != nil {
			return nil, err
		}
		if i -= a.figures[k].First; i >= len(some) {
			return nil, fmt.Errorf("stored answers: figure %d of %d", i, len(some))
		}
		out = append(out, some[i])
	}
	return out, nil
}

// FiguresOf gives the figures of an indicator that stand together with some place in a stretch of figures, whose first and last index it is
// given: the pieces of the stretches are read, and those beside them as far as they are the indicator's.
func (a *Answers) FiguresOf(ctx context.Context, indicator string, stretches ...[2]int) ([]tally.Figure, error) {
	read := map[int][]tally.Figure{}
	for _, s := range stretches {
		first, some, err := a.pieceOf(ctx, read, s[0])
		for ; err == nil && first > 0 && len(some) > 0 && some[0].Indicator == indicator; first-- {
			_, some, err = a.pieceOf(ctx, read, a.figures[first-1].First)
		}
		if err != nil {
			return nil, err
		}
		last, some, err := a.pieceOf(ctx, read, s[1])
		for ; err == nil && last+1 < len(a.figures) && len(some) > 0 && some[len(some)-1].Indicator == indicator; last++ {
			_, some, err = a.pieceOf(ctx, read, a.figures[last+1].First)
		}
		for k := first; err == nil && k <= last; k++ {
			_, _, err = a.pieceOf(ctx, read, a.figures[k].First)
		}
		if err != nil {
			return nil, err
		}
	}
	var out []tally.Figure
	for _, k := range slices.Sorted(maps.Keys(read)) {
		for _, f := range read[k] {
			if f.Indicator == indicator {
				out = append(out, f)
			}
		}
	}
	return out, nil
}

// pieceOf gives the piece in which a figure stands, kept in read.
func (a *Answers) pieceOf(ctx context.Context, read map[int][]tally.Figure, i int) (k int, some []tally.Figure, err error) {
	k = sort.Search(len(a.figures), func(k int) bool { return a.figures[k].First > i }) - 1
	if k < 0 {
		return k, nil, fmt.Errorf("stored answers: no figure %d", i)
	}
	some, there := read[k]
	if !there {
		text, err := a.db.Chunk(ctx, a.row.BodyID, a.figures[k].At)
		if err == nil {
			some, err = figuresFrom(text)
		}
		if err != nil {
			return k, nil, err
		}
		read[k] = some
	}
	return k, some, nil
}

// figuresFrom reads the figures of a chunk: a piece of a list, cut between two of its entries; the last ends the list and the edition.
func figuresFrom(text []byte) ([]tally.Figure, error) {
	text = bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("]}")), []byte(","))
	var out []tally.Figure
	if err := db.ReadJSON(slices.Concat([]byte("["), text, []byte("]")), &out); err != nil {
		return nil, fmt.Errorf("stored figures: %w", err)
	}
	return out, nil
}

// Older gives what an indicator stood at by the end of a period, of the submissions that the edition was made from: its year to date,
// or what it stood at since its project began, or the months of the year to then.
func (a *Answers) Older(ctx context.Context, indicator string, period tally.Round) ([]tally.Figure, error) {
	for _, p := range period.StoodBy() {
		of, err := a.filed(ctx, indicator, p, p)
		if err != nil {
			return nil, err
		}
		for _, span := range [...]tally.Span{tally.SpanYTD, tally.SpanProject} {
			if i := slices.IndexFunc(of, func(f tally.Figure) bool { return f.Span == span }); i >= 0 {
				return of[i : i+1], nil
			}
		}
		if of, err = a.filed(ctx, indicator, p.First(), p); err != nil || len(of) > 0 {
			return of, err
		}
	}
	return nil, nil
}

// monthsOf are the months from one to another, as they are stored.
func monthsOf(from, to tally.Round) []string {
	var all []string
	for p := from; p.Compare(to) <= 0; p = p.Add(1) {
		all = append(all, p.String())
	}
	return all
}

// filed gives what the edition's submissions say of an indicator for some months.
func (a *Answers) filed(ctx context.Context, indicator string, from, to tally.Round) ([]tally.Figure, error) {
	conn := a.db.Reading(ctx)
	run := RunKey{Job: consolidation + a.row.PlanKey, Period: a.row.Period.String(), Revision: a.row.Number}
	var ids []string
	err := conn.Table("figures").Distinct().Where("indicator_id = ? AND period IN ?", indicator, monthsOf(from, to)).
		Where("submission_id IN (?)", conn.Model(&inputRow{}).Select("submission_id").Where(db.OfRun, run.Args()...)).
		Pluck("submission_id", &ids).Error
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	rows, err := figuresOf(conn, conn.Table("submissions AS s").Where("s.id IN ?", ids))
	if err != nil {
		return nil, err
	}
	var out []tally.Figure
	for _, f := range onePerMonth(rows) {
		if f.Indicator == indicator && f.Period.Kind() == to.Kind() && f.Period.Compare(from) >= 0 && f.Period.Compare(to) <= 0 {
			out = append(out, f)
		}
	}
	return out, nil
}
