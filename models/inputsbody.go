package models

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"github.com/tallysheet/tallysheet/tally"
)

// digest leaves out what depends on when and where the edition is made.
func (in Inputs) digest(long longInputs) (string, error) {
	reports := make([]tally.Report, len(in.Reports))
	for i, r := range in.Reports {
		reports[i] = tally.Report{Department: r.Department, State: r.State, Late: r.Late, Version: r.Version}
	}
	in.CutOff, in.Digest, in.Number, in.Reports, in.Settings.Version, in.Audit = Timestamp{}, "", 0, reports, 0, tally.Anchor{}
	sum := sha256.New()
	err := in.writeTo(sum, long)
	return hex.EncodeToString(sum.Sum(nil)), err
}

// longInputs is the JSON of what is long and is written for the digest and for the body alike.
type longInputs struct{ plan, remarks, notes []byte }

func (in *Inputs) long() (long longInputs, err error) {
	for _, part := range []struct {
		into *[]byte
		of   any
	}{{&long.plan, &in.Plan}, {&long.remarks, in.Remarks}, {&long.notes, in.Notes}} {
		if *part.into, err = json.Marshal(part.of); err != nil {
			return long, fmt.Errorf("inputs: %w", err)
		}
	}
	return long, nil
}

// writeTo writes the JSON of the inputs, the long parts as they are given.
func (in Inputs) writeTo(w io.Writer, long longInputs) error {
	type bare Inputs
	short, err := json.Marshal(struct {
		bare
		Plan    *struct{} `json:"plan,omitempty"` // these hide the others
		Remarks *struct{} `json:"remarks,omitempty"`
		Notes   *struct{} `json:"notes,omitempty"`
		Reports *struct{} `json:"reports,omitempty"`
	}{bare: bare(in)})
	if err != nil {
		return fmt.Errorf("inputs: %w", err)
	}
	reports, err := json.Marshal(in.Reports)
	if err != nil {
		return fmt.Errorf("inputs: %w", err)
	}
	for _, part := range [][]byte{[]byte(`{"plan":`), long.plan, []byte(","), short[1 : len(short)-1], []byte(`,"remarks":`), long.remarks,
		[]byte(`,"notes":`), long.notes, []byte(`,"reports":`), reports, []byte("}")} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}
