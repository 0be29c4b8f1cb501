package deviation

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shippedRules reads a preset as the program ships it.
func shippedRules(t testing.TB, name string) *Rules {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "templates", "rules", name+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := ParseRules(data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return r
}

func TestEveryPresetIsWhole(t *testing.T) {
	files, err := filepath.Glob("../../templates/rules/*.yaml")
	if err != nil || len(files) < 7 {
		t.Fatalf("presets: %v %v", files, err)
	}
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".yaml")
		if r := shippedRules(t, name); r.Name != name || len(r.Palette) != 4 || len(r.Digest()) != 64 {
			t.Errorf("%s: name %q, %d colours", f, r.Name, len(r.Palette))
		}
	}
}

func TestRulesAreRefusedWithThePlace(t *testing.T) {
	data, err := os.ReadFile("../../templates/rules/default.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ what, from, to, says string }{
		{"hole", `yellow: "[-10, 0)"`, `yellow: "[-10, -1)"`, "有缺口"},
		{"hole of one number", `yellow: "[-10, 0)"`, `yellow: "(-10, 0)"`, "-10 本身没有规定亮灯"},
		{"overlap", `yellow: "[-10, 0)"`, `yellow: "[-10, 5)"`, "重叠"},
		{"overlap in one number", `red: "(-∞, -10)"`, `red: "(-∞, -10]"`, "-10 两边都含"},
		{"hole below", `red: "(-∞, -10)"`, `red: "[-90, -10)"`, "-90 以下没有规定"},
		{"hole above", `green: "[0, ∞)"`, `green: "[0, 100]"`, "100 以上没有规定"},
		{"backwards", `yellow: "[-10, 0)"`, `yellow: "[0, -10)"`, "看不懂"},
		{"no interval", `yellow: "[-10, 0)"`, `yellow: "十以内"`, "看不懂"},
		{"unknown base", `base: positions`, `base: luck`, "不是 base"},
		{"unknown light", `missed: red`, `missed: blue`, "不是亮灯"},
		{"unknown key", `beyond: green`, "beyond: green\nbeyondd: green", "beyondd"},
	} {
		text := strings.Replace(string(data), c.from, c.to, 1)
		if text == string(data) {
			t.Fatalf("%s: nothing replaced", c.what)
		}
		_, err := ParseRules([]byte(text))
		var at *RuleError
		if !errors.As(err, &at) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		// the line of the fault, as an editor counts; the neighbour of a hole is as good a place as the hole
		lines := strings.Split(text, "\n")
		line := lines[at.Line-1]
		last := c.to[strings.LastIndex(c.to, "\n")+1:]
		if !strings.ContainsAny(line, "∞[") && !strings.Contains(line, last) {
			t.Errorf("%s: line %d is %q", c.what, at.Line, line)
		}
	}
}

func TestLegendSaysEveryCutOff(t *testing.T) {
	got := strings.Join(shippedRules(t, "yinchuan").Legend(), "\n")
	for _, want := range []string{"绿 >-10", "黄 -30（含）至-10（含）", "红 <-30", "灰灯"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if d := cmp.Diff("亮灯规则："+shippedRules(t, "yinchuan").Title, strings.Split(got, "\n")[0]); d != "" {
		t.Error(d)
	}
}
