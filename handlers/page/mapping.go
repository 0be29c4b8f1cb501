package page

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/excel/layout/byhand"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
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
	Grid    *grid
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
	ask, err := askOf(c.Request.URL.Query())
	if err != nil {
		return err
	}
	book, _, err := (Submissions{s.Site}).book(ctx, sub)
	if err != nil {
		return err
	}
	if book != nil {
		page.Grid = gridOf(book, nil, page.Headers, ask)
		page.Headers = append(page.Headers, bareHeaders(book, page.Headers)...)
	}
	return s.Show(c, http.StatusOK, "columns", "列对应关系", page)
}

// bareHeaders offers the columns of sheets whose heading was not found at all.
func bareHeaders(book *xlsx.Workbook, known []tally.Header) []tally.Header {
	var bare []tally.Header
	for _, sh := range book.Sheets {
		if len(sh.Rows) == 0 || slices.ContainsFunc(known, func(h tally.Header) bool { return h.Sheet == sh.Name }) {
			continue
		}
		h := tally.Header{Sheet: sh.Name, Rows: [2]int{1, 1}}
		for col := 1; col <= min(sh.MaxCol, mostMapped); col++ {
			h.Columns = append(h.Columns, tally.Column{Letter: xlsx.Letter(col)})
		}
		bare = append(bare, h)
	}
	return bare
}

// mostMapped are the columns of a sheet that can be mapped by hand.
const mostMapped = 60

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
