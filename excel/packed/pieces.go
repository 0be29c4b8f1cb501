package packed

import (
	"errors"
	"io"

	"github.com/tallysheet/tallysheet/internal/aside"
)

// pieces keeps what is written without moving it when it grows; what is long of it lies aside.
type pieces struct {
	held [][]byte    // the last that is not empty is being filled; those behind it are room that was used before
	used int         // how many of them are not
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
		last := p.used - 1
		if last < 0 || len(p.held[last]) == cap(p.held[last]) {
			if p.used*pieceSize >= mostHeld {
				p.putAside()
			}
			if last = p.used; last == len(p.held) {
				p.held = append(p.held, make([]byte, 0, max(1<<12, min(pieceSize, p.n))))
			}
			p.used++
		}
		some := p.held[last]
		fits := min(len(b), cap(some)-len(some))
		p.held[last], b = append(some, b[:fits]...), b[fits:]
	}
	return n, nil
}

// putAside puts what is held aside and leaves its room to what comes; where that cannot be, all of it is held.
func (p *pieces) putAside() {
	if p.file == nil {
		file, err := aside.New()
		if err != nil {
			return
		}
		p.file = file
	}
	for i, piece := range p.held[:p.used] {
		if _, err := p.file.Put(piece); err != nil {
			p.held, p.used = p.held[i:], p.used-i // those before stand there
			return
		}
		p.at = append(p.at, len(piece))
		p.held[i] = piece[:0]
	}
	p.used = 0
}

// len is how much was written.
func (p *pieces) len() int { return p.n }

// moveTo writes all of it, and lets go of it.
func (p *pieces) moveTo(w io.Writer) (err error) {
	at := int64(0)
	room := make([]byte, pieceSize)
	for _, n := range p.at {
		piece := room[:n]
		if err = p.file.Take(at, piece); err == nil {
			_, err = w.Write(piece)
		}
		if err != nil {
			break
		}
		at += int64(n)
	}
	for _, piece := range p.held[:p.used] {
		if err == nil {
			_, err = w.Write(piece)
		}
	}
	p.held, p.used = nil, 0
	if p.file != nil {
		err = errors.Join(err, p.file.Close())
	}
	return err
}
