package db

import (
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// Packer makes the pieces of stored files smaller: readings, inputs and editions are JSON, which shrinks to a tenth.
// It is safe for use by many goroutines.
type Packer struct {
	encoder *zstd.Encoder
	decoder *zstd.Decoder
}

func NewPacker() (*Packer, error) {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(chunkSize), zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil, fmt.Errorf("packer: %w", err)
	}
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(chunkSize))
	if err != nil {
		return nil, fmt.Errorf("packer: %w", err)
	}
	return &Packer{encoder, decoder}, nil
}

// pack gives the piece made smaller, in the room given where there is enough, or as it is where that would not help.
func (p *Packer) pack(piece, room []byte) (stored []byte, packed bool) {
	small := p.encoder.EncodeAll(piece, room[:0])
	if len(small) > len(piece)*7/8 {
		return piece, false
	}
	return small, true
}

// Unpack gives the piece again. What is not what pack gave, or would become longer than a piece, is an error.
func (p *Packer) Unpack(stored []byte, packed bool) ([]byte, error) {
	if !packed {
		return stored, nil
	}
	piece, err := p.decoder.DecodeAll(stored, nil)
	if err != nil {
		return nil, fmt.Errorf("stored piece: %w", err)
	}
	return piece, nil
}
