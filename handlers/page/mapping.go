package page

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/excel/layout/byhand"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// roleChoice is a part that a column can play.
type roleChoice struct {
	Role  vocabulary.Role
	Label string
}

// roleChoices are the parts that a person may give a column of a progress sheet; the rest is left unread.
func roleChoices(h *vocabulary.Headings) []roleChoice {
	var list []roleChoice
	for _, r := range []vocabulary.Role{vocabulary.RoleName, vocabulary.RoleUnit, vocabulary.RoleGroup, vocabulary.RoleTarget, vocabulary.RoleMonth, vocabulary.RoleYTD, vocabulary.RoleProject,
		vocabulary.RoleProgress, vocabulary.RoleProblems, vocabulary.RoleNextSteps, vocabulary.RoleRemark} {
		list = append(list, roleChoice{r, h.Label(r)})
	}
	return list
}

// columnsPage maps the columns of a sheet by hand, once; the next months with the same heading are read by it.
type columnsPage struct {
	Sub     models.Submission
	Headers []tally.Header
	Roles   []roleChoice
	Grids   []grid
}

// Columns is the page on which a person tells which column is which.
type Columns struct{ *web.Site }

func (s Columns) GetColumns(c *gin.Context) error {
	ctx := c.Request.Context()
	sub, err := s.Mine(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	page := columnsPage{Sub: sub, Roles: roleChoices(s.Workflow.Reader.Headings)}
	if page.Headers, err = s.Store.Submissions.Headers(ctx, sub.ID); err != nil {
		return err
	}
	if page.Grids, _, err = (Submissions{s.Site}).grids(ctx, sub, nil, "", ""); err != nil {
		return err
	}
	for _, g := range page.Grids { // a sheet whose heading was not found at all: its columns are offered bare
		if !slices.ContainsFunc(page.Headers, func(h tally.Header) bool { return h.Sheet == g.Sheet }) {
			h := tally.Header{Sheet: g.Sheet, Rows: [2]int{1, 1}}
			for _, letter := range g.Columns {
				h.Columns = append(h.Columns, tally.Column{Letter: letter})
			}
			page.Headers = append(page.Headers, h)
		}
	}
	return s.Show(c, http.StatusOK, "columns", "列对应关系", page)
}

// PostColumns reads the same workbook again under the mapping and keeps both.
func (s Columns) PostColumns(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	sub, err := s.Mine(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	first, err := web.WholeNumber(f.Get("first"), 1, 1<<20)
	if err != nil {
		return err
	}
	last, err := web.WholeNumber(f.Get("last"), first, 1<<20)
	if err != nil {
		return err
	}
	columns := map[string]byhand.Column{}
	for name := range f {
		letter, ok := strings.CutPrefix(name, "role.")
		if !ok || f.Get(name) == "" {
			continue
		}
		columns[letter] = byhand.Column{Role: f.Get(name), Unit: strings.TrimSpace(f.Get("unit." + letter))}
	}
	text, err := json.Marshal(byhand.Mapping{Tables: byhand.SideBySide(byhand.Table{Sheet: f.Get("sheet"), Header: [2]int{first, last}, Columns: columns})})
	if err != nil {
		return err
	}
	mapping, err := byhand.Parse(s.Workflow.Reader.Headings, text)
	if err != nil {
		return web.Fail(web.BadRequest, "列对应关系不完整：至少要指定指标名称列和一个数据列。")
	}
	_, data, err := s.Store.Submissions.OriginalBytes(ctx, sub.ID)
	if err != nil {
		return err
	}
	got, err := s.Workflow.Submit(ctx, web.PersonOf(ctx).Actor(), workflow.Filing{Plan: sub.Plan, Department: sub.Department, Period: sub.Period,
		Name: sub.FileName, Data: data, Mapping: mapping, Draft: true})
	if err != nil {
		return err
	}
	return s.GoTo(c, "/submissions/"+got.Submission.ID)
}
