package columns

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/captions"
	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// What the stages behind this one are shown of a table: they may look at it, and have no way to change it.

// Grid is the sheet's cells, laid out.
func (s Sheet) Grid() *xlsx.Grid { return s.g }

// First is the highest row of the heading.
func (t *table) First() int { return t.first }

// Last is the lowest row of the heading.
func (t *table) Last() int { return t.last }

// Body is the body's first row, as an index of Grid.Rows.
func (t *table) Body() int { return t.body }

// End is where the body ends, as an index of Grid.Rows.
func (t *table) End() int { return t.end }

// Columns are all columns of the sheet, those of a table beside this one empty.
func (t *table) Columns() []Column { return t.cols }

// IsMapped reports a table whose columns a person has told.
func (t *table) IsMapped() bool { return t.mapped }

// IsMatrix reports a table with a unit a row and an indicator a column.
func (t *table) IsMatrix() bool { return t.matrix }

// From is its first column where another table stands beside it.
func (t *table) From() int { return t.from }

// To is its last column where another table stands beside it, 0 where none does.
func (t *table) To() int { return t.to }

// Captions are what the words around the table say.
func (b *Block) Captions() captions.Said { return b.sur }

// Kind is what the workbook is.
func (b *Block) Kind() tally.Kind { return b.kind }

// Year is the year of the plan, or of the month filed.
func (b *Block) Year() int { return b.year }

// Period is that of what the heading dates only by 本月 or 累计.
func (b *Block) Period() tally.Round { return b.period }

// Section is the label just above the table: 一、主要经济指标.
func (b *Block) Section() vocabulary.Label { return b.section }

// IsList reports a list of sentences in place of a table.
func (b *Block) IsList() bool { return b.list }

// SeqCol is the column of numbers, 0 for none.
func (b *Block) SeqCol() int { return b.seq }

// NameCol is the column of names, 0 for none.
func (b *Block) NameCol() int { return b.name }

// HasAreas reports that districts name the rows.
func (b *Block) HasAreas() bool { return b.areas }

// IsWide reports that the names begin in the column before theirs.
func (b *Block) IsWide() bool { return b.wide }

// UnitCol is the column of units of measure, 0 for none.
func (b *Block) UnitCol() int { return b.unit }

// OpCol is the column of ≤ and ≥, 0 for none.
func (b *Block) OpCol() int { return b.op }

// PairCol is the column that tells the rows of plan and done apart, 0 for none.
func (b *Block) PairCol() int { return b.pairs }

// WholeYear is 全年 in a table of such pairs, nil for none.
func (b *Block) WholeYear() *Column { return b.wholeYear }

// GroupCols are the columns of groups, from the left.
func (b *Block) GroupCols() []int { return b.groupCols }

// InCharge are the columns that say who does it.
func (b *Block) InCharge() []*Column { return b.inCharge }

// Deadlines are the columns of deadlines.
func (b *Block) Deadlines() []*Column { return b.deadlines }

// Texts are the columns of texts.
func (b *Block) Texts() []*Column { return b.texts }

// Department is whose part of the rows' targets the columns give; "" for no one's alone.
func (f *figures) Department() string { return f.unit }

// Measures are the columns of figures, one set a measure.
func (b *Block) Measures() []figures { return b.measures }

// Figures are the columns that make up one indicator a row.
type Figures = figures

// AllFigures are all columns of figures, whatever they measure.
func (b *Block) AllFigures() *figures { return &b.figures }

// FiguresOf is a set of columns put together for one row.
func FiguresOf(targets, actuals, growths, rates []*Column) *figures {
	return &figures{targets: targets, actuals: actuals, growths: growths, rates: rates}
}

// Noun is what they measure, "" where the rows have only one.
func (f *figures) Noun() string { return f.noun }

// IsPart reports columns headed as a part of the others (其中:设备投资), which share their unit.
func (f *figures) IsPart() bool {
	for _, cols := range [...][]*Column{f.targets, f.actuals} {
		for _, c := range cols {
			if n := len(c.path); n > 0 && strings.HasPrefix(c.path[n-1].Noun, "其中") {
				return true
			}
		}
	}
	return false
}

// Targets are the columns of targets.
func (f *figures) Targets() []*Column { return f.targets }

// Actuals are the columns of what was done.
func (f *figures) Actuals() []*Column { return f.actuals }

// Growths are the columns of growth beside the figures.
func (f *figures) Growths() []*Column { return f.growths }

// Rates are the columns of rates that are printed.
func (f *figures) Rates() []*Column { return f.rates }

// Col is the column's number, from 1.
func (c *Column) Col() int { return c.col }

// Path is its headings, from the top down.
func (c *Column) Path() []cells.Heading { return c.path }

// Role is what it is taken for.
func (c *Column) Role() vocabulary.Role { return c.role }

// When is the time that its headings say.
func (c *Column) When() vocabulary.When { return c.when }

// Unit is the unit of its heading, "" for none.
func (c *Column) Unit() string { return c.unit }

// Noun is what its lowest heading names beside roles and times.
func (c *Column) Noun() string { return c.noun }

// PartName is what a column headed as a part of the one beside it counts (其中:工业), "" for any other.
func (c *Column) PartName() string {
	if !c.isShare() {
		return ""
	}
	return strings.Trim(strings.TrimPrefix(c.path[len(c.path)-1].Noun, "其中"), ":、,%")
}

// IsGrowth reports a column of growth in per cent.
func (c *Column) IsGrowth() bool { return c.growth }

// Period is that of a target, where a mapping gives it.
func (c *Column) Period() string { return c.period }

// UnitCol is the column of units that is its own where there are several, 0 for none.
func (c *Column) UnitCol() int { return c.unitCol }
