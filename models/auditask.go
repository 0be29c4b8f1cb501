package models

import (
	"context"
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/models/anchor"
	"github.com/tallysheet/tallysheet/models/witness"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// AuditAsk says what the audit chain is held against beside itself. The zero value walks the whole chain and holds it against what
// stands in the database.
type AuditAsk struct {
	Outside []Anchored       // anchors from outside of the database: covers, backups, notices
	Keys    *anchor.Verifier // of the anchors that are signed; a signature is not looked at where nil
	Onward  bool             // go on from where this process walked to last, rather than from the beginning
}

// VerifyAudit walks the audit chain, and holds it against what stands in the database: each submission and each edition must have
// its row in the chain, and each such row its submission or edition. Who cuts the end of the chain off and moves its head back
// leaves them without a witness. Rows that were removed when their time was over are not asked for. The chain must pass
// through the anchors that editions carry, those from outside, and the one to which this process walked before, which lies out of the reach of
// who writes the database; the report says which of those from outside proves how much.
func (s *Store) VerifyAudit(ctx context.Context, ask AuditAsk) (AuditReport, error) {
	anchors, proofs, why, err := s.anchors(ctx, ask)
	if err != nil || why != "" {
		return AuditReport{BadSeq: 1, Why: why}, err
	}
	var report AuditReport
	walked := s.walked.Load()
	switch {
	case walked == nil:
		report, err = s.Audit.Verify(ctx, anchors...)
	case ask.Onward:
		report, err = s.Audit.VerifyOn(ctx, *walked, anchors...)
	default:
		report, err = s.Audit.Verify(ctx, append(anchors, *walked)...)
	}
	if err != nil || !report.OK() {
		return report, err
	}
	err = s.db.Snapshot(ctx, func(conn *gorm.DB) (err error) {
		report.Why, err = witness.Check(conn, report.From)
		return err
	})
	if err != nil || report.Why != "" {
		report.BadSeq = report.Rows + 1
		return report, err
	}
	s.walked.Store(&Anchored{Anchor: tally.Anchor{Rows: report.Rows, Head: report.Head}, From: "本服务上次核对时"})
	for _, a := range proofs {
		if report.Proof == nil || a.Rows > report.Proof.Rows {
			report.Proof = &a
		}
	}
	return report, nil
}

// anchors gives all that the chain must pass through, and those of them that nobody who writes the database could make.
func (s *Store) anchors(ctx context.Context, ask AuditAsk) (all, proofs []Anchored, why string, err error) {
	own, err := witness.Anchors(s.db.Reading(ctx))
	if err != nil {
		return nil, nil, "", err
	}
	proofs = slices.Clone(ask.Outside)
	for _, a := range slices.Concat(own, ask.Outside) {
		if ask.Keys == nil || !a.Signed() {
			continue
		}
		if err := ask.Keys.Check(a.Anchor); err != nil {
			return nil, nil, fmt.Sprintf("%s的锚点（第 %d 条）%s。", a.From, a.Rows, err), nil
		}
	}
	for _, a := range own {
		if ask.Keys != nil && a.Signed() {
			proofs = append(proofs, a)
		}
	}
	kept, err := s.Audit.Kept(ctx)
	own = slices.DeleteFunc(own, func(a Anchored) bool { return a.Rows < kept }) // their rows' time is over
	return slices.Concat(own, ask.Outside), proofs, "", err
}
