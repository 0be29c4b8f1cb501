package tally

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// digest is the SHA-256 of the frozen inputs, in hex: a line of JSON each, in the order that Consolidate works in, so that
// how the inputs came does not matter. Times are UTC.
func (c *consolidation) digest() (string, error) {
	sum := sha256.New()
	lines := json.NewEncoder(sum)
	head := struct {
		Format        int
		Plan          Plan
		Period        Period
		Number        int
		CutOff, AsOf  time.Time
		Rules         string
		Departments   []string
		Aliases       map[string]string
		Reasons       []Correction
		Previous      string
		Notes         []Note
		RemarksFilled int
	}{1, c.Plan, c.Period, c.Number, c.CutOff.UTC(), c.AsOf.UTC(), c.Rules.digest, c.Departments, c.Aliases, c.Reasons, "", c.Notes, len(c.Remarks)}
	if c.Previous != nil {
		head.Previous = c.Previous.Digest
	}
	if err := lines.Encode(head); err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	for _, r := range c.Remarks {
		if err := lines.Encode(r); err != nil {
			return "", fmt.Errorf("digest: %w", err)
		}
	}
	for _, r := range c.Reports {
		r.Due, r.FiledAt = r.Due.UTC(), r.FiledAt.UTC()
		if err := lines.Encode(r); err != nil {
			return "", fmt.Errorf("digest: %w", err)
		}
	}
	for _, f := range c.Figures {
		f.Source.At = f.Source.At.UTC()
		if err := lines.Encode(f); err != nil {
			return "", fmt.Errorf("digest: %w", err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
