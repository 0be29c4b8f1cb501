package cells

import (
	"regexp"
	"strings"

	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/lexicon"
)

// saidDone is a figure with its unit behind a word that it was done: 已完成投资3.2亿元, 累计到位1,200万元.
var saidDone = regexp.MustCompile(`(?:已|累计|共|完成|实现|到位|达到|达|新增)[^0-9,，。;；%]{0,12}?([0-9][0-9,]*(?:\.[0-9]+)?)\s*([^0-9\s,，。;；、()（）%]{1,8})`)

// beganDone are figures behind what was done where a clause begins with it: 建成3座; 全部完成,改造16个. What is to come has a time before it;
// 提升2位 is a place won.
var beganDone = regexp.MustCompile(`(?:^|[,，。;；])\s*(?:建成|竣工|办结|交付|改造|新建|整改|引进|签约|拆除|修建|铺设|种植|培训|发放|检查|再就业|就业|调解|受理|办理|开展|举办|组织|安置|救助|帮扶|走访|收治|接种|植树|造林|清运|回收|盘活|流转|腾退|征收|认定|培育)[^0-9,，。;；%]{0,6}?([0-9][0-9,]*(?:\.[0-9]+)?)\s*([^0-9\s,，。;；、()（）%]{1,8})`)

// upToNow is over what time a text tells, before what it tells: 1-7月,培训1846人次.
var upToNow = regexp.MustCompile(`^\s*(?:截至|截止)?(?:[0-9]{4}年)?[0-9]{1,2}(?:-[0-9]{1,2})?月(?:底|末|份)?[,，:：]?`)

var digits = regexp.MustCompile(`[0-9][0-9,.]*`)

// FigureIn finds the one figure that a text tells in a unit of the same kind: it alone, or behind a word that it was done.
func (r *Reader) FigureIn(text, unit string) (value exact.Number, in, printed string, ok bool) {
	if n, u, whole := r.WithUnit(strings.TrimRight(text, "。;. "), unit); whole && (u == unit || r.Words.SameKind(u, unit)) {
		return n, u, strings.TrimSpace(text), true
	}
	told := saidDone.FindAllStringSubmatch(text, -1)
	if text := upToNow.ReplaceAllString(text, ""); len(told) == 0 && len(digits.FindAllString(text, 2)) == 1 { // of 签约100个、开工45个 neither is the row's
		told = beganDone.FindAllStringSubmatch(text, -1)
	}
	for _, m := range told {
		n, readable := lexicon.ReadNumber(m[1])
		u := r.unitBefore(m[2])
		if !readable || u == "" || u != unit && !r.Words.SameKind(u, unit) {
			continue
		}
		if ok && (n.Cmp(value) != 0 || u != in) {
			return exact.Number{}, "", "", false // several: which of them is meant is not said
		}
		value, in, printed, ok = n, u, m[1]+u, true
	}
	return value, in, printed, ok
}

// unitBefore is the longest unit that begins a text.
func (r *Reader) unitBefore(text string) string {
	runes := []rune(strings.TrimSpace(text))
	for n := len(runes); n > 0; n-- {
		if u := string(runes[:n]); r.IsUnit(u) {
			return u
		}
	}
	return ""
}
