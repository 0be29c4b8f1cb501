package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/internal/parallel"
)

// Bodies shares out the memory of the files that are being received. It is taken piece by piece as they come, so that who sends slowly
// holds no more than was sent. Where all is taken, each would hold pieces and wait for more that others hold: from there on a file takes
// what it needs to its end at once from the other half, and who has that always comes through. nil bounds nothing.
type Bodies struct{ pieces, whole *parallel.Budget }

// NewBodies shares so many bytes out; who finds no room waits so long for it.
func NewBodies(size int64, wait time.Duration) *Bodies {
	return &Bodies{parallel.NewBudget(size/2, wait), parallel.NewBudget(size/2, wait)}
}

// piece is how much of a body is received at a time.
const piece = 1 << 20

// hastyRate is the slowest sender that is waited for while the memory is scarce, bytes a second.
const hastyRate = 100 << 10

// releaseKey is where a request keeps what it has taken of the memory of bodies.
const releaseKey = "release"

// receive reads a file of at most so many bytes within the memory that all bodies share, which is held until the request is answered.
func (s *Site) receive(c *gin.Context, r io.Reader) ([]byte, error) {
	var pieces [][]byte
	size, ahead := int64(0), int64(0) // bytes received, and bytes that room was taken for
	for {
		if ahead < size+piece {
			more, err := room(s, c, size)
			if err != nil {
				return nil, err
			}
			ahead = size + more
		}
		next, n := make([]byte, piece), 0
		var err error
		for err == nil && n < piece { // not io.ReadFull: a body that broke off must not pass for one that ended
			var m int
			m, err = r.Read(next[n:])
			n += m
		}
		if size += int64(n); size > s.MaxUpload {
			return nil, errTooLong
		}
		pieces = append(pieces, next[:n:n])
		if errors.Is(err, io.EOF) {
			return bytes.Join(pieces, nil), nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// room takes room for one more piece of a body of which so much was received, or, where there is none, for all of the rest.
func room(s *Site, c *gin.Context, received int64) (bytes int64, err error) {
	if s.Uploads == nil {
		return s.MaxUpload + piece, nil
	}
	bytes = piece
	release, ok := s.Uploads.pieces.TryTake(2 * bytes) // the pieces, and the whole
	if !ok {
		bytes = s.MaxUpload - received + 2*piece
		if declared := c.Request.ContentLength; declared >= 0 {
			bytes = min(bytes, max(declared-received, 0)+2*piece)
		}
		if release, err = s.Uploads.rest(c.Request.Context(), 2*bytes); err != nil {
			return 0, err
		}
		allowAt(c.Writer, bytes, hastyRate)
	}
	held, _ := c.Get(releaseKey)
	all, _ := held.([]func())
	c.Set(releaseKey, append(all, release))
	return bytes, nil
}

// rest waits for room for all of the rest of a body.
func (b *Bodies) rest(ctx context.Context, n int64) (release func(), err error) {
	release, err = b.whole.Take(ctx, n)
	if errors.Is(err, parallel.ErrNoRoom) {
		return nil, Fail(Unavailable, "同时上传的文件太多，这一份没有接收，请过一分钟再上传。")
	}
	return release, err
}

// Release gives back what a request has taken of the memory of bodies.
func Release(c *gin.Context) {
	held, _ := c.Get(releaseKey)
	all, _ := held.([]func())
	for _, release := range all {
		release()
	}
}
