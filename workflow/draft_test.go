package workflow_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/draft"
	"github.com/tallysheet/tallysheet/tally/meaning"
	"github.com/tallysheet/tallysheet/templates"
	"github.com/tallysheet/tallysheet/workflow"
)

const planText = `碧桐湖高新区2023年工作总结和2024年工作计划
碧高管〔2023〕31号
一、2023年工作回顾
全年实现地区生产总值186.5亿元，增长6.2%；新增规上工业企业17家，引进亿元以上项目21个。
二、2024年主要目标
地区生产总值增长7%左右；规上工业增加值增长8%，力争9%；实际利用外资1.3亿美元；城镇登记失业率控制在3.5%以内。
三、重点工作
（一）突出项目攻坚。新开工亿元以上项目22个、竣工15个；高新技术企业由86家增至110家。对首次上规企业给予20万元奖励。湖滨路二期6月底前建成通车。（牵头单位：建设局；配合单位：财政局）
（二）守牢安全底线。确保不发生较大及以上安全事故，每月组织应急演练2次以上。去年签约的17个项目中，已开工11个，今年开工率要提高到80%以上。（安监局负责）
`

func drafter(t testing.TB) *workflow.Drafter {
	t.Helper()
	words, err := meaning.ParseWords(templates.Words())
	if err != nil {
		t.Fatal(err)
	}
	headings, err := vocabulary.ParseHeadings(templates.Headings())
	if err != nil {
		t.Fatal(err)
	}
	own, err := draft.New(words)
	if err != nil {
		t.Fatal(err)
	}
	return &workflow.Drafter{Reader: &excel.Reader{Words: words, Headings: headings, Limits: xlsx.DefaultLimits()}, Words: own}
}

func draftOf(t testing.TB, text string) (draft.Draft, draft.Source) {
	t.Helper()
	d, src, err := drafter(t).Draft(t.Context(), "计划.txt", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d, src
}

func TestDraftFindsWhatIsToBeReached(t *testing.T) {
	d, _ := draftOf(t, planText)
	if d.Year != "2024" || d.Number != "碧高管〔2023〕31号" || !strings.HasPrefix(d.Title, "碧桐湖高新区") {
		t.Error(d.Title, d.Year, d.Number)
	}
	want := map[string]string{
		"地区生产总值": "增长7%左右", "规上工业增加值": "增长8%，力争增长9%", "实际利用外资": "1.3亿美元", "城镇登记失业率": "不超过3.5%", "新开工亿元以上项目": "22个", "竣工亿元以上项目": "15个",
		"高新技术企业": "110家", "较大及以上安全事故": "0", "应急演练": "每月2次", "开工率": "80%",
	}
	for _, got := range d.Targets {
		if want[got.Indicator] != got.Cell() {
			t.Errorf("%s: %q, want %q", got.Indicator, got.Cell(), want[got.Indicator])
		}
		if strings.HasPrefix(got.Indicator, "新开工") && (strings.Join(got.Lead, "") != "建设局" || strings.Join(got.Support, "") != "财政局") {
			t.Error("lead of", got.Indicator, got.Lead, got.Support)
		}
		delete(want, got.Indicator)
	}
	for name := range want {
		t.Error("not found:", name)
	}
	if len(d.Milestones) != 1 || d.Milestones[0].Deadline != "2024-06" || d.Milestones[0].Name() != "湖滨路二期建成通车" {
		t.Error(d.Milestones)
	}
	kinds := map[string]draft.Why{}
	for _, a := range d.SetAside {
		kinds[a.Number] = a.Why
	}
	for n, why := range map[string]draft.Why{"186.5": draft.WhyResult, "17": draft.WhyResult, "86": draft.WhyBaseline, "20": draft.WhyPolicy, "31": draft.WhyNumber} {
		if kinds[n] != why {
			t.Errorf("%s is %q, want %q", n, kinds[n], why)
		}
	}
}

// TestDraftAccountsForEveryNumber: each run of digits of the text is in a target, a milestone or set aside.
func TestDraftAccountsForEveryNumber(t *testing.T) {
	d, src := draftOf(t, planText)
	for i, b := range src.Blocks {
		held := make([]bool, len([]rune(b.Text))+1)
		hold := func(p draft.Place) {
			for k := p.From; p.Block == i && k < p.To && k < len(held); k++ {
				held[k] = true
			}
		}
		for _, x := range d.Targets {
			for _, p := range x.Places {
				hold(p)
			}
		}
		for _, x := range d.Milestones {
			for _, p := range x.Places {
				hold(p)
			}
		}
		for _, x := range d.SetAside {
			hold(x.Place)
		}
		for _, m := range regexp.MustCompile(`[0-9.]+`).FindAllStringIndex(b.Text, -1) {
			if at := len([]rune(b.Text[:m[0]])); !held[at] {
				t.Errorf("%s of %q is lost", b.Text[m[0]:m[1]], b.Text)
			}
		}
	}
}

// TestDraftBookReadsBack: the workbook of a draft, read as any breakdown, has the same rows, each with its sentence.
func TestDraftBookReadsBack(t *testing.T) {
	d, _ := draftOf(t, planText)
	book, err := workflow.DraftBook(d, "计划.docx")
	if err != nil {
		t.Fatal(err)
	}
	read, err := drafter(t).Reader.Read(t.Context(), "分解表.xlsx", book, layout.Options{Kind: tally.KindPlan})
	if err != nil || tally.HasClass(read.Findings, tally.ClassA) {
		t.Fatal(err, read.Findings)
	}
	if len(read.Items) != len(d.Targets)+len(d.Milestones) {
		t.Fatal(len(read.Items), "rows")
	}
	for i, want := range d.Targets {
		it := read.Items[i]
		if it.Name != want.Indicator || it.Quoted != want.Sentence || it.Document != "计划.docx" || len(it.Targets) != 1 {
			t.Errorf("%s came back as %+v", want.Indicator, it)
			continue
		}
		if got := it.Targets[0]; got.Op != want.Op || !got.Floor.Equal(want.Floor) || !got.Stretch.Equal(want.Stretch) || got.Period != "2024" {
			t.Errorf("%s: %s came back as %+v", want.Indicator, want.Cell(), got)
		}
	}
}

// BenchmarkDraftFiftyPages: what some fifty pages cost.
func BenchmarkDraftFiftyPages(b *testing.B) {
	text := planText + strings.Repeat(planText[strings.Index(planText, "（一）"):], 60)
	d := drafter(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := d.Draft(b.Context(), "计划.txt", []byte(text)); err != nil {
			b.Fatal(err)
		}
	}
}
