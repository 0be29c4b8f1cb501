package handlers

import (
	"context"
	"slices"
	"sync"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// editionCache keeps the editions last looked at. An edition never changes, and decoding a large one takes longer
// than a page may; what is kept is bounded by the figures in it.
type editionCache struct {
	mu   sync.Mutex
	kept []keptEdition // last used last
}

type keptEdition struct {
	digest string // of the workbook: the same only for the same edition
	ed     *face
}

// keptFigures bounds the cache: about 100 MB at the most, a few MB at a usual site.
const keptFigures = 200_000

func (c *editionCache) get(digest string) *face {
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

func (c *editionCache) put(digest string, ed *face) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept = append(c.kept, keptEdition{digest, ed})
	total := 0
	for _, k := range slices.Backward(c.kept) {
		if total += len(k.ed.Figures) + len(k.ed.Rows); total > keptFigures && k.ed != ed {
			i := slices.IndexFunc(c.kept, func(o keptEdition) bool { return o.ed == k.ed })
			c.kept = slices.Delete(slices.Clone(c.kept), 0, i+1)
			return
		}
	}
}

// editionOf is a published edition, to be read and not changed; number 0 is the newest.
func (s *Server) editionOf(ctx context.Context, plan string, month tally.Period, number int) (models.EditionInfo, *face, error) {
	info, err := s.store.Editions.Info(ctx, plan, month, number)
	if err != nil {
		return info, nil, err
	}
	if ed := s.editions.get(info.SHA256); ed != nil {
		return info, ed, nil
	}
	info, ed, err := s.store.Editions.Get(ctx, plan, month, info.Number)
	if err != nil {
		return info, nil, err
	}
	f := newFace(&ed)
	s.editions.put(info.SHA256, f)
	return info, f, nil
}
