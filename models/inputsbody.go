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
	in.CutOff, in.Digest, in.Number, in.Reports, in.Settings.Version = Timestamp{}, "", 0, reports, 0
	sum := sha256.New()
	err := in.writeTo(sum, long)
	return hex.EncodeToString(sum.Sum(nil)), err
}

// longInputs is the JSON of what is long and is written for the digest and for the body alike.
type longInputs struct{ plan, remarks, notes []byte }

func (in *Inputs) long() longInputs {
	return longInputs{in.Plan.AppendJSON(nil), tally.AppendJSONList(nil, in.Remarks), tally.AppendJSONList(nil, in.Notes)}
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
	for _, part := range [][]byte{[]byte(`{"plan":`), long.plan, []byte(","), short[1 : len(short)-1], []byte(`,"remarks":`), long.remarks,
		[]byte(`,"notes":`), long.notes, []byte(`,"reports":`), tally.AppendJSONList(nil, in.Reports), []byte("}")} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}
