package packed

import (
	"errors"
	"io"

	"github.com/tallysheet/tallysheet/internal/aside"
)

// pieces keeps what is written without moving it when it grows; what is long of it lies aside.
type pieces struct {
	held [][]byte
	n    int         // how much was written
	file *aside.File // what came before the pieces that are held; nil while that is nothing
	at   []int       // how long each piece there is
}

const pieceSize = 1 << 16

// mostHeld is how much of a part is held: the parts of a workbook are made side by side and stand in it one behind the other, and those of
// 300,000 indicators are 240 MB.
var mostHeld = 4 << 20

// Write implements io.Writer.
func (p *pieces) Write(b []byte) (int, error) {
	n := len(b)
	p.n += n
	for len(b) > 0 {
		last := len(p.held) - 1
		if last < 0 || len(p.held[last]) == cap(p.held[last]) {
			if len(p.held)*pieceSize >= mostHeld && p.putAside() {
				last = 0 // the first of them is used again
			} else {
				p.held = append(p.held, make([]byte, 0, max(1<<12, min(pieceSize, p.n))))
				last++
			}
		}
		some := p.held[last]
		fits := min(len(b), cap(some)-len(some))
		p.held[last], b = append(some, b[:fits]...), b[fits:]
	}
	return n, nil
}

// putAside puts what is held aside; false where that cannot be: then all of it is held.
func (p *pieces) putAside() bool {
	if p.file == nil {
		file, err := aside.New()
		if err != nil {
			return false
		}
		p.file = file
	}
	for i, piece := range p.held {
		if _, err := p.file.Put(piece); err != nil {
			p.held = p.held[i:] // those before stand there
			return false
		}
		p.at = append(p.at, len(piece))
	}
	p.held = append(p.held[:0], p.held[0][:0])
	return true
}

// len is how much was written.
func (p *pieces) len() int { return p.n }

// moveTo writes all of it, and lets go of it.
func (p *pieces) moveTo(w io.Writer) (err error) {
	at := int64(0)
	for _, n := range p.at {
		var piece []byte
		if piece, err = p.file.Take(at, n); err == nil {
			_, err = w.Write(piece)
		}
		if err != nil {
			break
		}
		at += int64(n)
	}
	for i, piece := range p.held {
		if err == nil {
			_, err = w.Write(piece)
		}
		p.held[i] = nil
	}
	if p.file != nil {
		err = errors.Join(err, p.file.Close())
	}
	return err
}
