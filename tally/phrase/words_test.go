package phrase

import (
	"os"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally/exact"
)

func TestParseWordsLayers(t *testing.T) {
	shipped, err := os.ReadFile("../../templates/words.yaml")
	if err != nil {
		t.Fatal(err)
	}
	site := []byte(`
units: [{base: 标准猪, scaled: true, counter: true}]
synonyms: [[一般公共预算收入, 财力收入]]
canonical: {标猪: 标准猪}
phrase: {stretch: [拼到], neutral: [拼到]}
`)
	w, err := ParseWords(shipped, site)
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := w.Convert(exact.Int(2), "万标准猪", "标准猪"); !ok || got.String() != "20000" {
		t.Errorf("a unit of the site: %s, %v", got, ok)
	}
	if w.Key("财力收入") != w.Key("一般公共预算收入") {
		t.Error("a synonym of the site is not known")
	}
	if p := w.Phrase("出栏生猪10万标准猪,拼到12万标准猪", Hint{}); p.Floor.String() != "10" || p.Stretch.String() != "12" {
		t.Errorf("a word of the site: %s", show(p))
	}
	plain, err := ParseWords(shipped)
	if err != nil {
		t.Fatal(err)
	}
	if plain.Key("财力收入") == plain.Key("一般公共预算收入") {
		t.Error("the site's layer reached other readers")
	}
}

func TestParseWordsRefuses(t *testing.T) {
	for name, test := range map[string]struct{ file, says string }{
		"nothing":                 {"", "no units"},
		"an unknown key":          {"magnitudes: {}\nunitz: []", "[2:1]"},
		"an unknown class":        {"units: [{base: 元}]\nphrase: {atleast: [以上]}", "atleast"},
		"a bad factor":            {"units: [{base: 吨, times: {斤: 半}}]", "斤"},
		"a zero factor":           {"units: [{base: 吨, times: {斤: '1/0'}}]", "above zero"},
		"no base":                 {"units: [{same: [元]}]", "without a base"},
		"a lone synonym":          {"units: [{base: 元}]\nsynonyms: [[投资]]", "two names"},
		"a synonym of two":        {"units: [{base: 元}]\nsynonyms: [[甲, 乙], [丙, 乙]]", "both"},
		"broken YAML":             {"units: [", "1"},
		"a canonical unit":        {"units: [{base: 元}]\ncanonical: {块: 角}", "角"},
		"an unknown measure list": {"units: [{base: 元}]\nmeasure: {growth: [增速]}", "growth"},
		"an empty measure word":   {"units: [{base: 元}]\nmeasure: {cures: [治理, '']}", "empty word in cures"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := ParseWords([]byte(test.file)); err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want it to say %s", err, test.says)
			}
		})
	}
	if _, err := ParseWords(); err == nil {
		t.Error("no file at all was taken")
	}
}
