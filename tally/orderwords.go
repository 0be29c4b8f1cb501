package tally

import (
	"fmt"
	"strings"
)

// From says where an order comes from: the light of a row in an edition, or what leaders asked for.
func (o Order) From() string {
	var parts []string
	if o.Basis.Typed() {
		parts = append(parts, fmt.Sprintf("%s：%s（%s）", o.Basis.Chinese(), o.Source, o.SourceDate))
	}
	if !o.Origin.IsZero() {
		light := o.Light.Words()
		if o.Sentence != "" {
			light += "，" + o.Sentence
		}
		parts = append(parts, o.Origin.Chinese()+light)
	}
	for _, r := range o.Rules {
		parts = append(parts, "规则“"+r.Chinese()+"”")
	}
	return strings.Join(parts, "；")
}

// Nearness says beside the due day how near it is, "" where nothing is owed.
func (o Order) Nearness() string {
	switch o.Colour {
	case OrderBlue:
		return fmt.Sprintf("（蓝：还剩%d个工作日）", o.Left)
	case OrderYellow:
		return "（黄：最后一天）"
	case OrderRed:
		return fmt.Sprintf("（红：超期%d个工作日）", -o.Left)
	}
	return ""
}

// Said is what was said with an act, in one sentence that goes on from the act's word; "" for none.
func (a OrderAct) Said() string {
	var parts []string
	add := func(word, text string) {
		if text != "" {
			parts = append(parts, word+text)
		}
	}
	add("原因：", a.Cause)
	add("措施：", a.Measure)
	add("", a.Text)
	if a.Kind != ActOpen {
		add("期限改为 ", a.Due)
	}
	if len(parts) == 0 {
		return ""
	}
	return "：" + strings.Join(parts, "；")
}

// Words says the rules in a sentence.
func (r OrderRules) Words() string {
	var which []string
	if r.Red {
		which = append(which, "红灯")
	}
	if r.Twice {
		which = append(which, "连续两期黄灯")
	}
	if r.Points.OK() {
		which = append(which, "落后"+r.Points.Plain()+"个百分点及以上")
	}
	if len(which) == 0 {
		which = []string{"没有"}
	}
	how := "由督查办核对后交办"
	if r.Auto {
		how = "封账出版后自动交办"
	}
	return fmt.Sprintf("按规则督办的指标：%s；办理时限%d个工作日；%s。", strings.Join(which, "、"), r.Days, how)
}

// TurnedWords says in which edition the row's light turned, and to what: 2018年10月第1版转绿; "" where it has not.
func (o Order) TurnedWords() string {
	if o.Turned.IsZero() {
		return ""
	}
	return o.Turned.Chinese() + "转" + o.Turned.Light.Chinese()
}
