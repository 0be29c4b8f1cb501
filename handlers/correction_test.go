package handlers_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// changedCells is a department's sheet of September with some cells changed.
func changedCells(t *testing.T, department string, cells map[string]any) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(sample(t, "progress/2018-09/"+department+".xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	for cell, value := range cells {
		if err := f.SetCellValue(f.GetSheetName(0), cell, value); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestAReasonStandsAtItsRow gives a report back for one row, files it again with two rows changed, and reads of 更正表: the two rows alone, the
// reason at the one that it names. The second time, what was given back for the whole stands at what changed.
func TestAReasonStandsAtItsRow(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		by := models.System()
		s.file("2018-08", economy, false)
		edition := func() tally.Edition {
			t.Helper()
			if _, _, err := s.workflow.Consolidate(t.Context(), by, planKey, september); err != nil {
				t.Fatal(err)
			}
			_, ed, err := s.store.Editions.Get(t.Context(), planKey, september, 0)
			if err != nil {
				t.Fatal(err)
			}
			return ed
		}
		again := func(sub models.Submission, reason string, cells map[string]any) models.Submission {
			t.Helper()
			if _, err := s.store.Submissions.Return(t.Context(), by, sub.ID, sub.Revision, reason); err != nil {
				t.Fatal(err)
			}
			got, err := s.workflow.Submit(t.Context(), by, workflow.Filing{Plan: planKey, Department: economy, Period: september, Name: "更正.xlsx", Data: changedCells(t, economy, cells)})
			if err != nil || got.Submission.State != models.Accepted {
				t.Fatalf("filed again: %s %+v %v", got.Submission.State, got.Reading.Findings, err)
			}
			return got.Submission
		}
		sub := s.file("2018-09", economy, false)
		s.file("2018-09", "财政局", false)
		edition()
		sub = again(sub, "固定资产投资增速填成了上月的数，请核对", map[string]any{"F8": 15.2, "E16": 7, "F16": 38, "G16": 76})
		why := map[string]map[string]string{}
		note := func(ed tally.Edition) {
			clear(why)
			for _, c := range ed.Corrections {
				if why[c.Indicator] == nil {
					why[c.Indicator] = map[string]string{}
				}
				why[c.Indicator][c.What] = c.Old + "→" + c.New + " " + c.Why
			}
		}
		note(edition())
		if len(why) != 2 || why["固定资产投资增速"]["本年累计"] != "14.9→15.2 固定资产投资增速填成了上月的数，请核对" || why["高成长型企业培育数"]["本年累计"] != "37→38 部门重新报送第2版" {
			t.Errorf("corrected: %v", why)
		}
		for what, text := range why["高成长型企业培育数"] {
			if strings.Contains(text, "固定资产投资增速") {
				t.Errorf("the reason of another row stands at %s: %s", what, text)
			}
		}
		august := submissionOf(t, s, september.Add(-1))
		if _, err := s.store.Submissions.Return(t.Context(), by, august.ID, august.Revision, "八月的表要重报"); err != nil {
			t.Fatal(err)
		}
		note(edition())
		for name, of := range why {
			for what, text := range of {
				if strings.HasPrefix(what, "2018-08") && !strings.HasSuffix(text, "2018年8月的数不再有效（退回、撤回、待审核或没有填）") || strings.Contains(text, ".xlsx") {
					t.Errorf("%s %s: %s", name, what, text)
				}
			}
		}
		if len(why) == 0 {
			t.Error("a month that was given back changes nothing")
		}
		again(sub, "口径有误", map[string]any{"F8": 15.3, "E16": 7, "F16": 38, "G16": 76})
		note(edition())
		if len(why) != 1 || why["固定资产投资增速"]["本年累计"] != "15.2→15.3 口径有误" {
			t.Errorf("corrected again: %v", why)
		}
		own, err := s.workflow.Submit(t.Context(), by, workflow.Filing{Plan: planKey, Department: economy, Period: september, Name: "又改.xlsx", Data: changedCells(t, economy, map[string]any{"F8": 15.4, "E16": 7, "F16": 38, "G16": 76})})
		if err != nil || own.Submission.State != models.Accepted {
			t.Fatalf("filed of its own accord: %s %v", own.Submission.State, err)
		}
		note(edition())
		if len(why) != 1 || why["固定资产投资增速"]["本年累计"] != "15.3→15.4 部门重新报送第4版" {
			t.Errorf("corrected without having been asked: %v", why)
		}
		if _, err := s.store.Submissions.Return(t.Context(), by, own.Submission.ID, own.Submission.Revision, "请核对口径"); err != nil {
			t.Fatal(err)
		}
		note(edition())
		if why["固定资产投资增速"]["本年累计"] != "15.4→ 报送已退回：请核对口径" || len(why) < 2 {
			t.Errorf("given back: %v", why)
		}
	})
}

// submissionOf is the newest version of a round.
func submissionOf(t *testing.T, s *site, round tally.Round) models.Submission {
	t.Helper()
	list, err := s.store.Submissions.Newest(t.Context(), planKey, economy, round)
	if err != nil || len(list) == 0 || list[0].Period != round {
		t.Fatal(list, err)
	}
	return list[0]
}
