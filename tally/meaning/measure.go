package meaning

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

func (r *reader) set(m tally.Measure, o tally.Origin) {
	r.m.Measure, r.m.Origin.Measure = m, o
}

// measure says what kind of figure is asked for. What the target itself says goes before the name, the name before the unit.
func (r *reader) measure() {
	p, head := r.row.Phrase, r.name.headSense()
	percent := r.percent()
	switch {
	case !p.Readable && p.Measure != tally.Milestone:
		r.set(tally.Text, tally.Printed)
	case p.Measure == tally.Multi && banded(p.Parts):
		r.set(tally.Count, tally.Printed)
	case p.Measure == tally.Multi && r.levelWithGrowth():
		r.set(tally.Growth, tally.Printed)
		if !r.units.Percent(r.row.Unit) {
			r.set(tally.Level, tally.Printed)
		}
	case p.Measure == tally.Text && r.v.completes(r.row.Text): // 通过复审
		r.set(tally.Milestone, tally.Printed)
	case p.Measure == tally.Multi, p.Measure == tally.Milestone, p.Measure == tally.Text:
		r.set(p.Measure, tally.Printed)
	case r.ranked():
		r.set(tally.Rank, tally.Vocabulary)
	case p.Measure == tally.Delta:
		r.set(tally.Delta, tally.Printed)
	case p.Drop && !percent && !r.units.Times(p.Unit) && r.row.Unit != "" && r.units.Comparable(p.Unit, r.row.Unit) && !r.name.drop: // 较上年减少20件
		r.amount()
	case p.Drop, grows.MatchString(r.text) && (r.units.Percent(p.Unit) || r.units.Times(p.Unit)):
		r.set(tally.Growth, tally.Printed)
	case head.is(fall) && (percent || r.units.Times(p.Unit)):
		r.fallen()
	case head.is(rise) && percent:
		r.set(tally.Delta, tally.Vocabulary)
	case head.is(growth|priceGrowth) && (percent || r.row.Unit == "" || r.units.Times(p.Unit)):
		r.set(tally.Growth, tally.Vocabulary)
	case head.is(index|satisfaction) && !percent:
		r.set(tally.Stock, tally.Vocabulary)
	case percent && !r.units.Points(p.Unit), head.is(share) && !head.is(notShare) && p.Unit == "":
		r.set(tally.Share, tally.Vocabulary)
	case r.units.Times(p.Unit):
		r.set(tally.Ratio, tally.Vocabulary)
	default:
		r.amount()
	}
}

var grows = mustCue(`增长|增速|增幅|涨幅|递增|同比增|上涨|增加\d|提高\d|^增`)

// levelWithGrowth reports a level and its growth in one cell (332亿元、增幅10%): the row's unit says which of them is reported.
func (r *reader) levelWithGrowth() bool {
	parts := r.row.Phrase.Parts
	return len(parts) == 2 && !parts[0].Threshold.OK() && !parts[1].Threshold.OK() && r.row.Unit != "" &&
		r.units.Percent(parts[0].Unit) != r.units.Percent(parts[1].Unit) && grows.MatchString(r.text)
}

// banded reports parts that count one kind of thing by size: 10亿元2个,20亿元1个.
func banded(parts []tally.Part) bool {
	for _, p := range parts {
		if !p.Threshold.OK() {
			return false
		}
	}
	return len(parts) > 0
}

// percent reports a figure in per cent: by the target's unit, or by the row's where the target prints none.
func (r *reader) percent() bool {
	return r.units.Percent(r.row.Phrase.Unit) || r.row.Phrase.Unit == "" && r.units.Percent(r.row.Unit)
}

// fallen: the name says that something falls, and the number by how much.
func (r *reader) fallen() {
	r.m.Drop = true
	if r.v.beginsAs("cuts", r.name.words[r.name.head].text) {
		r.set(tally.Share, tally.Vocabulary)
		return
	}
	r.set(tally.Growth, tally.Vocabulary)
}

// ranked reports a place among others.
func (r *reader) ranked() bool {
	p := r.row.Phrase
	if p.Measure == tally.Rank {
		return true
	}
	named := r.name.all.is(rank) && (!r.name.headSense().is(growth|fall) || r.name.climbs())
	return named && (p.Unit == "" || r.units.Place(p.Unit) || r.units.Place(r.row.Unit))
}

// rises are the words by which a place is to be bettered; without one a number is the place itself.
var rises = mustCue(`升|进位|进\d|前进|前移|晋|提高\d|提升`)

