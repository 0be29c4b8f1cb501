package consolidate

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/tally"
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
	}{c.Period, c.Number, c.CutOff.UTC(), c.AsOf.UTC(), rules, c.Departments, c.Aliases, c.Reasons, "", c.Notes, len(c.Remarks), c.digestedOrders()}
	if c.Previous != nil {
		rest.Previous = c.Previous.Digest
	}
	after, err := json.Marshal(rest)
	if err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	plan, err := json.Marshal(&c.Plan)
	if err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	sum := sha256.New() // never fails
	fmt.Fprintf(sum, "{\"Format\":1,\"Plan\":%s,%s\n", plan, after[1:])
	lines := json.NewEncoder(sum)
	for i := range c.Remarks {
		err = errors.Join(err, lines.Encode(&c.Remarks[i]))
	}
	for _, r := range c.Reports {
		r.Due, r.FiledAt = r.Due.UTC(), r.FiledAt.UTC()
		err = errors.Join(err, lines.Encode(&r))
	}
	for _, f := range c.Figures {
		f.Source.At = f.Source.At.UTC()
		err = errors.Join(err, lines.Encode(&f))
	}
	if err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
