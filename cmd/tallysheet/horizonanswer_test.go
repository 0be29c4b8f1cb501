package main

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
)

// askedOf is the open question of a code about an indicator.
func (o office) askedOf(name string, code tally.QuestionCode) tally.Question {
	o.Helper()
	list := decode[struct {
		Questions []tally.Question `json:"questions"`
	}](o.T, o.do("plan", "questions", officePlan, "--json"))
	at := slices.IndexFunc(list.Questions, func(q tally.Question) bool { return q.Code == code && q.Indicator == name })
	if at < 0 {
		o.Fatalf("nothing is asked of %s: %+v", name, list.Questions)
	}
	return list.Questions[at]
}

// TestAFarTargetsQuestionTakesAPath: which year a target is for is asked once, and the answer says how this year's number comes of it:
// evenly or at one rate from the figure that the plan prints, from a base of one's own, or each year's.
func TestAFarTargetsQuestionTakesAPath(t *testing.T) {
	o, _ := planned(t, history()...)
	o.filed("科技局", "2018-09", "高新技术企业保有量", "家", "55")
	const name = "高新技术企业保有量"
	q := o.askedOf(name, tally.AskHorizon)
	if want := []string{"2020", "2018", tally.PathEven, tally.PathCompound}; !slices.Equal(q.Choices, want) {
		t.Errorf("choices %v, want %v", q.Choices, want)
	}
	n := fmt.Sprint(q.N)
	for _, c := range []struct{ answer, light, path string }{
		{"compound", "green 高于目标0.71家", "2018=54.29,2019=73.68,2020=100"},
		{"从基期逐年均匀折算", "yellow 低于目标5家（完成91.67%）", "2018=60,2019=80,2020=100"},
		{"compound 2016=30", "green ", "2018=54.77"},
		{"2018=58,2019=70,2020=100", "yellow 低于目标3家", "2018=58"},
	} {
		o.confirm("--question", n, "--answer", c.answer)
		o.is(o.light("2018-09", name), c.light, c.path, "2020年的数")
	}
	o.confirm("--question", n, "--answer", "2018")
	o.is(o.light("2018-09", name), "red 低于目标45家")
}

// TestAPathWithoutABaseAsksForOne: where the plan prints no earlier figure a path is not offered, and asking for one says what is missing.
func TestAPathWithoutABaseAsksForOne(t *testing.T) {
	o, _ := planned(t, []any{"开发区2018年目标任务分解表"}, []any{"指标名称", "计量单位", "2018年目标", "责任单位"},
		[]any{"高新技术企业保有量", "家", "到2020年达到100家", "科技局"})
	q := o.askedOf("高新技术企业保有量", tally.AskHorizon)
	if len(q.Choices) != 2 {
		t.Errorf("choices %v", q.Choices)
	}
	var out, errs bytes.Buffer
	code := Run(t.Context(), []string{"plan", "confirm", officePlan, "--reason", "会议明确", "--question", fmt.Sprint(q.N), "--answer", "even", "--database", o.database}, &out, &errs)
	if code != exitFailed {
		t.Errorf("exit %d", code)
	}
	o.is(errs.String(), "没有基期的数", "2016=1000")
}

// TestDeadlinesBeyondTheYearAreAskedOnce: a list of projects is asked once whether its numbers are for the year or for each deadline.
func TestDeadlinesBeyondTheYearAreAskedOnce(t *testing.T) {
	o, plan := planned(t, []any{"开发区2018年重点项目分解表"}, []any{"指标名称", "计量单位", "2018年目标", "完成时限", "责任单位"},
		[]any{"跨江大桥投资", "亿元", "9", "2020年6月", "交通局"}, []any{"会展中心投资", "亿元", "6", "2019年10月", "交通局"})
	if qs := plan.Questions; len(qs) != 1 || len(qs[0].Rows) != 2 || !slices.Equal(qs[0].Choices, []string{tally.ByDeadline, "2018"}) {
		t.Fatalf("asked: %+v", qs)
	}
	o.filed("交通局", "2018-09", "跨江大桥投资", "亿元", "7.2", "会展中心投资", "亿元", "3")
	o.confirm("--question", "1", "--answer", "due")
	o.is(o.light("2018-09", "跨江大桥投资"), "grey ", "目标是2020年的")
	o.is(o.light("2018-09", "会展中心投资"), "grey ", "目标是2019年的")
	o.confirm("--question", "1", "--answer", "2018")
	o.is(o.light("2018-09", "跨江大桥投资"), "green 高于序时进度（75%）5个百分点")
	o.is(o.light("2018-09", "会展中心投资"), "red ")
}