// amount is for what is counted or measured: does it pile up over the year, or does it stand?
func (r *reader) amount() {
	head, all := r.name.headSense(), r.name.all
	flowing, counted := tally.Level, r.counted()
	if counted {
		flowing = tally.Count
	}
	happens := r.says("happens") && !builtUp.MatchString(r.text)
	made, unsure := r.name.making()
	switch {
	case !r.m.Recur.IsZero():
		r.set(tally.Count, tally.Printed)
	case perPlace.MatchString(r.text) && !r.perHead():
		r.set(flowing, tally.Assumed)
		r.m.doubt(tally.AskNumber, "目标写的是每个单位（每人）多少，看不出一共要多少，请写明总数", "")
	case len(r.row.Phrase.Parts) == 0 && sinceLast.MatchString(r.text) && !r.says("added"):
		r.set(flowing, tally.Assumed)
		r.m.doubt(tally.AskNumber, "目标写的是比上年多（少）多少，看不出报的是增减的数还是总数，请写明报的数应达到多少", "")
	case all.is(paced):
		r.set(tally.Ratio, tally.Vocabulary)
	case r.says("stands") && !head.is(flow) && !(all.is(event) && r.name.done()) && !happens:
		r.set(tally.Stock, tally.Printed)
	case r.fractional(counted):
		r.set(tally.Ratio, tally.Printed)
	case head.is(stock) && !made && r.units.Compound(r.unitText()): // 污水处理能力, in 万吨/日
		r.set(tally.Ratio, tally.Vocabulary)
	case r.units.Compound(r.unitText()) && all.is(flow) && !r.accrues():
		r.set(tally.Ratio, tally.Assumed)
		r.m.doubt(tally.AskMeasure, "看不出是全年数（与目标整体比）还是逐月累计的数（按序时进度比）", "ratio", "ratio", string(flowing))
	case counted && head.is(enduring) && sumsUp.MatchString(r.name.folded): // 累计培育高新技术企业
		r.standing(flowing, false)
	case r.name.held():
		r.set(tally.Stock, tally.Vocabulary)
	case (unsure || counted && r.name.lasting(r.units.People(r.unitText()))) && !happens && !r.units.Compound(r.unitText()):
		r.unmade(flowing)
	case made || r.piles():
		r.set(flowing, tally.Vocabulary)
	case head.is(intensity|notShare) || r.units.Compound(r.unitText()) && !all.is(flow):
		r.set(tally.Ratio, tally.Vocabulary)
	case r.perHead() && head.is(flow) || r.units.Compound(r.unitText()):
		r.set(tally.Ratio, tally.Assumed)
		r.m.doubt(tally.AskMeasure, "看不出是全年数（与目标整体比）还是逐月累计的数（按序时进度比）", "ratio", "ratio", string(flowing))
	case r.perHead():
		r.set(tally.Ratio, tally.Vocabulary)
	case head.is(stock) && r.says("added"): // 市场主体净增5000户
		r.set(flowing, tally.Printed)
	case head.is(stock), head.is(describes) && r.name.before.is(stock) && !happens: // 永久基本农田保护
		r.set(tally.Stock, tally.Vocabulary)
	case head.is(duration) && r.name.settled && r.name.better == tally.Higher:
		r.set(tally.Level, tally.Vocabulary)
	case head.is(duration):
		r.set(tally.Ratio, tally.Vocabulary)
	case happens && !head.is(enduring):
		r.set(flowing, tally.Printed)
	case head.is(enduring) && counted && all.is(stock) && !happens: // 在库规上企业, 有效注册商标
		r.set(tally.Stock, tally.Vocabulary)
	case head.is(enduring) && counted:
		r.standing(flowing, happens)
	case !r.name.rests() && (head.is(flow|event|fall) || r.name.done()) || r.v.has("occurs", r.unitBase()):
		r.set(flowing, tally.Vocabulary)
	case r.units.Money(r.unitText()) && !r.v.endsAs("moneys", r.name.folded): // a project or a company, and what is spent or made there
		r.set(flowing, tally.Assumed)
	default:
		r.set(flowing, tally.Assumed)
		r.unsaid(flowing, counted)
	}
}

// tasked takes from the task beside a name what the name leaves open: 公园绿地 is built up, and 新建口袋公园 is done this year.
func (r *reader) tasked() {
	if r.row.Task == "" || !r.asks(tally.AskMeasure) {
		return
	}
	task := reader{v: r.v, row: r.row, units: r.units, name: r.v.name(r.row.Task), text: r.text}
	task.measure()
	if len(task.m.Doubts) == 0 && task.m.Origin.Measure != tally.Assumed {
		r.set(task.m.Measure, tally.Printed)
		r.m.Doubts = slices.DeleteFunc(r.m.Doubts, func(d Doubt) bool { return d.Code == tally.AskMeasure })
	}
}

