package deviation

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// ruleFile is a rule file as written; templates/rules/default.yaml explains each key.
type ruleFile struct {
	Name      string                 `yaml:"name"`
	Title     string                 `yaml:"title"`
	Source    string                 `yaml:"source"`
	Palette   map[tally.Light]string `yaml:"palette"` // word, fill, ink
	Tolerance struct {
		Points  exact.Number `yaml:"points"`
		Percent exact.Number `yaml:"percent"`
	} `yaml:"tolerance"`
	Beyond    word                 `yaml:"beyond"`
	Schedule  []ruleTest           `yaml:"schedule"`
	Target    []ruleTest           `yaml:"target"`
	Whole     []ruleTest           `yaml:"whole"`
	Limit     []ruleTest           `yaml:"limit"`
	Rank      []ruleTest           `yaml:"rank"`
	Milestone []ruleTest           `yaml:"milestone"`
	Memory    []ruleMemory         `yaml:"memory"`
	MadeUp    map[tally.Light]word `yaml:"made_up"`
	Evidence  word                 `yaml:"evidence"`
	Score     *ScoreRules          `yaml:"score"`
}

type ruleTest struct {
	Base   word      `yaml:"base"`
	Green  intervals `yaml:"green"`
	Yellow intervals `yaml:"yellow"`
	Red    intervals `yaml:"red"`
	Met    word      `yaml:"met"`
	Missed word      `yaml:"missed"`
}

type ruleMemory struct {
	Sections word `yaml:"sections"`
	Run      word `yaml:"run"`
	Months   int  `yaml:"months"`
	Becomes  word `yaml:"becomes"`
}

// word is a string that knows its place.
type word struct {
	text         string
	line, column int
}

func (w *word) UnmarshalYAML(node ast.Node) error {
	t := node.GetToken()
	w.text, w.line, w.column = t.Value, t.Position.Line, t.Position.Column
	return nil
}

func (w word) fault(message string) *RuleError { return &RuleError{w.line, w.column, message} }

// light reads green, yellow or red.
func (w word) light() (tally.Light, *RuleError) {
	l := tally.Light(w.text)
	if rankOf(l) == 0 {
		return "", w.fault("“" + w.text + "”不是亮灯，应为 green、yellow 或 red")
	}
	return l, nil
}

// ParseRules reads a light rule. A rule with a hole, an overlap, an unknown key or a missing section is
// refused with a *RuleError that names the place: a light that nobody wrote down must not be lit.
func ParseRules(data []byte) (*Rules, error) {
	var f ruleFile
	if err := yaml.UnmarshalWithOptions(data, &f, yaml.Strict()); err != nil {
		return nil, placed(err)
	}
	sum := sha256.Sum256(data)
	r := &Rules{Name: f.Name, Title: f.Title, Source: f.Source, Tolerance: Tolerance(f.Tolerance), Score: f.Score,
		sections: map[Section][]test{}, digest: hex.EncodeToString(sum[:])}
	if r.Name == "" {
		return nil, &RuleError{1, 1, "缺少 name（规则名）"}
	}
	for s, list := range map[Section][]ruleTest{SectionSchedule: f.Schedule, SectionTarget: f.Target, SectionWhole: f.Whole,
		SectionLimit: f.Limit, SectionRank: f.Rank, SectionMilestone: f.Milestone} {
		tests, err := parseTests(s, list)
		if err != nil {
			return nil, err
		}
		r.sections[s] = tests
	}
	if err := r.parseRest(f); err != nil {
		return nil, err
	}
	return r, nil
}

// placed turns the library's error into ours.
func placed(err error) error {
	var own *RuleError
	if errors.As(err, &own) {
		return own
	}
	var at yaml.Error
	if errors.As(err, &at) && at.GetToken() != nil {
		p := at.GetToken().Position
		return &RuleError{p.Line, p.Column, at.GetMessage()}
	}
	return &RuleError{1, 1, err.Error()}
}

func parseTests(s Section, list []ruleTest) ([]test, error) {
	if len(list) == 0 {
		return nil, &RuleError{1, 1, "缺少 " + string(s) + " 一节"}
	}
	var tests []test
	for _, in := range list {
		t, err := parseTest(in)
		if err != nil {
			return nil, err
		}
		tests = append(tests, t)
	}
	return tests, nil
}

func parseTest(in ruleTest) (test, error) {
	t := test{base: in.Base.text}
	if t.base == baseState {
		var bad *RuleError
		if t.met, bad = in.Met.light(); bad != nil {
			return test{}, bad
		}
		if t.missed, bad = in.Missed.light(); bad != nil {
			return test{}, bad
		}
		return t, nil
	}
	if !slices.Contains([]string{basePoints, baseRatio, basePeer, baseActual, basePositions, baseDays}, t.base) {
		return test{}, in.Base.fault("“" + t.base + "”不是 base，应为 points、ratio、peer、actual、positions、days 或 state")
	}
	for l, is := range map[tally.Light]intervals{tally.Green: in.Green, tally.Yellow: in.Yellow, tally.Red: in.Red} {
		for _, i := range is {
			t.bands = append(t.bands, band{l, i})
		}
	}
	if len(t.bands) == 0 {
		return test{}, in.Base.fault("没有写任何一种亮灯的区间")
	}
	if err := cover(t.bands); err != nil {
		return test{}, err
	}
	return t, nil
}

// parseRest reads what is not a section.
func (r *Rules) parseRest(f ruleFile) error {
	if r.evidence = f.Evidence.text == string(SectionMilestone); f.Evidence.text != "" && !r.evidence {
		return f.Evidence.fault("“" + f.Evidence.text + "”不认识，evidence（要附佐证才亮绿灯的一节）只能写 milestone")
	}
	for _, l := range []tally.Light{tally.Green, tally.Yellow, tally.Red, tally.Grey} {
		p := strings.Fields(f.Palette[l])
		if len(p) != 3 {
			return &RuleError{1, 1, "palette 缺少 " + string(l) + "，应为：字 底色 字色，如 绿 C6EFCE 006100"}
		}
		r.Palette = append(r.Palette, tally.Paint{Light: l, Word: p[0], Fill: p[1], Ink: p[2]})
	}
	if !r.Tolerance.Points.OK() || !r.Tolerance.Percent.OK() {
		return &RuleError{1, 1, "缺少 tolerance（“左右”的容差）：points 和 percent"}
	}
	var bad *RuleError
	if r.Beyond, bad = f.Beyond.light(); bad != nil {
		return bad
	}
	for _, in := range f.Memory {
		m := memory{sections: map[Section]bool{}, months: in.Months}
		for name := range strings.FieldsSeq(in.Sections.text) {
			if !slices.Contains(sections(), Section(name)) {
				return in.Sections.fault("“" + name + "”不是规则的一节")
			}
			m.sections[Section(name)] = true
		}
		if m.run, bad = in.Run.light(); bad != nil {
			return bad
		}
		if m.becomes, bad = in.Becomes.light(); bad != nil {
			return bad
		}
		if m.months < 2 {
			return in.Run.fault("months 应不少于2")
		}
		r.memory = append(r.memory, m)
	}
	r.madeUp = map[tally.Light]tally.Light{}
	for from, to := range f.MadeUp {
		if r.madeUp[from], bad = to.light(); bad != nil {
			return bad
		}
	}
	return f.Score.check()
}
