package page

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally/draft"
	"github.com/tallysheet/tallysheet/workflow"
)

// draftBlock is a paragraph or a table of the document with its numbers marked.
type draftBlock struct {
	Heading bool
	Note    bool
	Pieces  []draftPiece
	Rows    [][]draftPiece
}

// draftPiece is a stretch of text; Kind is target, milestone, aside or "" for what has nothing to do with the draft. N is the
// number of the row, Why says why a number was set aside.
type draftPiece struct {
	Text, Kind, Why string
	N               int
	First           bool // the row's own place, not another one that prints it
}

// mark is where something stands in a block.
type mark struct {
	from, to int
	piece    draftPiece
}

// blocksOf cuts the text of a draft into pieces.
func blocksOf(kept workflow.KeptDraft) []draftBlock {
	marks := make([][]mark, len(kept.Source.Blocks))
	put := func(p draft.Place, piece draftPiece) {
		if p.Block >= 0 && p.Block < len(marks) {
			marks[p.Block] = append(marks[p.Block], mark{p.From, p.To, piece})
		}
	}
	for _, t := range kept.Draft.Targets {
		for k, p := range t.Places {
			put(p, draftPiece{Kind: "target", N: t.N, First: k == 0})
		}
	}
	for _, m := range kept.Draft.Milestones {
		for k, p := range m.Places {
			put(p, draftPiece{Kind: "milestone", N: m.N, First: k == 0})
		}
	}
	for _, a := range kept.Draft.SetAside {
		put(a.Place, draftPiece{Kind: "aside", Why: string(a.Why) + "：" + a.Reason})
	}
	out := make([]draftBlock, 0, len(marks))
	for i, b := range kept.Source.Blocks {
		block := draftBlock{Heading: b.Heading, Note: b.Note}
		if len(b.Rows) > 0 {
			block.Rows = cellsOf(b.Rows, marks[i])
		} else {
			block.Pieces = cut([]rune(b.Text), marks[i])
		}
		out = append(out, block)
	}
	return out
}

func cellsOf(rows [][]string, marks []mark) [][]draftPiece {
	out := make([][]draftPiece, 0, len(rows))
	for r, row := range rows {
		cells := make([]draftPiece, 0, len(row))
		for c, text := range row {
			piece := draftPiece{}
			for _, m := range marks {
				if m.from == r && m.to == c && (piece.Kind == "" || piece.Kind == "aside") {
					piece = m.piece
				}
			}
			piece.Text = text
			cells = append(cells, piece)
		}
		out = append(out, cells)
	}
	return out
}

// cut parts a text at its marks; of marks that overlap the first stands.
func cut(text []rune, marks []mark) (out []draftPiece) {
	slices.SortStableFunc(marks, func(a, b mark) int { return a.from - b.from })
	at := 0
	for _, m := range marks {
		from, to := max(m.from, 0), min(m.to, len(text))
		if from < at || from >= to {
			continue
		}
		if from > at {
			out = append(out, draftPiece{Text: string(text[at:from])})
		}
		piece := m.piece
		piece.Text = string(text[from:to])
		out = append(out, piece)
		at = to
	}
	if at < len(text) {
		out = append(out, draftPiece{Text: string(text[at:])})
	}
	return out
}
