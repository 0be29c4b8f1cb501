package consolidate

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/jsontext"
)

// digest is the SHA-256 of the frozen inputs, in hex: a line of JSON each, in the order that Consolidate works in, so that
// how the inputs came does not matter. Times are UTC.
func (c *consolidation) digest(rules string) (string, error) {
	rest := struct {
		Period        tally.Round
		Number        int
		CutOff, AsOf  time.Time
		Rules         string
		Departments   []string
		Aliases       map[string]string
		Reasons       []tally.Correction
		Previous      string
		Notes         []tally.Note
		RemarksFilled int
		Orders        []tally.Order `json:",omitempty"`

		MadeOf   []tally.RoundKind `json:",omitempty"`
		Asked    tally.Asks        `json:",omitzero"`
		Comments []tally.Comment   `json:",omitempty"`
		Unlocks  []tally.Unlock    `json:",omitempty"`

		Past []tally.PastIndicator `json:",omitempty"`
	}{c.Period, c.Number, c.CutOff.UTC(), c.AsOf.UTC(), rules, c.Departments, c.Aliases, c.Reasons, "", c.Notes, len(c.Remarks), c.digestedOrders(),
		c.MadeOf, c.Asked, c.Comments, c.digestedUnlocks(), c.Past}
	if c.Previous != nil {
		rest.Previous = c.Previous.Digest
	}
	after, err := json.Marshal(rest)
	if err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	sum := sha256.New() // never fails
	fmt.Fprintf(sum, "{\"Format\":%d,\"Plan\":", c.digestForm())
	if err := jsontext.WritePlan(sum, &c.Plan); err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	fmt.Fprintf(sum, ",%s\n", after[1:])
	lines := json.NewEncoder(sum)
	for i := range c.Remarks {
		err = errors.Join(err, lines.Encode(&c.Remarks[i]))
	}
	for _, r := range c.Reports {
		r.Due, r.FiledAt = r.Due.UTC(), r.FiledAt.UTC()
		err = errors.Join(err, lines.Encode(&r))
	}
	if c.digestForm() == digestOfFiled {
		var text []byte
		for i := range c.Filed {
			f := &c.Filed[i]
			err = errors.Join(err, lines.Encode([]any{f.Department, f.Period, f.Source.Text(), len(f.Figures.Bytes())}))
			text = append(text[:0], f.Figures.Bytes()...) // a hash takes no string
			_, _ = sum.Write(text)
		}
	} else {
		for k := range c.members {
			for i := range c.members[k].entries {
				f := c.read(&c.members[k], i)
				err = errors.Join(err, lines.Encode(f.Text()))
			}
		}
	}
	if err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// The forms of a digest: of figures one by one, as editions were made from until they were packed, and of what was filed as it is kept.
const (
	digestOfFigures = 1
	digestOfFiled   = 2
)

func (c *consolidation) digestForm() int {
	if c.packed > 0 {
		return digestOfFiled
	}
	return digestOfFigures
}
