package handlers_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/samples"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/deviation"
	"github.com/tallysheet/tallysheet/tally/meaning"
	"github.com/tallysheet/tallysheet/templates"
	"github.com/tallysheet/tallysheet/workflow"
)

// newWorkflow wires the rooms as the program does.
func newWorkflow(t testing.TB, store *models.Store, clock func() time.Time) *workflow.Workflow {
	t.Helper()
	words, err := meaning.ParseWords(templates.Words())
	if err != nil {
		t.Fatal(err)
	}
	headings, err := vocabulary.ParseHeadings(templates.Headings())
	if err != nil {
		t.Fatal(err)
	}
	rules := func(name string) (*deviation.Rules, error) {
		text, ok := templates.Rules(name)
		if !ok {
			return nil, fmt.Errorf("no rules %q", name)
		}
		return deviation.ParseRules(text)
	}
	reader := &excel.Reader{Words: words, Headings: headings, Limits: xlsx.DefaultLimits()}
	return &workflow.Workflow{Store: store, Reader: reader, Words: words, Rules: rules, RulesName: "default", Now: clock}
}

// The sample plan, and the departments that report on it.
const (
	planKey  = "demo"
	planFile = "plans/wenzhou-2018-2020.xlsx"
	economy  = "经济发展局"
	commerce = "商务局"
)

// september is the month of most tests.
var september = tally.MonthOf(2018, 9)

func sample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := samples.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// withPlan imports the sample plan.
func (s *site) withPlan() *site {
	s.t.Helper()
	got, err := s.workflow.ImportPlan(s.t.Context(), models.System(), planKey, "plan.xlsx", sample(s.t, planFile))
	if err != nil || got.Refused() {
		s.t.Fatalf("plan: %v %v", err, got.Reading.Findings)
	}
	return s
}

// file files a sample sheet as its department.
func (s *site) file(month, department string, draft bool) models.Submission {
	s.t.Helper()
	p, err := tally.ParseMonth(month)
	if err != nil {
		s.t.Fatal(err)
	}
	got, err := s.workflow.Submit(s.t.Context(), models.System(), workflow.Filing{Plan: planKey, Department: department, Period: p, Draft: draft,
		Name: department + ".xlsx", Data: sample(s.t, "progress/"+month+"/"+department+".xlsx")})
	if err != nil {
		s.t.Fatal(err)
	}
	return got.Submission
}
