package edition

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/dress"
	"github.com/tallysheet/tallysheet/tally"
)

// mostBars is how many departments a chart can show and still be read.
const mostBars = 30

// fewDepartments fit one page with their charts.
const fewDepartments = 14

// dress draws the charts over the rows kept for them.
func (d *departmentSheet) dress(f *excelize.File) error {
	name := DepartmentSheet
	head := strconv.Itoa(departmentRow)
	if err := d.setPage(f, name, dress.Page{Paper: dress.A4, Landscape: true, Heads: head + ":" + head, OnePage: len(d.order) <= fewDepartments, Last: ref(d.columns-1, len(d.lines)), Tab: "548235"}); err != nil {
		return err
	}
	if len(d.order) == 0 {
		return nil
	}
	if err := f.AddChart(name, "A3", d.departmentChart()); err != nil {
		return err
	}
	return f.AddChart(name, "G3", d.monthChart())
}

// departmentChart is a bar a department: its lights, stacked, so that the bar is as long as its indicators are many.
func (d *departmentSheet) departmentChart() *excelize.Chart {
	n := min(len(d.order), mostBars)
	from := departmentRow + 1 + len(d.order) - n
	what := "各部门亮灯"
	if n < len(d.order) {
		what += "（名次靠后的 " + strconv.Itoa(n) + " 个）"
	}
	c := d.chart(excelize.BarStacked, what, 520)
	for k, l := range lights {
		c.Series = append(c.Series, d.series(l, fixed(DepartmentSheet, 3+k, departmentRow, 3+k, departmentRow), fixed(DepartmentSheet, 1, from, 1, from+n-1), fixed(DepartmentSheet, 3+k, from, 3+k, from+n-1)))
	}
	c.XAxis.ReverseOrder = true
	return c
}

// monthChart is a column a month.
func (d *departmentSheet) monthChart() *excelize.Chart {
	c := d.chart(excelize.ColStacked, d.ed.Period.SeriesWord()+"亮灯", 500)
	last := d.month + len(d.months) - 1
	for k, l := range lights {
		c.Series = append(c.Series, d.series(l, fixed(DepartmentSheet, 3+k, d.month-1, 3+k, d.month-1), fixed(DepartmentSheet, 1, d.month, 1, last), fixed(DepartmentSheet, 3+k, d.month, 3+k, last)))
	}
	return c
}

func (d *departmentSheet) series(l tally.Light, name, categories, values string) excelize.ChartSeries {
	return excelize.ChartSeries{Name: name, Categories: categories, Values: values, Fill: dress.Fill(dress.Strong(d.palette[l].Fill))}
}

// chart is what both charts share.
func (d *departmentSheet) chart(kind excelize.ChartType, name string, width uint) *excelize.Chart {
	gap, overlap := uint(60), 100
	small := excelize.Font{Family: songti, Size: 9, Color: "404040"}
	return &excelize.Chart{
		Type: kind, Dimension: excelize.ChartDimension{Width: width, Height: 385},
		Title:    excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: name, Font: &excelize.Font{Family: heiti, Size: 12, Color: blue}}}},
		Legend:   excelize.ChartLegend{Position: "bottom", Font: &small},
		XAxis:    excelize.ChartAxis{Font: small},
		YAxis:    excelize.ChartAxis{None: true},
		PlotArea: excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "0;;"}}, // a nought needs no label
		GapWidth: &gap, Overlap: &overlap,
		Border: excelize.LineOptions{Type: excelize.LineNone},
		Format: excelize.GraphicOptions{Positioning: "oneCell", AltText: name},
	}
}
