package draft

import (
	"strings"
	"unicode/utf8"
)

// strip takes off what is no part of a name: joining signs, idle words before, bound words behind.
func (s *segment) strip(name string) string {
	for {
		was := name
		name = strings.Trim(name, "，,、；;：: 　/—-◆★●■▲◇○□►▶※·•")
		name = unjoined(name)
		name = unframed(name)
		folded := s.w.Fold(name)
		if utf8.RuneCountInString(folded) == utf8.RuneCountInString(name) {
			if rest, word, ok := s.starts("idle", folded); ok && (rest == "" || !glued(word, rest)) {
				name = string([]rune(name)[utf8.RuneCountInString(word):])
			} else if rest, word, ok := s.ends("trailing", folded); ok && rest != "" && !endsInVerb(s, folded, word) {
				name = string([]rune(name)[:utf8.RuneCountInString(folded)-utf8.RuneCountInString(word)])
			}
		}
		if rest, ok := strings.CutPrefix(name, "重点"); ok {
			if _, _, verb := s.starts("verbs", s.w.Fold(rest)); verb {
				name = rest
			}
		}
		for _, w := range s.lists["ranks_in"] { // 营商环境评价进入全省开发区
			if at := strings.Index(name, w); at > 0 && s.has("ranked_among", s.w.Fold(name[at:])) {
				name = name[:at]
			}
		}
		if unbalanced(name) {
			name = strings.Trim(name, "（()）")
		}
		if name == was {
			return name
		}
	}
}

// unframed takes off 在…中, and a 累计 that is no part of 累计建成.
func unframed(name string) string {
	if rest, ok := strings.CutPrefix(name, "在"); ok && strings.HasSuffix(rest, "中") {
		name = strings.TrimSuffix(rest, "中")
	}
	if rest, ok := strings.CutPrefix(name, "累计"); ok && !strings.HasPrefix(rest, "建成") && rest != "" {
		return rest
	}
	return name
}

// endsInVerb reports a word that is only the end of a verb: 约 of 签约.
func endsInVerb(s *segment, name, word string) bool {
	_, verb, ok := s.ends("verbs", name)
	return ok && len(verb) > len(word) && strings.HasSuffix(verb, word) && utf8.RuneCountInString(word) == 1
}

// unjoined takes off the words that join a name to what stands before it.
func unjoined(name string) string {
	for _, sign := range []string{"和", "及", "与", "并", "且", "以及"} {
		if rest, ok := strings.CutPrefix(name, sign); ok && utf8.RuneCountInString(rest) > 2 && (sign != "和" || !strings.HasPrefix(name, "和谐")) {
			name = rest
		}
	}
	return name
}

// glued reports that a short idle word is the beginning of a longer one: 到位资金, 为民办实事, 有效投资, 要素, 在建, 达标.
func glued(word, rest string) bool {
	if utf8.RuneCountInString(word) > 1 {
		return (word == "推进" || word == "推动" || word == "支持" || word == "实现" || word == "完成" || word == "组织" || word == "安排" || word == "开展") && utf8.RuneCountInString(rest) < 2
	}
	next, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune(map[string]string{"到": "位账达港", "为": "民", "有": "效机害线限", "要": "素", "在": "建线校岗册库外用途", "达": "标产", "将": "军", "共": "享建用同", "使": "用", "和": "谐", "且": "", "并": "网购联", "与": "", "及": "时格", "让": "利", "再": "生就融担造"}[word], next) && next != utf8.RuneError
}

func unbalanced(name string) bool {
	open := strings.Count(name, "（") + strings.Count(name, "(")
	return open != strings.Count(name, "）")+strings.Count(name, ")")
}
