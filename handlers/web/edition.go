package web

import (
	"context"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/internal/parallel"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// Consolidate issues an edition now, and reports whether it is a new one.
// It goes on when the person leaves the page.
func (s *Site) Consolidate(c *gin.Context, plan string, month tally.Round) (models.EditionInfo, bool, error) {
	ctx := context.WithoutCancel(c.Request.Context())
	allowBody(c.Writer, longWork)
	before, err := s.Store.Editions.List(ctx, plan, month)
	if err != nil {
		return models.EditionInfo{}, false, err
	}
	ed, err := workflow.Issue(ctx, s.Workflow, PersonOf(ctx).Actor(), plan, month)
	if err != nil {
		return models.EditionInfo{}, false, err
	}
	info, err := s.Store.Editions.Info(ctx, plan, month, ed.Number)
	return info, ed.Number > len(before), err
}

// ConsolidateBeside is Consolidate for a page: one that takes longer than a look goes on beside it, and the month's page tells how far it
// is. What it fails at then is kept with its run, as when the clock makes it. isNew is false where the edition that stands is the answer.
func ConsolidateBeside(c *gin.Context, s *Site, plan string, month tally.Round) (isNew bool, err error) {
	ctx := context.WithoutCancel(c.Request.Context())
	before, err := s.Store.Editions.List(ctx, plan, month)
	if err != nil {
		return false, err
	}
	number, done := 0, make(chan error, 1)
	go func() {
		done <- parallel.Safely(func() error {
			ed, err := workflow.Issue(ctx, s.Workflow, PersonOf(ctx).Actor(), plan, month)
			number = ed.Number
			return err
		})
	}()
	select {
	case err := <-done:
		return number > len(before), err
	case <-time.After(aLook):
		go func() {
			if err := <-done; err != nil {
				s.Log.ErrorContext(ctx, "edition made beside a page", "plan", plan, "period", month.String(), "error", err)
			}
		}()
		return true, nil
	}
}

// aLook is how long a page waits for an edition.
const aLook = 2 * time.Second

// longWork is worth as much time as a body of so many bytes: five minutes.
const longWork = 5 * 60 * leastRate

// editionCache keeps the editions last looked at. An edition never changes, and decoding a large one takes longer
// than a page may; what is kept is bounded by the memory that it holds.
type editionCache struct {
	mu   sync.Mutex
	kept []keptEdition   // last used last
	lit  map[string]bool // by digest, whether anything is green, yellow or red in it: of all that were ever asked, a few bytes each
}

type keptEdition struct {
	digest string // of the workbook: the same only for the same edition
	ed     *EditionView
	bytes  int64
}

// keptEditions bounds the cache, bytes of what it holds; one that is larger alone is kept until the next.
const keptEditions = 100 << 20

func (c *editionCache) get(digest string) *EditionView {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.kept, func(k keptEdition) bool { return k.digest == digest })
	if i < 0 {
		return nil
	}
	k := c.kept[i]
	c.kept = append(slices.Delete(c.kept, i, i+1), k)
	return k.ed
}

func (c *editionCache) put(digest string, ed *EditionView) {
	size := holds(ed)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept = slices.DeleteFunc(c.kept, func(k keptEdition) bool { return k.digest == digest })
	c.kept = append(c.kept, keptEdition{digest, ed, size})
	total := int64(0)
	for _, k := range slices.Backward(c.kept) {
		if total += k.bytes; total > keptEditions && k.ed != ed {
			i := slices.IndexFunc(c.kept, func(o keptEdition) bool { return o.ed == k.ed })
			c.kept = slices.Delete(slices.Clone(c.kept), 0, i+1)
			return
		}
	}
}

// EditionOf is a published edition, to be read and not changed; number 0 is the newest. It may come without its figures, which few pages
// show and a quarter of its decoding goes into: see FiguresOf and WholeEditionOf.
func (s *Site) EditionOf(ctx context.Context, plan string, month tally.Round, number int) (models.EditionInfo, *EditionView, error) {
	info, err := s.Store.Editions.Info(ctx, plan, month, number)
	if err != nil {
		return info, nil, err
	}
	return viewOf(ctx, s, info, "", s.Store.Editions.Rows)
}

// WholeEditionOf is EditionOf with the figures.
func (s *Site) WholeEditionOf(ctx context.Context, plan string, month tally.Round, number int) (models.EditionInfo, *EditionView, error) {
	info, err := s.Store.Editions.Info(ctx, plan, month, number)
	if err != nil {
		return info, nil, err
	}
	return viewOf(ctx, s, info, wholeEdition, s.Store.Editions.Get)
}

