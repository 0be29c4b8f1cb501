package handlers

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// filed is one version with its findings and, where asked for, its figures.
type filed struct {
	Submission models.Submission     `json:"submission"`
	Findings   []models.FiledFinding `json:"findings"`
	Figures    []tally.Figure        `json:"figures,omitempty"`
	Belongs    *place                `json:"belongs,omitempty"`
}

// noSubmission is the one answer for what is not there and what is another department's.
func noSubmission() error { return fail(notFound, "没有这份报送。") }

// mine is the submission that a route names, if the person may see it: a reporter the own department's.
func (s *Server) mine(ctx context.Context, id string) (models.Submission, error) {
	sub, err := s.store.Submissions.Get(ctx, id)
	if errors.Is(err, &models.Error{Code: models.NotFound}) {
		return sub, noSubmission()
	}
	if err != nil {
		return sub, err
	}
	if u := whoOf(ctx).user; u.Role == models.Reporter && sub.Department != u.Department {
		return models.Submission{}, noSubmission()
	}
	return sub, nil
}

// department is the canonical name of the department that a person acts for: a reporter's own whatever they ask,
// or nothing at all; for the office, the one asked for.
func (s *Server) department(ctx context.Context, asked string) (string, error) {
	u := whoOf(ctx).user
	name, err := s.store.Departments.Resolve(ctx, asked)
	if u.Role != models.Reporter {
		return name, err
	}
	if err != nil && !errors.Is(err, &models.Error{Code: models.NotFound}) {
		return "", err
	}
	if err != nil || name != u.Department {
		return "", fail(notFound, "没有这个部门。")
	}
	return name, nil
}

func (s *Server) apiFile(c *gin.Context) error {
	month, err := period(c.Query("period"))
	if err != nil {
		return err
	}
	u, err := s.readUpload(c)
	if err != nil {
		return err
	}
	f := workflow.Filing{Plan: c.Param("plan"), Department: c.Query("department"), Period: month, Draft: c.Query("draft") == "true",
		IdempotencyKey: c.GetHeader("Idempotency-Key"), Explain: explanations(u.fields)}
	got, findings, err := s.file(c.Request.Context(), f, u)
	if err != nil {
		return err
	}
	sub, there := got.Submission, s.placeFor(c.Request.Context(), got.Belongs)
	if sub.FindingsA > 0 && !f.Draft {
		p := refuse("这份表存在必须改正的问题，已存为草稿，没有上报。请改正后重新上传。", plain(findings))
		p.Submission, p.Belongs = sub.ID, there
		if there != nil {
			p.Detail += there.Says()
		}
		return p
	}
	status := http.StatusCreated
	if sub.Repeated {
		status = http.StatusOK
	}
	c.JSON(status, filed{Submission: sub, Findings: findings, Belongs: there})
	return nil
}

// file hands a workbook in, for the API and the pages alike.
func (s *Server) file(ctx context.Context, f workflow.Filing, u upload) (workflow.Filed, []models.FiledFinding, error) {
	var err error
	if f.Department, err = s.department(ctx, f.Department); err != nil {
		return workflow.Filed{}, nil, err
	}
	f.Name, f.Data = u.name, u.data
	got, err := s.workflow.Submit(ctx, whoOf(ctx).actor(), f)
	if err != nil {
		return got, nil, err
	}
	findings, err := s.store.Findings.List(ctx, got.Submission.ID)
	return got, orEmpty(findings), err
}

// explanations are the form's fields explain.CELL.
func explanations(fields map[string]string) map[string]string {
	texts := map[string]string{}
	for name, text := range fields {
		if cell, ok := strings.CutPrefix(name, "explain."); ok && strings.TrimSpace(text) != "" {
			texts[cell] = text
		}
	}
	return texts
}

func plain(findings []models.FiledFinding) []tally.Finding {
	list := make([]tally.Finding, 0, len(findings))
	for _, f := range findings {
		list = append(list, f.Finding)
	}
	return list
}

func (s *Server) apiSubmission(c *gin.Context) error {
	ctx := c.Request.Context()
	sub, err := s.mine(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	figures, err := s.store.Figures.List(ctx, sub.ID)
	if err != nil {
		return err
	}
	return s.answerFiled(c, sub, figures)
}

func (s *Server) answerFiled(c *gin.Context, sub models.Submission, figures []tally.Figure) error {
	findings, err := s.store.Findings.List(c.Request.Context(), sub.ID)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, filed{Submission: sub, Findings: orEmpty(findings), Figures: figures})
	return nil
}

func (s *Server) apiOriginal(c *gin.Context) error {
	sub, err := s.mine(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	name, data, err := s.store.Submissions.OriginalBytes(c.Request.Context(), sub.ID)
	if err != nil {
		return err
	}
	if err := s.noteDownload(c, download(sub, "original")); err != nil {
		return err
	}
	sendWorkbook(c, name, data)
	return nil
}

func (s *Server) apiMarked(c *gin.Context) error {
	sub, err := s.mine(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	name, data, err := s.workflow.Marked(c.Request.Context(), sub.ID)
	if err != nil {
		return err
	}
	if err := s.noteDownload(c, download(sub, "marked")); err != nil {
		return err
	}
	sendWorkbook(c, name, data)
	return nil
}
