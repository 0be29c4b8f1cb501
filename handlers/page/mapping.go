package page

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
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

// tableCard is a table on the page: its heading, and whether it is taken to be read by hand. All cards are sent in one form.
type tableCard struct {
	tally.Header
	N     int  // the card's number in the form
	Take  bool // ticked to begin with: the only one, or nothing was read by its heading
	Other bool // a further table of a sheet, not found by the reader
}

// cardsOf are the tables of a workbook as cards: those whose heading was found, and one more for each sheet of a workbook that is at hand.
func cardsOf(headers []tally.Header, book *xlsx.Workbook) (cards []tableCard) {
	add := func(h tally.Header, take, other bool) {
		cards = append(cards, tableCard{h, len(cards), take, other})
	}
	for _, h := range headers {
		add(h, len(headers) == 1 || !slices.ContainsFunc(h.Columns, func(c tally.Column) bool { return c.Role == string(vocabulary.RoleName) }), false)
	}
	if book == nil {
		return cards
	}
	for _, sh := range book.Sheets {
		if len(sh.Rows) > 0 {
			add(bareHeader(sh), !slices.ContainsFunc(headers, func(h tally.Header) bool { return h.Sheet == sh.Name }), true)
		}
	}
	return cards
}

// columnsPage maps the columns of a sheet by hand, once; the next months with the same heading are read by it.
type columnsPage struct {
	Sub    models.Submission
	Tables []tableCard
	Roles  []roleChoice
	Grid   *grid
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
	headers, err := s.Store.Submissions.Headers(ctx, sub.ID)
	if err != nil {
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
		page.Grid = gridOf(book, nil, headers, ask)
	}
	page.Tables = cardsOf(headers, book)
	return s.Show(c, http.StatusOK, "columns", "列对应关系", page)
}

// bareHeader offers the columns of a sheet without a heading.
func bareHeader(sh *xlsx.Sheet) tally.Header {
	h := tally.Header{Sheet: sh.Name, Rows: [2]int{1, 1}}
	for col := 1; col <= min(sh.MaxCol, mostMapped); col++ {
		h.Columns = append(h.Columns, tally.Column{Letter: xlsx.Letter(col)})
	}
	return h
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
	tables, err := mappedTables(f)
	if err != nil {
		return err
	}
	text, err := json.Marshal(byhand.Mapping{Tables: tables})
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

// mostTables are the cards that one form may hold.
const mostTables = 200

// mappedTables are the tables that were ticked in a form: sheet.0, first.0, last.0, role.0.A … for the card 0; without numbers where the form
// holds one table.
func mappedTables(f url.Values) ([]byhand.Table, error) {
	var tables []byhand.Table
	take := func(mark string) error {
		first, err := web.WholeNumber(f.Get("first"+mark), 1, 1<<20)
		if err != nil {
			return err
		}
		last, err := web.WholeNumber(f.Get("last"+mark), first, 1<<20)
		if err != nil {
			return err
		}
		columns := map[string]byhand.Column{}
		for name := range f {
			if letter, ok := strings.CutPrefix(name, "role"+mark+"."); ok && f.Get(name) != "" {
				columns[letter] = byhand.Column{Role: f.Get(name), Unit: strings.TrimSpace(f.Get("unit" + mark + "." + letter))}
			}
		}
		if len(columns) == 0 && mark != "" { // a further table of which nothing is said
			return nil
		}
		tables = append(tables, byhand.SideBySide(byhand.Table{Sheet: f.Get("sheet" + mark), Header: [2]int{first, last}, Columns: columns})...)
		return nil
	}
	if f.Has("first") {
		err := take("")
		return tables, err
	}
	for n := range mostTables {
		if mark := "." + strconv.Itoa(n); f.Get("take"+mark) != "" {
			if err := take(mark); err != nil {
				return nil, err
			}
		}
	}
	if len(tables) == 0 {
		return nil, web.Fail(web.BadRequest, "请先勾选要按下面的对应重读的表，并指明各列。")
	}
	return tables, nil
}
