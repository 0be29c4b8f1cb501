package api

import (
	"io"
	"mime"
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/excel/figurelist"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
)

// Figures sends the figures of a plan in a form, as they are read. One that breaks on the way breaks the connection, so that it does
// not look whole.
func (s Editions) Figures(form string) func(*gin.Context) error {
	return func(c *gin.Context) error {
		from, err := web.Period(c.Query("from"))
		if err != nil {
			return err
		}
		to, err := web.Period(c.Query("to"))
		if err != nil {
			return err
		}
		ctx, plan := c.Request.Context(), c.Param("plan")
		if _, err := s.Store.Plans.Revisions(ctx, plan); err != nil {
			return err
		}
		err = s.NoteDownload(c, models.AuditEntry{Action: "download.figures", Plan: plan, Period: to, Object: plan, Detail: map[string]any{"from": from, "to": to, "form": form}})
		if err != nil {
			return err
		}
		out := &begun{c: c, form: form, name: plan + " " + from.String() + "至" + to.String() + " 数据." + form}
		_, err = s.Workflow.WriteFigures(ctx, out, form, plan, from, to)
		if err != nil && out.sent {
			panic(http.ErrAbortHandler)
		}
		return err
	}
}

// begun is an answer whose head goes out with its first bytes, so that what fails before them is answered as an error.
type begun struct {
	c          *gin.Context
	form, name string
	sent       bool
}

// Write implements io.Writer.
func (b *begun) Write(p []byte) (int, error) {
	if !b.sent {
		b.sent = true
		h := b.c.Writer.Header()
		h.Set("Content-Type", "text/csv; charset=utf-8")
		if b.form == figurelist.XLSX {
			h.Set("Content-Type", web.WorkbookType)
		}
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": web.CleanName(b.name)}))
		h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
		b.c.Status(http.StatusOK)
	}
	web.AllowMore(b.c.Writer)
	return b.c.Writer.Write(p)
}

var _ io.Writer = (*begun)(nil)
