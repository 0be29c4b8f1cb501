package tally

import (
	"fmt"
	"strings"
)

// Say puts a format and its arguments into a language.
type Say func(format string, args ...any) string

// Sentence is what an indicator's first own target was read as, for a person to check:
// 不低于 3% · 越高越好 · 与目标直接比 · 2026年 · 经济发展局.
func (i *Indicator) Sentence() string {
	for k := range i.Targets {
		if i.Targets[k].Tier == "" {
			return i.SentenceOf(&i.Targets[k], fmt.Sprintf)
		}
	}
	return i.SentenceOf(nil, fmt.Sprintf)
}

// SentenceOf is Sentence for one target, nil for none.
func (i *Indicator) SentenceOf(t *Target, say Say) string {
	parts := make([]string, 0, 5)
	if t == nil {
		parts = append(parts, say("没有目标值"))
	} else {
		read := *t
		if i.Better == Lower && !t.Drop { // a bare number is at least, until something says that less is better
			read.Op = map[Op]Op{OpAtLeast: OpAtMost, OpMore: OpLess}[t.Op]
			if read.Op == OpNone {
				read.Op = t.Op
			}
		}
		parts = append(parts, i.asked(&read, say))
	}
	if i.Measure != Text && i.Measure != Milestone && i.Measure != Multi && t != nil {
		parts = append(parts, say(i.Better.Chinese()))
	}
	if held := i.held(t, say); held != "" {
		parts = append(parts, held)
	}
	switch {
	case t == nil:
	case len(t.Horizon) == 4:
		parts = append(parts, say("%s年的数", t.Horizon))
	case t.Horizon != "":
		parts = append(parts, say(t.Horizon))
	case len(t.Period) == 4:
		parts = append(parts, say("%s年", t.Period))
	case t.Period != "":
		parts = append(parts, t.Period)
	}
	if len(i.Lead) > 0 {
		parts = append(parts, strings.Join(i.Lead, "、"))
	}
	return strings.Join(parts, " · ")
}

// asked says what a target asks: of a place in a ranking the place or the rise, else Words.
func (i *Indicator) asked(t *Target, say Say) string {
	if i.Measure != Rank || !t.Value().OK() || t.Op == OpRange || t.Floor.OK() && t.Stretch.OK() {
		return t.Words(say)
	}
	words := say("第 %s 位以内", t.Value().Plain())
	if i.Better == Higher {
		words = say("升 %s 位", t.Value().Plain())
	}
	if !t.Floor.OK() {
		words = say("力争") + " " + words
	}
	return words
}

// Text is what the plan's row says of a task without a target: 建成并投入使用.
func (i *Item) Text() string {
	for _, text := range []string{i.Remark, i.Progress, i.NextSteps} {
		if text != "" {
			return text
		}
	}
	return ""
}

// held says how what is reported is held against the target.
func (i *Indicator) held(t *Target, say Say) string {
	if t != nil && !t.Recur.IsZero() {
		return t.Recur.Words(say)
	}
	switch i.Measure {
	case Level, Count:
		if i.Better == Lower {
			return say("不超过即可")
		}
		return say("按序时")
	case Growth, Share, Delta, Ratio, Stock, Rank:
		return say("与目标直接比")
	case Ceiling:
		return say("不超过即可")
	case Multi:
		return say("分项比")
	case Milestone:
		return say("按时限")
	case Text:
		return say("只看文字")
	}
	return ""
}

// Words says how often something is due.
func (r Recurrence) Words(say Say) string {
	unit := map[string]string{"day": "天", "week": "周", "ten_days": "旬", "half_month": "半月", "month": "个月", "quarter": "季度", "half": "半年", "year": "年"}[r.Each]
	if r.Every > 1 {
		return say("每 %d %s都要有", r.Every, say(unit))
	}
	return say(map[string]string{"day": "每天都要有", "week": "每周都要有", "ten_days": "每旬都要有", "half_month": "每半月都要有", "month": "每月都要有", "quarter": "每季度都要有", "half": "每半年都要有", "year": "每年都要有"}[r.Each])
}

// Words says how a target was read: 不低于 228 亿元，力争 235 亿元.
func (t *Target) Words(say Say) string {
	var parts []string
	unit := func(u string) string {
		if u == "" || u == "%" {
			return u
		}
		return " " + u
	}
	if t.Op == OpRange {
		parts = append(parts, t.Floor.Plain()+"–"+t.Max.Plain()+unit(t.Unit))
	} else if t.Floor.OK() {
		words := say(t.Op.Words()) + " " + t.Floor.Plain() + unit(t.Unit)
		if t.Drop {
			words = say("下降幅度") + " " + words
		}
		parts = append(parts, words)
	}
	if t.Stretch.OK() {
		u := t.StretchUnit
		if u == "" {
			u = t.Unit
		}
		parts = append(parts, say("力争")+" "+t.Stretch.Plain()+unit(u))
	}
	for _, p := range t.Parts {
		words := p.Of + p.Threshold.Plain() + p.Unit
		if p.Count.OK() {
			words += " × " + p.Count.Plain()
		}
		parts = append(parts, words)
	}
	switch {
	case len(parts) > 0:
		return strings.Join(parts, say("，"))
	case t.Text != "":
		return say("文字，不计算") + "（" + t.Text + "）"
	}
	return say("文字，不计算")
}
