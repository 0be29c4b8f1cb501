package columns

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

const acrossAdvice = "请改成一个单位的一个指标占一行：“指标名称”“责任单位”“目标值”“本月完成”“累计完成”各占一列"

// KindsDown finds, in a sheet whose figures have no heading that is known, a column whose rows say by turns that they are targets and what was done of them
// (年度目标 over 4月完成), with units or parks across.
func (s Sheet) KindsDown() (Lack, bool) {
	targets, done, first := map[int]int{}, map[int]int{}, map[int]int{} // by column
	for _, row := range s.g.Rows[:min(sampleRows, len(s.g.Rows))] {
		for _, c := range row.Cells[:min(3, len(row.Cells))] {
			if c.Kind != xlsx.Text {
				continue
			}
			switch role := s.Heading(c.Value).Role; {
			case role.IsTarget():
				targets[c.Col]++
			case role.IsDone():
				done[c.Col]++
			default:
				continue
			}
			if first[c.Col] == 0 {
				first[c.Col] = row.Number
			}
			if targets[c.Col] > 1 && done[c.Col] > 1 {
				at := first[c.Col]
				said := fmt.Sprintf("%s列把目标和完成数写在不同的行里（从“%s”起），各单位横着写", xlsx.Letter(c.Col), s.CellText(s.g.At(at, c.Col)))
				return Lack{xlsx.Ref(at, c.Col), said, acrossAdvice}, true
			}
			break
		}
	}
	return Lack{}, false
}

// figuresAcross are the first and the last column of departments over figures of which nothing says over what time they run.
func figuresAcross(s *finder, b *Block) (Lack, bool) {
	var first, last *Column
	for i := range b.cols {
		c := &b.cols[i]
		if c.col <= b.name || len(c.path) == 0 || !s.IsDepartment(vocabulary.HeadingForm(c.path[len(c.path)-1].Text)) || !s.figuresOnly(b, c.col) {
			continue
		}
		if last = c; first == nil {
			first = c
		}
	}
	if first == last {
		return Lack{}, false
	}
	said := fmt.Sprintf("%s列“%s”到%s列“%s”各是一个单位的数，看不出是本月数还是累计数", first.Letter(), first.path[len(first.path)-1].Text, last.Letter(), last.path[len(last.path)-1].Text)
	return Lack{xlsx.Ref(b.last, first.col), said, acrossAdvice}, true
}
