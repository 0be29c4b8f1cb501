package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// filed is one version with its findings and, where asked for, its figures.
type filed struct {
	Submission models.Submission     `json:"submission"`
	Findings   []models.FiledFinding `json:"findings"`
	Figures    []tally.Figure        `json:"figures,omitempty"`
	Belongs    *web.Place            `json:"belongs,omitempty"`
	// Shared says what became of other plans that have some of its indicators too.
	Shared []workflow.SharedFiling `json:"shared,omitempty"`
}

func (s Submissions) File(c *gin.Context) error {
	month, err := web.Period(c.Query("period"))
	if err != nil {
		return err
	}
	u, err := s.ReadUpload(c)
	if err != nil {
		return err
	}
	f := workflow.Filing{Plan: c.Param("plan"), Department: c.Query("department"), Period: month, Draft: c.Query("draft") == "true",
		IdempotencyKey: c.GetHeader("Idempotency-Key"), Explain: web.Explanations(u.Fields)}
	got, findings, err := s.Site.File(c.Request.Context(), f, u)
	if err != nil {
		return err
	}
	sub, there := got.Submission, s.PlaceFor(c.Request.Context(), got.Belongs)
	if sub.FindingsA > 0 && !f.Draft {
		p := web.Refuse("这份表存在必须改正的问题，已存为草稿，没有上报。请改正后重新上传。", web.Plain(findings))
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
	c.JSON(status, filed{Submission: sub, Findings: findings, Belongs: there, Shared: s.Share(c.Request.Context(), sub)})
	return nil
}

func (s Submissions) Get(c *gin.Context) error {
	ctx := c.Request.Context()
	sub, err := s.Mine(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	figures, err := s.Store.Figures.List(ctx, sub.ID)
	if err != nil {
		return err
	}
	return s.answerFiled(c, sub, figures)
}

func (s Submissions) answerFiled(c *gin.Context, sub models.Submission, figures []tally.Figure) error {
	findings, err := s.Store.Findings.List(c.Request.Context(), sub.ID)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, filed{Submission: sub, Findings: web.OrEmpty(findings), Figures: figures})
	return nil
}

func (s Submissions) Original(c *gin.Context) error {
	sub, err := s.Mine(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	name, data, err := s.Store.Submissions.OriginalBytes(c.Request.Context(), sub.ID)
	if err != nil {
		return err
	}
	if err := s.NoteDownload(c, web.Download(sub, "original")); err != nil {
		return err
	}
	web.SendWorkbook(c, name, data)
	return nil
}

func (s Submissions) Marked(c *gin.Context) error {
	sub, err := s.Mine(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	name, data, err := s.Workflow.Marked(c.Request.Context(), sub.ID)
	if err != nil {
		return err
	}
	if err := s.NoteDownload(c, web.Download(sub, "marked")); err != nil {
		return err
	}
	web.SendWorkbook(c, name, data)
	return nil
}
