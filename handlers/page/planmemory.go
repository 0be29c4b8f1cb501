package page

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/excel/layout/byhand"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// What people once decided for later months too, and how it is taken back.

// PostWaiver takes a remembered waiver back.
func (s Plans) PostWaiver(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx, plan := c.Request.Context(), c.Param("plan")
	if err := s.Store.Waivers.TakeBack(ctx, web.PersonOf(ctx).Actor(), plan, f.Get("department"), tally.Code(f.Get("code")), f.Get("about")); err != nil {
		return err
	}
	return s.GoTo(c, "/plans/"+web.PathEscape(plan)+"#waivers")
}

// standingMapping is how a department's columns were mapped by hand, as long as sheets are read by it.
type standingMapping struct {
	models.Mapping
	Columns string // A 指标名称，C 单位
}

func (s Departments) standingMappings(all []models.Mapping) []standingMapping {
	var list []standingMapping
	for _, m := range all {
		if m.Active {
			list = append(list, standingMapping{m, s.mappedColumns(m)})
		}
	}
	return list
}

// mappedColumns says which columns play which part; nothing for a mapping that this version no longer understands.
func (s Departments) mappedColumns(m models.Mapping) string {
	h := s.Workflow.Reader.Headings
	read, err := byhand.Parse(h, m.Mapping)
	if err != nil {
		return ""
	}
	var parts []string
	for _, table := range read.Tables {
		letters := slices.SortedFunc(maps.Keys(table.Columns), func(a, b string) int {
			return cmp.Or(len(a)-len(b), strings.Compare(a, b))
		})
		for _, letter := range letters {
			c := table.Columns[letter]
			part := cmp.Or(h.Label(vocabulary.Role(c.Role)), c.Role)
			if c.Span != "" { // an actual, of which the span says which
				part = tally.Span(c.Span).Chinese()
			}
			parts = append(parts, letter+" "+part)
		}
	}
	return strings.Join(parts, "，")
}

// PostMapping takes a mapping of columns back; the next sheet is read by its headings again.
func (s Departments) PostMapping(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	if err := s.Store.Mappings.Remove(ctx, web.PersonOf(ctx).Actor(), f.Get("department"), f.Get("fingerprint")); err != nil {
		return err
	}
	return s.GoTo(c, "/departments#mappings")
}

// GetPlanOriginal gives the workbook of an import as it came.
func (s Plans) GetPlanOriginal(c *gin.Context) error {
	revision, err := web.WholeNumber(c.Query("revision"), 0, 1<<31-1)
	if err != nil {
		return err
	}
	ctx, plan := c.Request.Context(), c.Param("plan")
	name, data, err := s.Store.Plans.Original(ctx, plan, revision)
	if err != nil {
		return err
	}
	if err := s.NoteDownload(c, models.AuditEntry{Action: "download.plan", Plan: plan, Object: name}); err != nil {
		return err
	}
	web.SendWorkbook(c, name, data)
	return nil
}
