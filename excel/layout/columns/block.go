package columns

import (
	"slices"

	"github.com/tallysheet/tallysheet/excel/layout/captions"
	"github.com/tallysheet/tallysheet/excel/layout/journal"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// Block is a table whose columns have been told apart: what is read from each row.
type Block struct {
	table
	sur       captions.Said
	kind      tally.Kind
	year      int              // of the plan, or of the month filed
	period    tally.Round      // of what the heading dates only by 本月 or 累计
	doubt     Doubt            // of the period
	section   vocabulary.Label // 一、主要经济指标 just above the table
	list      bool             // sentences, already read
	seq       int              // columns, 0 where there is none
	name      int
	areas     bool   // districts name the rows
	bodies    bool   // districts or departments do
	titleName string // of the one indicator of such rows
	wide      bool   // the names begin in the column before it
	unit      int
	place     int     // the column of districts that share each indicator
	op        int     // the column of ≤ and ≥
	pairs     int     // the column that tells the rows of plan and done apart
	wholeYear *Column // 全年 in such a table
	groupCols []int
	inCharge  []*Column
	deadlines []*Column
	texts     []*Column
	figures             // all columns of figures
	measures  []figures // the same, one a measure: 投资 and 到位资金 side by side are two indicators a row
}

// List stands for a list of sentences, which has no columns.
func List(sur captions.Said) Block { return Block{sur: sur, list: true} }

// Guess is the fullest of a sheet's first rows as a heading, offered for mapping where no heading was found.
func Guess(s Sheet) (Block, bool) {
	row, ok := s.HeadingGuess()
	if !ok {
		return Block{}, false
	}
	return Block{table: table{first: row, last: row, cols: s.columns(s.g, row, row)}}, true
}

// figures are the columns that make up one indicator a row.
type figures struct {
	noun    string // of the measure, "" where the rows have only one
	unit    string // whose part of the row's target it is, where departments stand over the columns
	targets []*Column
	actuals []*Column
	growths []*Column
	rates   []*Column
	facts   []*Column // of earlier years
}

// Settle decides what the columns of a table are, now that it is known what the workbook is, and says what it lacks to be read. The
// table that it was given stays as it is.
func Settle(shown Sheet, j *journal.Journal, by Known, b Block, kind tally.Kind) (Block, Lack) {
	s := &finder{shown, j, by}
	b.cols, b.kind = slices.Clone(b.cols), kind
	s.settle(&b)
	s.sayColumns(&b)
	if b.matrix {
		return b, Lack{}
	}
	l := s.lacking(&b)
	if l.What == "" {
		s.sayOldHeadings(&b)
		s.sayQuarters(&b)
	}
	return b, l
}

// settle decides what the columns of a table are, now that it is known what the workbook is.
func (s *finder) settle(b *Block) {
	switch {
	case b.mapped:
		s.mappedNames(b)
	case b.matrix:
		s.matrixNames(b)
	default:
		before := s.rolesOf(b)
		s.settleByContent(b)
		s.changed(b, before, "下面填的是计量单位或部门")
		before = s.rolesOf(b)
		s.settleNames(b)
		settlePlaces(s.Sheet, b)
		s.changed(b, before, "为每一行找名称列")
		before = s.rolesOf(b)
		s.settleUnits(b)
		s.changed(b, before, "下面填的是部门，不是计量单位")
		before = s.rolesOf(b)
		s.measuresAsTargets(b)
		s.changed(b, before, "分解表里没有目标列，目标写在措施里")
	}
	before := s.rolesOf(b)
	if !b.mapped && !b.matrix {
		b.op = s.opColumn(b)
		s.dropOtherRounds(b)
		sharesOfTarget(s, b)
	}
	var facts []*Column
	for i := range b.cols {
		c := &b.cols[i]
		s.dateTarget(b, c)
		if b.kind == tally.KindPlan && c.role.IsActual() {
			c.role = vocabulary.RoleAside // what a plan says was done so far is no target
		}
		if s.factColumn(b, c) {
			facts = append(facts, c)
			continue
		}
		b.sort(c)
	}
	s.changed(b, before, "按整本是分解表还是进展报表")
	sayCeilings(s, b)
	if !b.mapped && len(b.aims) == 0 {
		risingPhases(s, b)
		s.dropWordyTargets(b)
		if b.kind == tally.KindProgress && !b.matrix {
			s.doneByRate(b)
			s.sumByRate(b)
			s.risingMonths(b)
		}
	}
	b.measures = []figures{b.figures}
	s.splitUnits(b)
	if !b.mapped {
		shareCorner(s, b)
	}
	if len(b.aims) > 0 {
		measureAims(s, b)
	} else if !b.mapped {
		s.dropEmptyTwins(b)
		s.settleTwins(b)
	}
	if _, _, clashes := b.clash(); clashes {
		s.partMeasures(b)
	}
	s.shareFacts(b, facts)
	s.departmentsAcross(b)
	b.titleName = namedAbove(s, b)
}

// settleNames finds the column that names the rows. Beside a better name, a task to its left is its
// group, one to its right its target; where nothing is called a name, the best task, the lowest group, a
// Column without heading, a district or a unit is.
func (s *finder) settleNames(b *Block) {
	name := s.lastWith(b, vocabulary.RoleName)
	for name != nil { // 指标名称 merged over two columns, the second of them empty
		left := b.Column(name.col - 1)
		if left == nil || left.role != vocabulary.RoleName || s.Labels(b, name.col) {
			break
		}
		if name.role, left.role = vocabulary.RoleAside, vocabulary.RoleName; s.figuresOnly(b, name.col) { // 指标 with numbers behind 指标名称
			name.role = vocabulary.RoleTarget
		}
		name = left
	}
	for _, c := range b.cols { // of names side by side under one heading the last is the finest
		if name != nil && c.role == vocabulary.RoleName && c.col < name.col-1 && !s.mergesDown(b, c.col) {
			name = b.Column(c.col)
			break
		}
	}
	if name == nil {
		name = s.bestTask(b)
	}
	if name != nil && name.role == vocabulary.RoleTask && s.Headings.Ends(vocabulary.AsideNames, name.noun) {
		name = s.wordsBefore(b, name)
	}
	for _, find := range [...]func(*Block) *Column{s.wordsOfItsOwn, s.groupName, s.unheaded, s.asideName, s.wordyTarget, s.areaName, s.unitName} {
		if name != nil {
			break
		}
		name = find(b)
	}
	if name == nil {
		return
	}
	if finer := besideClass(s, b, name); finer != nil {
		if !name.role.IsUnitInCharge() {
			name.role = vocabulary.RoleGroup
		}
		name = finer
	}
	if right := b.Column(name.col + 1); right != nil && right.role == vocabulary.RoleNone && s.Labels(b, right.col) && (len(right.path) == 0 || s.finerNames(b, name, right)) {
		b.wide = len(right.path) == 0
		name.role, name = vocabulary.RoleGroup, right // 指标名称 over two columns, the finer labels in the second
	}
	b.areas = name.role == vocabulary.RoleArea
	b.bodies = b.areas || name.role.IsUnitInCharge() || name.role == vocabulary.RoleUnit
	name.role, b.name = vocabulary.RoleName, name.col
	hasTarget := false
	for i := range b.cols {
		hasTarget = hasTarget || b.cols[i].role.IsTarget()
	}
	for i := range b.cols {
		c := &b.cols[i]
		if c.col < b.name && s.Labels(b, c.col) && (c.role == vocabulary.RoleTarget || c.role == vocabulary.RoleNone && len(c.path) > 0 && c.when.IsZero() && !s.holdsDepartments(b, c.col)) {
			c.role = vocabulary.RoleGroup // 目标 before 分项指标, or words of the sheet's own over several rows
		}
		if c.col == b.name || (c.role != vocabulary.RoleName && c.role != vocabulary.RoleTask && c.role != vocabulary.RoleGroup && (c.role != vocabulary.RoleArea || c.col > b.name)) {
			continue
		}
		switch {
		case c.col < b.name:
			c.role = vocabulary.RoleGroup
			b.groupCols = append(b.groupCols, c.col)
		case c.role == vocabulary.RoleTask && (!hasTarget || s.figuresOnly(b, c.col)): // 目标任务(年) before 半年目标
			c.role = vocabulary.RoleTarget
		default:
			c.role = vocabulary.RoleAside
		}
	}
}

// wordsOfItsOwn is a column of labels under a heading that no word of the vocabulary fits (实事项目), before the units and the figures:
// a better name than a group, and much better than whoever is in charge. Of several, the first that is not merged down.
func (s *finder) wordsOfItsOwn(b *Block) *Column {
	var found *Column
	for i := range b.cols {
		c := &b.cols[i]
		switch {
		case c.role == vocabulary.RoleUnit && !s.holdsDepartments(b, c.col), c.role.IsTarget(), c.role.IsDone():
			return found
		case c.role != vocabulary.RoleNone || len(c.path) == 0 || !c.when.IsZero() && c.noun == "" || !s.Labels(b, c.col):
			continue
		case !s.mergesDown(b, c.col):
			return c
		case found == nil:
			found = c
		}
	}
	return found
}

func (s *finder) groupName(b *Block) *Column { return s.lastWith(b, vocabulary.RoleGroup) }

// asideName is a column that is else read by nobody and tells the rows apart: 建设内容.
func (s *finder) asideName(b *Block) *Column {
	for i := range b.cols {
		if c := &b.cols[i]; c.role == vocabulary.RoleAside && s.Headings.Ends(vocabulary.AsideNames, c.noun) && s.Labels(b, c.col) {
			return c
		}
	}
	return nil
}

func (s *finder) areaName(b *Block) *Column { return s.lastWith(b, vocabulary.RoleArea) }

// unitName is the column of departments where nothing else names the rows: 部门, or 单位 over no units of measure.
func (s *finder) unitName(b *Block) *Column {
	if c := s.lastWith(b, vocabulary.RoleResponsible); c != nil {
		return c
	}
	for i := range b.cols {
		if c := &b.cols[i]; c.role == vocabulary.RoleUnit && s.Labels(b, c.col) && !s.holdsUnits(b, c.col) {
			return c
		}
	}
	for _, role := range [...]vocabulary.Role{vocabulary.RoleImplementing, vocabulary.RoleLead} { // 承办单位
		if c, only := b.Only(role); only && s.Labels(b, c.col) {
			return c
		}
	}
	return nil
}

// figuresOnly reports a column of figures without other texts.
func (s Sheet) figuresOnly(b *Block, col int) bool {
	numbers, texts := s.sample(b, col)
	return numbers > 0 && texts == 0
}

// mappedNames takes names, groups and units as they were mapped.
func (s *finder) mappedNames(b *Block) {
	for _, c := range b.cols {
		switch c.role {
		case vocabulary.RoleName:
			b.name = c.col
		case vocabulary.RoleGroup:
			b.groupCols = append(b.groupCols, c.col)
		case vocabulary.RoleUnit:
			b.unit = c.col
		}
	}
}

// Labels reports a column of texts that are no figures.
func (s Sheet) Labels(b *Block, col int) bool {
	numbers, texts := s.sample(b, col)
	return texts > 0 && numbers == 0
}

func (s Sheet) lastWith(b *Block, r vocabulary.Role) *Column {
	for i := len(b.cols) - 1; i >= 0; i-- {
		if b.cols[i].role == r {
			return &b.cols[i]
		}
	}
	return nil
}

// bestTask is the first of the task columns that is not merged down over several rows.
func (s Sheet) bestTask(b *Block) *Column {
	var first *Column
	for i := range b.cols {
		c := &b.cols[i]
		if c.role != vocabulary.RoleTask || s.figuresOnly(b, c.col) { // 目标任务(亿元) over numbers
			continue
		}
		if !s.mergesDown(b, c.col) {
			return c
		}
		if first == nil {
			first = c
		}
	}
	return first
}

// unheaded is a first column that no word of the vocabulary heads and whose cells are labels; where a heading merged down
// beside the rows fills it (项目资金 of a form), the column behind it, which has no heading of its own.
func (s *finder) unheaded(b *Block) *Column {
	if b.from > 1 { // beside another table, all of whose columns are blank here
		return nil
	}
	for i := range b.cols[:min(2, len(b.cols))] {
		c := &b.cols[i]
		if c.role != vocabulary.RoleNone || i > 0 && len(c.path) > 0 && c.Title() != b.cols[0].Title() {
			return nil
		}
		if s.Labels(b, c.col) {
			if c.unit == "" {
				c.unit = b.cols[0].unit
			}
			return c
		}
	}
	return nil
}

// sampleRows are as many rows as are looked at to tell what a column holds.
const sampleRows = 40

// sentence is how many bytes make a text of figures one that tells rather than counts.
const sentence = 75

func (s Sheet) body(b *Block) []xlsx.Row {
	return s.g.Rows[b.body:min(b.end, b.body+sampleRows)]
}

// sample counts the numbers and the other texts in the upper part of a column.
func (s Sheet) sample(b *Block, col int) (numbers, texts int) {
	for _, row := range s.body(b) {
		number, text := s.numberOrText(row, col)
		numbers, texts = numbers+number, texts+text
	}
	return numbers, texts
}

// numberOrText is a cell as one number, as one text that is none, or as neither: in a row of signatures stands no figure.
func (s Sheet) numberOrText(row xlsx.Row, col int) (number, text int) {
	c := row.At(col)
	switch {
	case c.Kind == xlsx.Text && s.Headings.IsFooter(row.Cells[0].Value):
	case c.Kind == xlsx.Number || (c.Kind == xlsx.Blank && c.Formula) || c.Kind == xlsx.Error:
		return 1, 0
	case c.Kind == xlsx.Text && c.Value != "" && !s.Headings.IsNothing(c.Value) && !s.Headings.IsFooter(c.Value):
		if f := s.Figure(c, "", ""); f.Why == "" && !f.State && !f.Words && (len(f.Parts) == 0 || len(c.Value) <= sentence) {
			return 1, 0
		}
		return 0, 1
	}
	return 0, 0
}

// Column is a column by its number, nil where the table has none.
func (b *Block) Column(col int) *Column {
	if col < 1 || col > len(b.cols) {
		return nil
	}
	return &b.cols[col-1]
}
