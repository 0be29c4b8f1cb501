package meaning

import (
	"strconv"

	"github.com/tallysheet/tallysheet/tally"
)

// What comes again and again, and how often: 每月1次, 每两周1期, 每旬, 隔月, 双月. The first group is the word, the second how many of
// the third.
var recurs = mustCue(`(每逢?|逐|隔|双)(一|两|二|三|四|六|[1-9]\d?)?(?:个)?(工作日|天|日|周|星期|旬|半个月|半月|月|季度|季|半年|年)(?:度)?[^\d]{0,8}\d`)

var (
	each  = map[string]string{"天": "day", "日": "day", "周": "week", "星期": "week", "旬": "ten_days", "半月": "half_month", "半个月": "half_month", "月": "month", "季度": "quarter", "季": "quarter", "半年": "half", "年": "year"}
	spelt = map[string]int{"": 1, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "六": 6}
)

// perTime is the time in a unit of things per time: 次/月.
var perTime = mustCue(`^(\pL+)/(天|日|周|星期|旬|月|季度|季|半年|年)度?$`)

// perPlace is a number for each of several people or places, of which the row does not say how many there are: 每人40学时, 每镇1个.
var perPlace = mustCue(`每(?:个|名|位|家|户|所)?(?:人|镇街|乡镇|镇|乡|村|社区|街道|学校|校|县|区|局|单位|部门|企业|园区|班|家庭|党员|干部|支部)[^\d]{0,8}\d`)

// recurrence: 每月1次 is due again every month; 每年4次 is 4 in the year.
func (r *reader) recurrence() {
	m := recurs.FindStringSubmatch(r.text)
	p := r.row.Phrase
	if u := perTime.FindStringSubmatch(p.Unit); u != nil && (r.units.Counter(u[1]) || r.v.has("occurs", u[1])) {
		r.row.Phrase.Unit = u[1] // 2次/季度
		if each[u[2]] != "year" {
			r.m.Recur = tally.Recurrence{Each: each[u[2]]}
		}
		return
	}
	if m == nil || perPlace.MatchString(r.text) || m[3] == "年" || m[1] == "双" && m[3] != "月" && m[3] != "周" || p.Measure == tally.Multi || p.Measure == tally.Growth || r.units.Percent(p.Unit) || !r.units.Counter(r.unitText()) {
		return
	}
	every, known := spelt[m[2]]
	if !known {
		every, _ = strconv.Atoi(m[2])
	}
	switch unit := each[m[3]]; {
	case (m[1] == "隔" || m[1] == "双") && m[2] == "":
		r.m.Recur = tally.Recurrence{Each: unit, Every: 2}
	case unit == "": // 每个工作日: how many there are nobody counts here
		r.m.doubt(tally.AskNumber, "“"+m[0]+"”全年是多少看不出来", "")
	case every > 1:
		r.m.Recur = tally.Recurrence{Each: unit, Every: every}
	default:
		r.m.Recur = tally.Recurrence{Each: unit}
	}
}
