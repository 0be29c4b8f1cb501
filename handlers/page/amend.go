package page

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/workflow"
)

// cellField is what the fields of cells are called in the form: cell:9月!F5.
const cellField = "cell:"

// PostCells corrects the cells of the form and goes to the draft that comes of it. Explanations begun are kept.
func (s Submissions) PostCells(c *gin.Context) error {
	f, err := s.LongForm(c)
	if err != nil {
		return err
	}
	sub, err := s.Mine(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	if sub.Revision, err = revisionOf(f); err != nil {
		return err
	}
	done, err := s.amended(c, f, sub, cellsIn(f))
	if err == nil && !done {
		err = web.Fail(web.Code(models.Invalid), "填的和表里原来的一样，没有要更正的。")
	}
	return err
}

// cellsIn are the cells of the form with what stands in their fields.
func cellsIn(f url.Values) []workflow.CellText {
	var cells []workflow.CellText
	for _, name := range slices.Sorted(maps.Keys(f)) {
		if at, ok := strings.CutPrefix(name, cellField); ok {
			sheet, ref := cellOf(at)
			cells = append(cells, workflow.CellText{Sheet: sheet, Cell: ref, Text: f.Get(name)})
		}
	}
	if ref := strings.ToUpper(strings.TrimSpace(f.Get("othercell"))); ref != "" {
		cells = append(cells, workflow.CellText{Sheet: f.Get("othersheet"), Cell: ref, Text: f.Get("othervalue")})
	}
	return cells
}

// amended corrects the cells that differ and goes to the draft that comes of it; not done where none does.
func (s Submissions) amended(c *gin.Context, f url.Values, sub models.Submission, cells []workflow.CellText) (done bool, err error) {
	ctx := c.Request.Context()
	if err := s.keepTyped(ctx, sub, f); err != nil {
		return false, err
	}
	got, err := workflow.Amend(ctx, s.Workflow, web.PersonOf(ctx).Actor(), sub, sub.Revision, cells)
	if err != nil {
		return false, cellRefused(err)
	}
	if got.Submission.ID == sub.ID {
		return false, nil
	}
	return true, s.GoTo(c, "/submissions/"+got.Submission.ID)
}

// keepTyped keeps the explanations of the form that were not given yet.
func (s Submissions) keepTyped(ctx context.Context, sub models.Submission, f url.Values) error {
	findings, err := s.Store.Findings.List(ctx, sub.ID)
	if err != nil {
		return err
	}
	ns, texts := explanationsIn(findings, f.Get)
	for _, n := range ns {
		if err := s.Store.Findings.KeepTyped(ctx, sub.ID, n, texts[n]); err != nil {
			return err
		}
	}
	return nil
}

// cellOf takes 9月!F5 apart; a sheet's name may hold an exclamation mark.
func cellOf(at string) (sheet, ref string) {
	i := strings.LastIndexByte(at, '!')
	if i < 0 {
		return "", at
	}
	return at[:i], at[i+1:]
}

// cellRefused names the field of the cell that was refused, as it is called in the form.
func cellRefused(err error) error {
	p := web.AsProblem(err, "")
	if strings.Contains(p.Field, "!") && p.Status < http.StatusInternalServerError {
		return web.Beside(cellField+p.Field, err)
	}
	return err
}

// PostTyped keeps an explanation while it is being written. The page's script sends it; it answers with nothing.
func (s Submissions) PostTyped(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	n, err := web.WholeNumber(c.Param("n"), 1, 1<<31-1)
	if err != nil {
		return err
	}
	text := f.Get(explainField + c.Param("n"))
	if len(text) > web.MaxText {
		return web.Fail(web.BadRequest, "文字过长。").At("text")
	}
	sub, err := s.Mine(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	if err := s.Store.Findings.KeepTyped(c.Request.Context(), sub.ID, n, text); err != nil {
		return err
	}
	c.Status(http.StatusNoContent)
	return nil
}