// wholeEdition marks one that is kept with its figures.
const wholeEdition = " whole"

type editionRead func(ctx context.Context, plan string, month tally.Round, number int) (models.EditionInfo, tally.Edition, error)

// viewOf is the edition as it is kept for pages, read where it is not; kept tells what was read of it.
func viewOf(ctx context.Context, s *Site, info models.EditionInfo, kept string, read editionRead) (models.EditionInfo, *EditionView, error) {
	for _, held := range []string{kept, wholeEdition} { // the whole does for any
		if ed := s.editions.get(info.SHA256 + held); ed != nil {
			return info, ed, nil
		}
	}
	info, ed, err := read(ctx, info.Plan, info.Period, info.Number)
	if err != nil {
		return info, nil, err
	}
	f := NewEditionView(&ed)
	s.editions.put(info.SHA256+kept, f)
	return info, f, nil
}

// Lit reports whether anything is green, yellow or red in an edition; one that was asked once is not read again.
func Lit(ctx context.Context, s *Site, info models.EditionInfo) (bool, error) {
	s.editions.mu.Lock()
	lit, known := s.editions.lit[info.SHA256]
	s.editions.mu.Unlock()
	if known {
		return lit, nil
	}
	_, ed, err := s.EditionOf(ctx, info.Plan, info.Period, info.Number)
	if err != nil {
		return false, err
	}
	now := ed.Total.Now
	lit = now[tally.Green]+now[tally.Yellow]+now[tally.Red] > 0
	s.editions.mu.Lock()
	defer s.editions.mu.Unlock()
	if s.editions.lit == nil {
		s.editions.lit = map[string]bool{}
	}
	s.editions.lit[info.SHA256] = lit
	return lit, nil
}

// FiguresOf are the figures of an indicator in an edition, newest first.
func FiguresOf(ctx context.Context, s *Site, info models.EditionInfo, ed *EditionView, row *tally.Row) ([]tally.Figure, error) {
	own, err := figuresOf(ctx, s, info, ed, row)
	slices.SortStableFunc(own, func(a, b tally.Figure) int { return b.Period.Compare(a.Period) })
	return own, err
}

func figuresOf(ctx context.Context, s *Site, info models.EditionInfo, ed *EditionView, row *tally.Row) (own []tally.Figure, err error) {
	kept, err := s.Store.Editions.Answers(ctx, info.Plan, info.Period, info.Number)
	if err != nil {
		return nil, err
	}
	if kept != nil {
		if at := stretchesOf(ed, row); len(at) > 0 {
			return kept.FiguresOf(ctx, row.Indicator.ID, at...)
		}
	}
	_, whole, err := s.WholeEditionOf(ctx, info.Plan, info.Period, info.Number) // older than answers, or nobody's figure was taken
	if err != nil {
		return nil, err
	}
	for _, f := range whole.Edition.Figures {
		if f.Indicator == row.Indicator.ID {
			own = append(own, f)
		}
	}
	return own, nil
}

// stretchesOf are where the figures of a row may stand: its light's, and what was filed besides stands with them; where it rests on none,
// between those of the rows before and behind it, for figures stand in the order of the rows. None where no other row has any either.
func stretchesOf(ed *EditionView, row *tally.Row) (at [][2]int) {
	for _, i := range row.Figures {
		at = append(at, [2]int{i, i})
	}
	if len(at) > 0 {
		return at
	}
	rows := ed.Edition.Rows
	place := slices.IndexFunc(rows, func(r tally.Row) bool { return r.Indicator.ID == row.Indicator.ID })
	before, behind := -1, -1
	for k := place - 1; k >= 0 && before < 0; k-- {
		before = lastFigure(&rows[k])
	}
	for k := place + 1; k < len(rows) && behind < 0; k++ {
		behind = lastFigure(&rows[k])
	}
	switch {
	case before < 0 && behind < 0:
		return nil
	case before < 0:
		before = 0
	case behind < 0:
		behind = math.MaxInt // to the last
	}
	return [][2]int{{before, max(before, behind)}}
}

// lastFigure is the last of a row's figures, -1 for none: those of earlier rounds stand before those of the edition's own.
func lastFigure(r *tally.Row) int {
	if len(r.Figures) == 0 {
		return -1
	}
	return slices.Max(r.Figures)
}
