package tally

import (
	"bytes"
	"encoding/json"
	"io"
)

// WriteJSON writes what json.Marshal gives, an indicator at a time: as one text a plan of thousands is tens of megabytes.
func (p *Plan) WriteJSON(w io.Writer) error {
	head, err := json.Marshal(struct {
		Key   string `json:"key"`
		Title string `json:"title"`
	}{p.Key, p.Title})
	if err != nil {
		return err
	}
	var text bytes.Buffer
	text.Write(head[:len(head)-1])
	if p.Indicators == nil {
		text.WriteString(`,"indicators":null}`)
		_, err = text.WriteTo(w)
		return err
	}
	text.WriteString(`,"indicators":[`)
	entries := json.NewEncoder(&text)
	for i := range p.Indicators {
		if i > 0 {
			text.WriteByte(',')
		}
		if err := entries.Encode(&p.Indicators[i]); err != nil {
			return err
		}
		text.Truncate(text.Len() - 1) // the end of the line
		if text.Len() > jsonPiece {
			if _, err := text.WriteTo(w); err != nil {
				return err
			}
		}
	}
	text.WriteString("]}")
	_, err = text.WriteTo(w)
	return err
}

// jsonPiece is about how much is written at a time.
const jsonPiece = 1 << 14
