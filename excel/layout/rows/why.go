package rows

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/journal"
	"github.com/tallysheet/tallysheet/excel/layout/trail"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// teller says of rows what they are and what of them could not be read.
type teller struct{ *journal.Journal }

// sayRow tells what a row is taken for.
func (r *teller) sayRow(row xlsx.Row, what string) {
	r.Say(trail.Rows, "工作表“%s”第%d行：%s", r.On(), row.Number, what)
}

// sayItem tells that a row is an indicator, and whose part.
func (r *teller) sayItem(it *tally.Item, from string) {
	if !r.Asked() {
		return
	}
	what := "指标“" + it.Name + "”"
	if it.Parent != "" {
		what += "，是“" + it.Parent + "”的其中项"
	}
	if len(it.Group) > 0 {
		what += "，在“" + strings.Join(it.Group, "/") + "”之下"
	}
	r.Say(trail.Rows, "工作表“%s”第%d行：%s", it.Sheet, it.Row, what)
	if it.Unit == "" {
		r.Say(trail.Units, "%s!%s “%s”：没有单位", it.Sheet, it.NameCell, it.Name)
		return
	}
	r.Say(trail.Units, "%s!%s “%s”：%s，来自%s", it.Sheet, it.NameCell, it.Name, it.Unit, from)
}

// sayUnit tells where the unit of a figure or a target comes from that is another than its row's.
func (r *teller) sayUnit(cell string, it *tally.Item, unit, from string) {
	if r.Asked() && it.Unit != "" && unit != "" && unit != it.Unit {
		r.Say(trail.Units, "%s!%s “%s”：%s，来自%s", it.Sheet, cell, it.Name, unit, from)
	}
}

// Where a unit comes from.
const (
	fromName   = "名称后的括号"
	fromColumn = "单位列"
	fromHead   = "这一列的表头"
	fromOwn    = "这一列自己的单位列"
	fromCell   = "单元格里写的，或数字格式写出的"
	fromRow    = "这一行的单位"
	fromShared = "目标列或完成列的表头"
	fromNames  = "名称列的表头"
	fromGroup  = "分组的名称"
	fromCorner = "表角的“单位：”"
	fromParent = "上级指标的单位"
	fromWords  = "指标名称：增速、占比按百分比"
	fromTarget = "目标的文字"
	fromRemark = "备注"
)
