package phrase

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/tally"
)

// goldTexts are the phrases of all sets.
func goldTexts(t testing.TB) []string {
	var out []string
	for _, file := range []string{"targets", "phrases_more", "phrases_fresh"} {
		for _, row := range goldRows(t, "../testdata/"+file+".jsonl") {
			if !isCell(row) {
				out = append(out, row.Text)
			}
		}
	}
	return out
}

// goals are what a phrase asks for, without names and in any order.
func goals(w *Words, text string, h Hint) (out []string, readable bool) {
	r := w.parse(text, h)
	if p, ok := w.bare(text, h); ok {
		r = reading{l: newLine(w, text, h), p: p}
	}
	for _, v := range r.values() {
		out = append(out, fmt.Sprintf("%s %s %s %s %v", v.count, w.Fold(v.unit), v.threshold, v.op, v.stretch))
	}
	slices.Sort(out)
	return out, r.p.Readable
}

// anyTier is the end of a goal of 力争 in goals.
var anyTier = regexp.MustCompile(` [<>=]+ true$`)

// forced reports a word of 力争, which reaches over 、 to what follows.
func forced(w *Words, text string) bool { return newLine(w, text, Hint{}).anyWord(cStretch) }

// Two phrases side by side are read as the one and the other, or declined.
func TestPhrasesJoined(t *testing.T) {
	w := shippedWords(t)
	var texts []string
	read := map[string][]string{}
	for _, text := range goldTexts(t) {
		first := []rune(w.Fold(text))[0]
		if g, ok := goals(w, text, Hint{}); ok && len(g) > 0 && !strings.ContainsAny(text, "。；;") && !strings.HasPrefix(text, "分别") && (forced(w, text) || newLine(w, text, Hint{}).anyWord(cStrong) || !isDigit(first) && chineseDigit(first) < 0) { // a bare number goes on with a list
			texts, read[text] = append(texts, text), g
		}
	}
	joined, declined := 0, 0
	for i, a := range texts {
		for _, j := range []int{(i*7 + 3) % len(texts), (i*31 + 11) % len(texts)} {
			b := texts[j]
			for _, sign := range []string{"、", ";", ",", "。"} {
				if a == b || (forced(w, a) || strings.HasPrefix(b, "比")) && (sign == "、" || sign == ",") { // 比上年增加5家 says of what is before it how much more it is
					continue
				}
				joined++
				got, ok := goals(w, a+sign+b, Hint{})
				if !ok {
					declined++
					continue
				}
				want := slices.Concat(read[a], read[b])
				for k := range want { // a tier takes the operator of its floor
					if tier := anyTier.ReplaceAllString(want[k], "  true"); slices.Contains(got, tier) {
						want[k] = tier
					}
				}
				slices.Sort(want)
				if !slices.Equal(slices.Compact(got), slices.Compact(want)) {
					t.Errorf("%s%s%s: got %q, want %q", a, sign, b, got, want)
				}
			}
		}
	}
	t.Logf("%d joined, %d declined", joined, declined)
	if joined == 0 || declined*2 > joined {
		t.Errorf("%d of %d joined phrases declined", declined, joined)
	}
}

// full is the full-width form of what is printed in ASCII.
func full(text string) string {
	return strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f && r != '"' {
			return r + 0xfee0
		}
		return r
	}, text)
}

