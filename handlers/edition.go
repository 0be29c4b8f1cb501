package handlers

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

func (s *Server) apiEditions(c *gin.Context) error {
	month, err := period(c.Param("period"))
	if err != nil {
		return err
	}
	list, err := s.store.Editions.List(c.Request.Context(), c.Param("plan"), month)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, gin.H{"editions": orEmpty(list)})
	return nil
}

func (s *Server) apiConsolidate(c *gin.Context) error {
	month, err := period(c.Param("period"))
	if err != nil {
		return err
	}
	info, isNew, err := s.consolidate(c, c.Param("plan"), month)
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

// consolidate issues an edition now, and reports whether it is a new one.
// It goes on when the person leaves the page.
func (s *Server) consolidate(c *gin.Context, plan string, month tally.Period) (models.EditionInfo, bool, error) {
	ctx := context.WithoutCancel(c.Request.Context())
	allowBody(c.Writer, longWork)
	before, err := s.store.Editions.List(ctx, plan, month)
	if err != nil {
		return models.EditionInfo{}, false, err
	}
	ed, _, err := s.workflow.Consolidate(ctx, whoOf(ctx).actor(), plan, month)
	if err != nil {
		return models.EditionInfo{}, false, err
	}
	info, _, err := s.store.Editions.Get(ctx, plan, month, ed.Number)
	return info, ed.Number > len(before), err
}

// longWork is worth as much time as a body of so many bytes: five minutes.
const longWork = 5 * 60 * leastRate

// edition reads the month and the number of an edition from the address.
func edition(c *gin.Context) (tally.Period, int, error) {
	month, err := period(c.Param("period"))
	if err != nil {
		return month, 0, err
	}
	n, err := editionNumber(c.Param("number"))
	return month, n, err
}

// wholeEdition is an edition with what describes it.
type wholeEdition struct {
	Info    models.EditionInfo `json:"info"`
	Edition *tally.Edition     `json:"edition"`
}

func (s *Server) apiEdition(c *gin.Context) error {
	month, n, err := edition(c)
	if err != nil {
		return err
	}
	info, ed, err := s.editionOf(c.Request.Context(), c.Param("plan"), month, n)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, wholeEdition{info, ed.Edition})
	return nil
}

// apiWorkbook sends the published workbook; to a reporter, the rows of the own department cut from it.
func (s *Server) apiWorkbook(c *gin.Context) error {
	month, n, err := edition(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	if u := whoOf(ctx).user; u.Role == models.Reporter {
		return s.sendMade(c, month, n, " "+u.Department, func(w io.Writer, ed tally.Edition) error {
			return excel.WriteDepartment(w, ed, u.Department)
		})
	}
	info, data, err := s.store.Editions.Workbook(ctx, c.Param("plan"), month, n)
	if err != nil {
		return err
	}
	if err := s.noteDownload(c, ofEdition(info, "edition")); err != nil {
		return err
	}
	sendWorkbook(c, info.FileName, data)
	return nil
}

// apiBrief sends the leader's page of an edition (领导简报).
func (s *Server) apiBrief(c *gin.Context) error {
	month, n, err := edition(c)
	if err != nil {
		return err
	}
	return s.sendMade(c, month, n, " 领导简报", excel.WriteBrief)
}

// sendMade makes a workbook from an edition and sends it.
func (s *Server) sendMade(c *gin.Context, month tally.Period, n int, suffix string, write func(io.Writer, tally.Edition) error) error {
	info, ed, err := s.editionOf(c.Request.Context(), c.Param("plan"), month, n)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := write(&b, *ed.Edition); err != nil {
		return fmt.Errorf("workbook from edition %d of %s: %w", info.Number, month, err)
	}
	if err := s.noteDownload(c, ofEdition(info, strings.TrimSpace(suffix))); err != nil {
		return err
	}
	sendWorkbook(c, strings.TrimSuffix(info.FileName, ".xlsx")+suffix+".xlsx", b.Bytes())
	return nil
}

func (s *Server) apiTrace(c *gin.Context) error {
	month, n, err := edition(c)
	if err != nil {
		return err
	}
	trace, err := s.workflow.Trace(c.Request.Context(), c.Param("plan"), month, n, c.Query("cell"))
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