// counted reports things counted one by one: by the unit, or, where none is printed, by the name.
func (r *reader) counted() bool {
	unit := r.unitText()
	return r.units.Counter(unit) || unit == "" && (strings.HasSuffix(r.row.Name, "数") || r.name.headSense().is(enduring))
}

// unitBase is the unit without its magnitude: 人次 of 万人次.
func (r *reader) unitBase() string { return strings.TrimLeft(r.unitText(), "十百千万亿") }

// fractional reports half a thing, or less than one of what has no unit: an average (平均跑动0.3次), or one over another (库款保障水平0.3).
func (r *reader) fractional(counted bool) bool {
	n := r.row.Phrase.Floor
	if !n.OK() || !strings.Contains(n.Plain(), ".") {
		return false
	}
	if u := r.unitText(); u != "" {
		return counted && !strings.ContainsAny(u, "百千万亿") && !r.name.all.is(bad)
	}
	return true
}

// unsaid asks whether an amount piles up or stands, where neither the target nor a word of the vocabulary says so. Which way is better is asked before it
// where the name is one that may fall; a limit is met or not, whatever piles up.
func (r *reader) unsaid(flowing tally.Measure, counted bool) {
	if r.name.mayFall || r.name.better == tally.Lower || r.none() {
		return
	}
	choices := []string{string(flowing), string(tally.Stock)}
	why := "看不出是今年新增的数，还是年底的总数"
	if !r.name.settled {
		choices = append(choices, string(tally.Ceiling))
		why = "看不出是今年新增的数、年底的总数，还是越少越好的上限"
	}
	if r.name.unknown() {
		why = "词表里没有这个指标，" + why
	}
	r.m.doubt(tally.AskMeasure, why, string(flowing), choices...)
}

// perHead reports one thing for each of another: at the beginning of a name, and 亩均, 人均 wherever they stand.
func (r *reader) perHead() bool {
	for i, w := range r.name.words {
		if w.sense.is(ratio) && (i == 0 || strings.HasSuffix(w.text, "均")) {
			return true
		}
	}
	return false
}

// sinceLast begins a number that is held against last year's.
var sinceLast = mustCue(`同比|[比较](?:上年|去年|上一年|前一年)|(?:上年|去年)(?:的)?基础上`)

// sumsUp begins the name of what there is of all years, or of this one.
var sumsUp = mustCue(`^累计(?:建成|培育|创建|引进|认定|拥有|新增|建设|设立)`)

// builtUp is a deed summed over more than is said: 累计建成90个, unlike 全年累计建成90个, may be this year's or all there will be.
var builtUp = mustCue(`(?:^|[^年内月])累计(?:建成|培育|创建|引进|认定|拥有|建设|设立|形成|创成|获批|获评|认证|建立|开通|布设|落户)`)

// piles reports an amount that grows month by month in the statistics: what happens, and what the field adds up.
func (r *reader) piles() bool {
	w := r.name.words
	if len(w) == 0 {
		return false
	}
	head := r.name.headSense()
	switch {
	case r.accrues():
		return true
	case head.is(stock) || head.is(intensity):
		first, last := w[0], w[len(w)-1]
		return first.sense.is(piecewise) || head.is(intensity) && first.sense.is(event) && r.v.beginsAs("adds", first.text) || last.sense.is(event) && r.v.beginsAs("adds", last.text)
	case r.perHead():
		return false
	}
	if r.name.rests() { // 粮食储备, 基本医疗参保
		return false
	}
	return head.is(flow|event) || r.name.all.is(event) && !r.name.all.is(bad) && r.name.done() || w[0].sense.is(cure) && r.name.does(0) // 取缔非法码头
}

// accrues reports what is printed for one person and adds up over the year all the same: 人均可支配收入.
func (r *reader) accrues() bool { return r.v.endsAs("accrues", r.name.words[max(r.name.head, 0)].text) }

// standing: a number of things that stay. N of them is N in all, or N more this year.
func (r *reader) standing(flowing tally.Measure, happens bool) {
	switch {
	case !happens && r.says("reaches"):
		r.set(tally.Stock, tally.Printed)
	case happens, r.units.People(r.unitText()): // 人才12名: usually so many more
		r.set(flowing, tally.Assumed)
		r.m.doubt(tally.AskMeasure, "看不出是今年新增这么多，还是到年底一共这么多", string(flowing), string(flowing), string(tally.Stock))
	default:
		r.unmade(flowing)
	}
}

// says reports a word of a list in the target's own words.
func (r *reader) says(list string) bool { return r.v.holds(list, r.text) }
