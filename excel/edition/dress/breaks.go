package dress

// MostBreaks is how many breaks between pages a sheet may have; Excel repairs a file with more.
const MostBreaks = 1023

// The measures of a page in points, and of a column: a digit of 宋体 11 is half as wide as it is high, which programs round up to 8 pixels,
// and one of a font that stands in for it is wider. The narrowest gives the largest print and so the fewest rows a page, which fit
// the others too.
const (
	pointsPerInch = 72
	pixel         = 0.75
	digitPixels   = 7.3
	columnPixels  = 5
	spare         = 0.98 // what rounding to whole per cents and pixels may cost
)

// Margins of every page, in inches.
const (
	marginSide   = 0.45
	marginTop    = 0.55
	marginBottom = 0.6
)

// sizes are the short and the long side in inches.
var sizes = map[int][2]float64{A3: {11.69, 16.54}, A4: {8.27, 11.69}}

// Capacity is how many points of rows a page holds whose columns of these widths are made to fit it.
func (p Page) Capacity(widths []float64) float64 {
	side, height := sizes[p.Paper][0], sizes[p.Paper][1]
	if p.Landscape {
		side, height = height, side
	}
	sheet := 0.0
	for _, w := range widths {
		sheet += (w*digitPixels + columnPixels) * pixel
	}
	scale := min(1, (side-2*marginSide)*pointsPerInch/sheet)
	return (height - marginTop - marginBottom) * pointsPerInch / scale * spare
}

// Breaks says which of the rows of a table begin a page, by their index: top is the height of what stands above them on the first page,
// repeated that of the headings on every other.
func Breaks(heights func(i int) float64, rows int, capacity, top, repeated float64) []int {
	var all []int
	filled := top
	for i := range rows {
		h := heights(i)
		if filled+h > capacity && i > 0 {
			if len(all) == MostBreaks {
				break
			}
			all, filled = append(all, i), repeated
		}
		filled += h
	}
	return all
}
