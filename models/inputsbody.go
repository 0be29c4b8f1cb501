package models

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/tallysheet/tallysheet/models/body"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/jsontext"
)

// writeTo writes the JSON of the inputs and gives their digest, which leaves out what depends on when and where the edition is made. What
// is long is the same in both: it is made once, entry by entry, and goes to both as it comes. The digest stands in the body and so behind
// what is long; it has the fields in another order.
func (in Inputs) writeTo(kept io.Writer) (digest string, err error) {
	sum := sha256.New()
	both := io.MultiWriter(sum, kept)
	of := in.digested()
	if _, err = io.WriteString(both, `{"plan":`); err == nil {
		err = jsontext.WritePlan(both, &in.Plan)
	}
	err = errors.Join(err, of.writeShort(sum),
		body.List(both, "remarks", in.Remarks, func(int) {}), body.List(both, "notes", in.Notes, func(int) {}), of.writeReports(sum))
	in.Digest = hex.EncodeToString(sum.Sum(nil))
	if err = errors.Join(err, in.writeShort(kept), in.writeReports(kept)); err != nil {
		return "", fmt.Errorf("inputs: %w", err)
	}
	return in.Digest, nil
}

// digested are the inputs without what the digest leaves out.
func (in Inputs) digested() Inputs {
	reports := make([]tally.Report, len(in.Reports))
	for i, r := range in.Reports {
		reports[i] = tally.Report{Department: r.Department, State: r.State, Late: r.Late, Version: r.Version}
	}
	in.CutOff, in.Digest, in.Number, in.Reports, in.Settings.Version, in.Audit = Timestamp{}, "", 0, reports, 0, tally.Anchor{}
	return in
}

// writeShort writes the fields that are short, behind others.
func (in *Inputs) writeShort(w io.Writer) error {
	type bare Inputs
	short, err := json.Marshal(struct {
		*bare
		Plan    *struct{} `json:"plan,omitempty"` // these hide the others
		Remarks *struct{} `json:"remarks,omitempty"`
		Notes   *struct{} `json:"notes,omitempty"`
		Reports *struct{} `json:"reports,omitempty"`
	}{bare: (*bare)(in)})
	if err != nil {
		return err
	}
	short[0] = ','
	_, err = w.Write(short[:len(short)-1])
	return err
}

// writeReports writes the last field.
func (in *Inputs) writeReports(w io.Writer) error {
	reports, err := json.Marshal(in.Reports)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, `,"reports":%s}`, reports)
	return err
}