// spaced puts a space between all characters but those of one number or one word in letters.
func spaced(text string) string {
	var b strings.Builder
	inWord := func(r rune) bool {
		return unicode.IsDigit(r) || isLatin(r) || strings.ContainsRune(".,/+#-%<>=．，／％", r)
	}
	last := rune(0)
	for _, r := range text {
		if last != 0 && !(inWord(last) && inWord(r)) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// Full width, spaces, quotation marks round the whole and 确保 in front change nothing.
func TestPhraseByOtherPrint(t *testing.T) {
	w, sure, unsure := shippedWords(t), 0, 0
	for _, text := range goldTexts(t) {
		want, readable := goals(w, text, Hint{})
		for name, other := range map[string]string{"full width": full(text), "quoted": "“" + text + "”", "spaced": spaced(text)} {
			if got, ok := goals(w, other, Hint{}); ok != readable || !slices.Equal(got, want) {
				t.Errorf("%s, %s: got %q %v, want %q %v", name, other, got, ok, want, readable)
			}
		}
		if !readable || len(want) == 0 || forced(w, text) {
			continue
		}
		sure++
		got, ok := goals(w, "确保"+text, Hint{})
		if !ok {
			unsure++
			t.Logf("确保%s is declined", text)
		} else if !slices.Equal(got, want) {
			t.Errorf("确保%s: got %q, want %q", text, got, want)
		}
	}
	if unsure*50 > sure {
		t.Errorf("with 确保 in front %d of %d are declined", unsure, sure)
	}
}

// Other digits change nothing but the numbers.
func TestPhraseOfOtherDigits(t *testing.T) {
	w := shippedWords(t)
	shapes := []string{
		"新引进亿元以上项目%d个", "税收增长%d.5%%", "确保完成投资%d亿元以上", "新建改建农村公路%d公里", "力争接待游客%d万人次", "失业率控制在%d.2%%以内", "淘汰燃煤锅炉%d台", "PM2.5浓度降至%d微克/立方米",
		"其中工业投资%d亿元", "改造老旧小区%d个", "每月督查不少于%d次", "引进500强企业%d家", "建设5G基站%d个", "排名进入全省前%d位",
	}
	rapid.Check(t, func(r *rapid.T) {
		shape := rapid.SampledFrom(shapes).Draw(r, "shape")
		n := rapid.IntRange(2, 1900).Draw(r, "n")
		got, want := w.Phrase(fmt.Sprintf(shape, n), Hint{}), w.Phrase(fmt.Sprintf(shape, 37), Hint{})
		if got.Readable != want.Readable || got.Op != want.Op || got.Unit != want.Unit || got.Measure != want.Measure || got.Better != want.Better || len(got.Parts) != len(want.Parts) {
			r.Fatalf("%s: got %s, as 37: %s", fmt.Sprintf(shape, n), show(got), show(want))
		}
	})
}

// otherNumbers makes every target of a phrase one more, and gives how many it changed. A range, a zero and a nine are left alone: one
// more may be another thing.
func otherNumbers(w *Words, text string) (string, int) {
	r := w.parse(text, Hint{})
	if !r.p.Readable || len(r.pieces) > 0 || r.p.Op == tally.OpRange {
		return "", 0
	}
	runes, changed := slices.Clone(r.l.r), 0
	for _, q := range r.qs {
		if q.role != roleTarget {
			continue
		}
		last := -1
		for i := q.start; i < q.end && isDigit(runes[i]); i++ {
			last = i
		}
		switch {
		case last < 0:
			continue
		case runes[last] == '9' || q.value.Sign() == 0:
			return "", 0
		}
		runes[last]++
		changed++
	}
	return string(runes), changed
}

// The phrases of the sets with other digits in their targets are read in the same way.
func TestPhrasesOfTheSetsWithOtherDigits(t *testing.T) {
	w, n := shippedWords(t), 0
	for _, text := range goldTexts(t) {
		other, changed := otherNumbers(w, text)
		if changed == 0 || strings.Contains(text, "100%") { // all of them: no other number says that
			continue
		}
		n++
		got, want := w.Phrase(other, Hint{}), w.Phrase(w.Fold(text), Hint{}) // in one script
		if got.Readable != want.Readable || got.Op != want.Op || got.Unit != want.Unit || got.Measure != want.Measure || got.Better != want.Better ||
			got.StretchUnit != want.StretchUnit || len(got.Parts) != len(want.Parts) || got.Floor.OK() != want.Floor.OK() || got.Stretch.OK() != want.Stretch.OK() {
			t.Errorf("%s: got %s, as %s: %s", other, show(got), text, show(want))
		}
	}
	if n < 150 {
		t.Errorf("only %d phrases were changed", n)
	}
}

// 力争 is never below 确保, nor of another dimension.
func TestStretchBesideFloor(t *testing.T) {
	w := shippedWords(t)
	units := []string{"%", "亿元", "万元", "个", "家", "万美元", "公里", "亩", "个百分点", "人次", "天"}
	rapid.Check(t, func(r *rapid.T) {
		a, b := rapid.IntRange(1, 9999).Draw(r, "floor"), rapid.IntRange(1, 9999).Draw(r, "stretch")
		text := fmt.Sprintf(rapid.SampledFrom([]string{"确保完成%d%s,力争%d%s", "税收%d%s,力争达到%d%s", "确保%d%s、力争%d%s", "控制在%d%s以内,力争%d%s以内"}).Draw(r, "shape"),
			a, rapid.SampledFrom(units).Draw(r, "unit"), b, rapid.SampledFrom(units).Draw(r, "unit of the stretch"))
		p := w.Phrase(text, Hint{})
		if !p.Floor.OK() || !p.Stretch.OK() {
			return
		}
		stretch, ok := p.Stretch, true
		if p.StretchUnit != "" {
			stretch, ok = w.Convert(p.Stretch, p.StretchUnit, p.Unit)
		}
		low := p.Op == tally.OpAtMost || p.Op == tally.OpLess
		if c := stretch.Cmp(p.Floor); !ok || c < 0 && !low || c > 0 && low {
			r.Fatalf("%s: got %s", text, show(p))
		}
	})
}

// A clause reads in its sentence as it does alone with the sentence as its context.
func TestClauseInItsSentence(t *testing.T) {
	w, n := shippedWords(t), 0
	for _, text := range goldTexts(t) {
		whole, clauses := w.Clauses(text, Hint{})
		if !whole.Readable || len(clauses) < 2 || strings.Contains(text, "分别") {
			continue
		}
		have, _ := goals(w, text, Hint{})
		at := 0
		for _, c := range clauses {
			at += strings.Index(text[at:], c.Text)
			got, ok := goals(w, c.Text, Hint{Context: text})
			if !ok {
				continue
			}
			for _, g := range got {
				n++
				tier := strings.NewReplacer(" >= true", "  true", " > true", "  true", " <= true", "  true").Replace(g) // a tier takes the operator of its floor
				if !slices.Contains(have, g) && !slices.Contains(have, tier) {
					t.Errorf("%s in %s: got %q, the sentence has %q", c.Text, text, g, have)
				}
			}
		}
	}
	if n == 0 {
		t.Error("no clause was read")
	}
}
