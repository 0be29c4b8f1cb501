package workflow

import (
	"context"
	"errors"

	"github.com/tallysheet/tallysheet/excel/mark"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// CellText is what a person types for one cell.
type CellText = mark.CellText

// Amend corrects cells of the newest version on a page (网页更正): the workbook with those cells replaced is read, checked and kept as the next
// draft, and each cell says what stood there, who changed it and when. The version before stays as it was. What was explained and
// what a name was said to be holds on where the same is found again. Where
// every cell holds already what is typed, the version itself is the answer (Repeated).
func Amend(ctx context.Context, d *Workflow, by models.Actor, sub models.Submission, revision int, cells []CellText) (Filed, error) {
	if revision != sub.Revision {
		return Filed{}, &models.Error{Code: models.Conflict, Message: "这份表刚有变动，请刷新后再操作。"}
	}
	name, data, err := d.Store.Submissions.OriginalBytes(ctx, sub.ID)
	if err != nil {
		return Filed{}, err
	}
	earlier, err := d.Store.Findings.List(ctx, sub.ID)
	if err != nil {
		return Filed{}, err
	}
	release, err := d.reading.take(ctx, d.Reader.Limits, data, 0)
	if err != nil {
		return Filed{}, err
	}
	name, now, err := d.Reader.Replace(ctx, name, data, cells)
	release()
	if err != nil {
		return Filed{}, notReplaced(err)
	}
	if len(now.Done) == 0 {
		sub.Repeated = true
		return Filed{Submission: sub}, nil
	}
	f := Filing{Plan: sub.Plan, Department: sub.Department, Period: sub.Period, Name: name, Data: now.Data, Same: saidSame(earlier), Draft: true,
		earlier: earlier, amends: sub.ID}
	for _, c := range now.Done {
		f.amendments = append(f.amendments, models.Amendment{Sheet: c.Sheet, Cell: c.Cell, Old: c.Old, New: c.New, Formula: c.Formula})
	}
	return d.Submit(ctx, by, f)
}

// notReplaced gives the refusal of a cell the code and the place by which a page shows it.
func notReplaced(err error) error {
	var no *xlsx.Refusal
	if !errors.As(err, &no) {
		return unconverted(err)
	}
	e := &models.Error{Code: models.Invalid, Message: no.Message + "。" + no.Expected + "。没有保存。", Field: "cells"}
	if no.Sheet != "" {
		e.Message, e.Field = "工作表“"+no.Sheet+"”："+e.Message, no.Sheet+"!"+no.Cell
	}
	return e
}

// saidSame are the names that whoever filed said to be the plan's.
func saidSame(findings []models.FiledFinding) map[string]string {
	same := map[string]string{}
	for i := range findings {
		if f := &findings[i]; f.Code == tally.RemarkAsks && f.Suggest != "" {
			same[f.About] = f.Suggest
		}
	}
	return same
}

// carried is what was written about the findings of an earlier version, for those that are found again: an explanation of the very same
// finding holds on; of another at the same cell the text is kept to be looked at.
func carried(now []tally.Finding, earlier []models.FiledFinding, explained map[int]string) (typed map[int]string) {
	typed = map[int]string{}
	for i := range now {
		f := &now[i]
		if f.Class != tally.ClassC || explained[i] != "" {
			continue
		}
		for j := range earlier {
			e := &earlier[j]
			text := e.Typed
			if text == "" {
				text = e.Text
			}
			if text == "" || e.Class != tally.ClassC || e.Code != f.Code || e.Sheet != f.Sheet || e.Cell != f.Cell || e.About != f.About {
				continue
			}
			if e.State == models.FindingExplained && e.Message == f.Message {
				explained[i] = e.Text
			} else {
				typed[i] = text
			}
		}
	}
	return typed
}
