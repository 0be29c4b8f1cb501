package draft

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// Cell is the target as it stands in a cell of a breakdown: 增长8%，力争9%; 不超过3.5%; 6-8家.
func (t *Target) Cell() string {
	each := map[string]string{"week": "每周", "month": "每月", "quarter": "每季度", "half": "每半年", "year": "每年"}[t.Recurring]
	switch {
	case t.Written != "":
		return t.Written
	case !t.Floor.OK() && !t.Stretch.OK():
		return t.Text
	case !t.Floor.OK():
		return each + "力争" + t.printed(t.Stretch, t.Unit)
	case t.Stretch.OK():
		unit := t.StretchUnit
		if unit == "" {
			unit = t.Unit
		}
		return each + t.printed(t.Floor, t.Unit) + "，力争" + t.moves() + t.Stretch.String() + unit
	}
	return each + t.printed(t.Floor, t.Unit)
}

// moves is the verb of a target that is a change.
func (t *Target) moves() string {
	points := strings.Contains(t.Unit, "点")
	switch {
	case t.Drop:
		return "下降"
	case t.Growth && points:
		return "提高"
	case t.Growth:
		return "增长"
	}
	return ""
}

func (t *Target) printed(n exact.Number, unit string) string {
	value, verb := n.String()+unit, t.moves()
	switch t.Op {
	case tally.OpRange:
		return verb + n.String() + "-" + t.Max.String() + unit
	case tally.OpApprox:
		return verb + value + "左右"
	case tally.OpMore:
		if verb != "" {
			return verb + "超过" + value
		}
		return "超过" + value
	case tally.OpAtMost:
		if t.Measure == tally.Rank {
			return "前" + value
		}
		if verb != "" {
			return verb + value + "以内"
		}
		return "不超过" + value
	case tally.OpLess:
		return "低于" + value
	case tally.OpNone, tally.OpAtLeast, tally.OpEqual:
	}
	return verb + value
}

// Group is the class of a row in a breakdown: the heading that it stands under, without its number.
func Group(heading string) string {
	last := heading[strings.LastIndex(heading, " / ")+1:]
	last = strings.Trim(last, " /")
	_, mark := marked(last)
	last = strings.Trim(strings.TrimPrefix(last, mark), "。：: ")
	if r := []rune(last); len(r) > 30 {
		last = string(r[:30])
	}
	return last
}

// Name is the milestone as the name of a row: what is to be done, without the date and 确保.
func (m *Milestone) Name() string {
	name := m.What
	if name == "" {
		name = m.Text
	}
	return name
}

// Cell is the milestone as it stands in the column of targets: the date and that it is to be done.
func (m *Milestone) Cell() string {
	parts := strings.Split(m.Deadline, "-")
	switch len(parts) {
	case 2:
		return parts[0] + "年" + strings.TrimPrefix(parts[1], "0") + "月底前完成"
	case 3:
		return parts[0] + "年" + strings.TrimPrefix(parts[1], "0") + "月" + strings.TrimPrefix(parts[2], "0") + "日前完成"
	}
	if m.Deadline == "" {
		return "完成"
	}
	return m.Deadline + "年底前完成"
}
