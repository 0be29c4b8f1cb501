package xlsx

// Limits bounds what is read. The zero value of a field means its default; see DefaultLimits.
type Limits struct {
	File     int64 // bytes of the file
	Unpacked int64 // bytes of all parts together
	Ratio    int64 // unpacked to packed, over a grace of 100 KiB
	Parts    int
	Strings  int64 // bytes of the shared strings part
	Text     int64 // bytes of the text of all cells, shared text counted wherever it stands
	Styles   int64 // bytes of the styles part
	Rows     int   // rows of a sheet that hold something
	Cols     int   // the last column that may hold something
	Sheets   int
	Cells    int // cells of all sheets that hold something
	Merges   int // merged ranges of a sheet
}

// DefaultLimits are those of DESIGN §3. Cells and Merges leave room for thrice the largest real
// workbooks of WORKBOOKS §3 and keep the memory of a hostile one bounded.
func DefaultLimits() Limits {
	return Limits{
		File: 20 << 20, Unpacked: 128 << 20, Ratio: 100, Parts: 2000, Strings: 16 << 20, Text: 16 << 20, Styles: 16 << 20,
		Rows: 20000, Cols: 256, Sheets: 100, Cells: 1_000_000, Merges: 100_000,
	}
}

func (l Limits) orDefaults() Limits {
	d := DefaultLimits()
	fill(&l.File, d.File)
	fill(&l.Unpacked, d.Unpacked)
	fill(&l.Ratio, d.Ratio)
	fill(&l.Parts, d.Parts)
	fill(&l.Strings, d.Strings)
	fill(&l.Text, d.Text)
	fill(&l.Styles, d.Styles)
	fill(&l.Rows, d.Rows)
	fill(&l.Cols, d.Cols)
	fill(&l.Sheets, d.Sheets)
	fill(&l.Cells, d.Cells)
	fill(&l.Merges, d.Merges)
	l.Cols = min(l.Cols, maxCol)
	return l
}

func fill[T int | int64](v *T, standard T) {
	if *v <= 0 {
		*v = standard
	}
}
