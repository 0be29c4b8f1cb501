package web

import (
	"context"
	"errors"
	"strings"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// noSubmission is the one answer for what is not there and what is another department's.
func noSubmission() error { return Fail(NotFound, "没有这份报送。") }

// Mine is the submission that a route names, if the person may see it: a reporter the own department's.
func (s *Site) Mine(ctx context.Context, id string) (models.Submission, error) {
	sub, err := s.Store.Submissions.Get(ctx, id)
	if errors.Is(err, &models.Error{Code: models.NotFound}) {
		return sub, noSubmission()
	}
	if err != nil {
		return sub, err
	}
	if u := PersonOf(ctx).User; u.Role == account.Reporter && !u.Holds(sub.Department) {
		return models.Submission{}, noSubmission()
	}
	return sub, nil
}

// Department is the canonical name of the department that a person acts for: a reporter's own whatever they ask,
// or nothing at all; for the office, the one asked for.
func (s *Site) Department(ctx context.Context, asked string) (string, error) {
	u := PersonOf(ctx).User
	name, err := s.Store.Departments.Resolve(ctx, asked)
	if u.Role != account.Reporter {
		return name, err
	}
	if err != nil && !errors.Is(err, &models.Error{Code: models.NotFound}) {
		return "", err
	}
	if err != nil || !u.Holds(name) {
		return "", Fail(NotFound, "没有这个部门。")
	}
	return name, nil
}

// File hands a workbook in, for the API and the pages alike.
func (s *Site) File(ctx context.Context, f workflow.Filing, u upload) (workflow.Filed, []models.FiledFinding, error) {
	var err error
	if f.Department, err = s.Department(ctx, f.Department); err != nil {
		return workflow.Filed{}, nil, err
	}
	f.Name, f.Data = u.name, u.data
	got, err := s.Workflow.Submit(ctx, PersonOf(ctx).Actor(), f)
	if err != nil {
		return got, nil, err
	}
	findings, err := s.Store.Findings.List(ctx, got.Submission.ID)
	return got, OrEmpty(findings), err
}

// Explanations are the form's fields explain.CELL.
func Explanations(fields map[string]string) map[string]string {
	texts := map[string]string{}
	for name, text := range fields {
		if cell, ok := strings.CutPrefix(name, "explain."); ok && strings.TrimSpace(text) != "" {
			texts[cell] = text
		}
	}
	return texts
}

func Plain(findings []models.FiledFinding) []tally.Finding {
	list := make([]tally.Finding, 0, len(findings))
	for _, f := range findings {
		list = append(list, f.Finding)
	}
	return list
}
