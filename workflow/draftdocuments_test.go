package workflow_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally/draft"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// planDocument is a document of a shape of its own and what is in it, noted before it was first drafted; names and figures are invented.
type planDocument struct {
	File    string `json:"file"`
	Title   string `json:"title"`
	Year    string `json:"year"`
	Targets []struct {
		Text    string      `json:"text"`
		Floor   json.Number `json:"floor"`
		Stretch json.Number `json:"stretch"`
		Max     json.Number `json:"max"`
		Parts   []any       `json:"parts"`
	} `json:"targets"`
	Milestones []struct {
		Text     string `json:"text"`
		Deadline string `json:"deadline"`
	} `json:"milestones"`
	Results []string `json:"results"`
}

// TestPlanDocumentsOfOtherShapes drafts ten documents (minutes, a letter of responsibility, a budget, tables with several targets a
// cell, full-width digits in GBK …): their targets and milestones are found, what was reached is not taken.
func TestPlanDocumentsOfOtherShapes(t *testing.T) {
	f, err := os.Open(filepath.Join("testdata", "plans", "wanted.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	targets, found, milestones, reached, results, taken := 0, 0, 0, 0, 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var want planDocument
		if err := json.Unmarshal(lines.Bytes(), &want); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join("testdata", "plans", want.File))
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := drafter(t).Draft(t.Context(), want.File, data)
		if err != nil || got.Title != want.Title && want.File != "07_duty_list.txt" || got.Year != want.Year {
			t.Errorf("%s: %v, %q of %q", want.File, err, got.Title, got.Year)
		}
		for _, w := range want.Targets {
			if len(w.Parts) > 0 {
				continue
			}
			targets++
			if holdsTarget(got, w.Text, w.Floor, w.Stretch) {
				found++
				continue
			}
			t.Logf("%s: missed %s", want.File, w.Text)
		}
		for _, w := range want.Milestones {
			milestones++
			for _, m := range got.Milestones {
				if squeezed(m.Text) == squeezed(w.Text) && m.Deadline == w.Deadline {
					reached++
					break
				}
			}
		}
		for _, w := range want.Results {
			results++
			for _, g := range got.Targets {
				if squeezed(g.Text) == squeezed(w) {
					taken++
					t.Logf("%s: taken for a target: %s", want.File, w)
				}
			}
		}
	}
	if targets < 150 || found*100 < targets*93 || reached*100 < milestones*70 || taken*100 > results*5 {
		t.Errorf("%d of %d targets, %d of %d milestones, %d of %d results taken", found, targets, reached, milestones, taken, results)
	}
}

// holdsTarget reports a row with the numbers, from the words.
func holdsTarget(d draft.Draft, text string, floor, stretch json.Number) bool {
	same := func(n exact.Number, want json.Number) bool {
		w, err := exact.ParseNumber(want.String())
		return want == "" && !n.OK() || err == nil && n.OK() && n.Cmp(w) == 0
	}
	for i := range d.Targets {
		g := &d.Targets[i]
		if same(g.Floor, floor) && same(g.Stretch, stretch) && (strings.Contains(squeezed(g.Sentence), squeezed(text)) || strings.Contains(squeezed(g.Text), squeezed(text))) {
			return true
		}
	}
	return false
}

func squeezed(s string) string {
	return strings.NewReplacer(" ", "", "　", "", "“", "", "”", "").Replace(s)
}

// TestNoticesListsAndPages: a notice issues a plan whose title counts, words at a paragraph's end name who is in charge, a cell that says
// only when takes the row's name, and a page's counters are none of the text.
func TestNoticesListsAndPages(t *testing.T) {
	d, _ := draftOf(t, "关于印发《云溪高新区2025年营商环境提升行动方案》的通知\n云高管办〔2025〕12号\n云溪高新区2025年营商环境提升行动方案\n一、工作目标\n营商环境评价进入全省开发区前10名。\n"+
		"二、重点任务\n1. 优化准入服务。全年新登记企业2600家。责任单位：行政审批局；配合单位：市场监管局\n每月召开1次例会。滨江大道二期建成通车，吸引大项目、好项目落户，引进一批金融项目落地。")
	if d.Title != "云溪高新区2025年营商环境提升行动方案" || len(d.Targets) != 2 || d.Targets[0].Indicator != "营商环境评价" ||
		strings.Join(d.Targets[1].Lead, "") != "行政审批局" || strings.Join(d.Targets[1].Support, "") != "市场监管局" {
		t.Errorf("%s: %+v", d.Title, d.Targets)
	}
	if len(d.Milestones) != 1 || d.Milestones[0].Name() != "滨江大道二期建成通车" || len(d.Milestones[0].Doubts) == 0 {
		t.Errorf("undated milestones: %+v", d.Milestones)
	}
	page := `<html><body><h1>鹤山园区2026年重点工作清单</h1><p>发布时间：2026-02-10 浏览次数：1234</p><table><tr><th>序号</th><th>项目</th><th>目标</th><th>责任单位</th></tr>
<tr><td>1</td><td>公园建设</td><td>新建口袋公园6个，绿道12公里</td><td>城管局</td></tr><tr><td>2</td><td>污水管网</td><td>9月底前完成</td><td>水务局</td></tr></table></body></html>`
	got, _, err := drafter(t).Draft(t.Context(), "清单.html", []byte(page))
	if err != nil || len(got.Targets) != 2 || got.Targets[0].Indicator != "新建口袋公园" || strings.Join(got.Targets[1].Lead, "") != "城管局" {
		t.Errorf("%v: %+v", err, got.Targets)
	}
	if len(got.Milestones) != 1 || got.Milestones[0].Name() != "污水管网" || got.Milestones[0].Deadline != "2026-09" {
		t.Errorf("milestones: %+v", got.Milestones)
	}
}
