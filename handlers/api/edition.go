package api

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// Editions answer for the consolidations published.
type Editions struct{ *web.Site }

func (s Editions) List(c *gin.Context) error {
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	list, err := s.Store.Editions.List(c.Request.Context(), c.Param("plan"), month)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, gin.H{"editions": web.OrEmpty(list)})
	return nil
}

func (s Editions) Consolidate(c *gin.Context) error {
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	info, isNew, err := s.Site.Consolidate(c, c.Param("plan"), month)
	if err != nil {
		return err
	}
	status := http.StatusOK
	if isNew {
		status = http.StatusCreated
	}
	c.JSON(status, info)
	return nil
}

// edition reads the month and the number of an edition from the address.
func edition(c *gin.Context) (tally.Round, int, error) {
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return month, 0, err
	}
	n, err := web.EditionNumber(c.Param("number"))
	return month, n, err
}

// wholeEdition is an edition with what describes it.
type wholeEdition struct {
	Info    models.EditionInfo `json:"info"`
	Edition *tally.Edition     `json:"edition"`
}

func (s Editions) Get(c *gin.Context) error {
	month, n, err := edition(c)
	if err != nil {
		return err
	}
	info, ed, err := s.WholeEditionOf(c.Request.Context(), c.Param("plan"), month, n)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, wholeEdition{info, ed.Edition})
	return nil
}

// Workbook sends the published workbook; to a reporter, the rows of the own department cut from it.
func (s Editions) Workbook(c *gin.Context) error {
	month, n, err := edition(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	if u := web.PersonOf(ctx).User; u.Role == account.Reporter {
		return s.sendMade(c, month, n, " "+u.Department, func(w io.Writer, ed tally.Edition) error {
			return excel.WriteDepartment(w, ed, u.Department)
		})
	}
	info, data, err := s.Store.Editions.Workbook(ctx, c.Param("plan"), month, n)
	if err != nil {
		return err
	}
	if err := s.NoteDownload(c, ofEdition(info, "edition")); err != nil {
		return err
	}
	return s.give(c, info.FileName, data)
}

// give sends a workbook of an edition: as it is, or where the site wants it so as a copy that names who took it, and when.
func (s Editions) give(c *gin.Context, name string, data []byte) error {
	if s.NamedCopies {
		var named bytes.Buffer
		who := tally.NamedCopy{Name: web.PersonOf(c.Request.Context()).Actor().Label(), At: s.Clock().In(s.Zone)}
		if err := excel.WriteNamed(&named, data, who); err != nil {
			return err
		}
		data = named.Bytes()
	}
	web.SendWorkbook(c, name, data)
	return nil
}

// Brief sends the leader's page of an edition (领导简报).
func (s Editions) Brief(c *gin.Context) error {
	month, n, err := edition(c)
	if err != nil {
		return err
	}
	return s.sendMade(c, month, n, " 领导简报", excel.WriteBrief)
}

// Official sends an edition as an official document in .docx: the 通报 or the 简报.
func (s Editions) Official(what string) func(*gin.Context) error {
	return func(c *gin.Context) error {
		month, n, err := edition(c)
		if err != nil {
			return err
		}
		var b bytes.Buffer
		info, err := s.Workflow.WriteOfficial(c.Request.Context(), &b, what, c.Param("plan"), month, n)
		if err != nil {
			return err
		}
		if err := s.NoteDownload(c, ofEdition(info, what)); err != nil {
			return err
		}
		name := map[string]string{workflow.OfficialBrief: " 简报", workflow.OfficialCircular: " 通报"}[what]
		web.SendDocument(c, strings.TrimSuffix(info.FileName, ".xlsx")+name+".docx", b.Bytes())
		return nil
	}
}

// sendMade makes a workbook from an edition and sends it.
func (s Editions) sendMade(c *gin.Context, month tally.Round, n int, suffix string, write func(io.Writer, tally.Edition) error) error {
	info, ed, err := s.WholeEditionOf(c.Request.Context(), c.Param("plan"), month, n)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := write(&b, *ed.Edition); err != nil {
		return fmt.Errorf("workbook from edition %d of %s: %w", info.Number, month, err)
	}
	if err := s.NoteDownload(c, ofEdition(info, strings.TrimSpace(suffix))); err != nil {
		return err
	}
	return s.give(c, strings.TrimSuffix(info.FileName, ".xlsx")+suffix+".xlsx", b.Bytes())
}

func (s Editions) Trace(c *gin.Context) error {
	month, n, err := edition(c)
	if err != nil {
		return err
	}
	trace, err := s.Workflow.Trace(c.Request.Context(), c.Param("plan"), month, n, c.Query("cell"))
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, trace)
	return nil
}

// ofEdition is the record of an edition given out, whole or in part.
func ofEdition(info models.EditionInfo, what string) models.AuditEntry {
	return models.AuditEntry{Action: "download.edition", Plan: info.Plan, Period: info.Period, Object: strconv.Itoa(info.Number), Detail: map[string]any{"what": what}}
}
