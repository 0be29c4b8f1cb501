package handlers

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// What people once decided for later months too, and how it is taken back.

// postWaiver takes a remembered waiver back.
func (s *Server) postWaiver(c *gin.Context) error {
	f, err := s.form(c)
	if err != nil {
		return err
	}
	ctx, plan := c.Request.Context(), c.Param("plan")
	if err := s.store.Waivers.TakeBack(ctx, whoOf(ctx).actor(), plan, f.Get("department"), tally.Code(f.Get("code")), f.Get("about")); err != nil {
		return err
	}
	return s.goTo(c, "/plans/"+pathEscape(plan)+"#waivers")
}

// unwaive opens a waived finding again.
func (s *Server) unwaive(c *gin.Context, by models.Actor, sub models.Submission, a actRequest) (models.Submission, error) {
	n, err := wholeNumber(c.Param("n"), 1, 1<<31-1)
	if err != nil {
		return sub, err
	}
	return s.store.Findings.Unwaive(c.Request.Context(), by, sub.ID, a.Revision, n, a.Reason)
}

// standingMapping is how a department's columns were mapped by hand, as long as sheets are read by it.
type standingMapping struct {
	models.Mapping
	Columns string // A 指标名称，C 单位
}

func (s *Server) standingMappings(all []models.Mapping) []standingMapping {
	var list []standingMapping
	for _, m := range all {
		if m.Active {
			list = append(list, standingMapping{m, s.mappedColumns(m)})
		}
	}
	return list
}

// mappedColumns says which columns play which part; nothing for a mapping that this version no longer understands.
func (s *Server) mappedColumns(m models.Mapping) string {
	h := s.workflow.Reader.Headings
	read, err := layout.ParseMapping(h, m.Mapping)
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

// postMapping takes a mapping of columns back; the next sheet is read by its headings again.
func (s *Server) postMapping(c *gin.Context) error {
	f, err := s.form(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	if err := s.store.Mappings.Remove(ctx, whoOf(ctx).actor(), f.Get("department"), f.Get("fingerprint")); err != nil {
		return err
	}
	return s.goTo(c, "/departments#mappings")
}

// getPlanOriginal gives the workbook of an import as it came.
func (s *Server) getPlanOriginal(c *gin.Context) error {
	revision, err := wholeNumber(c.Query("revision"), 0, 1<<31-1)
	if err != nil {
		return err
	}
	ctx, plan := c.Request.Context(), c.Param("plan")
	name, data, err := s.store.Plans.Original(ctx, plan, revision)
	if err != nil {
		return err
	}
	if err := s.noteDownload(c, models.AuditEntry{Action: "download.plan", Plan: plan, Object: name}); err != nil {
		return err
	}
	sendWorkbook(c, name, data)
	return nil
}
