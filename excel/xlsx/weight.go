package xlsx

// Weight is about how many bytes of memory it takes to read a workbook and to answer for it, by what its directory declares:
// nothing is unpacked. It never passes heaviest, which is what the limits leave to any file.
func Weight(data []byte, lim Limits) int64 {
	const (
		heaviest = 150 << 20
		perByte  = 8 // cells, items, figures and their rows, for a byte of a sheet or of shared text
	)
	lim = lim.orDefaults()
	weight := 2 * int64(len(data))
	a, err := readDirectory(data, lim)
	if err != nil {
		return weight // it will be refused
	}
	for i := range a.entries {
		weight += perByte * int64(a.entries[i].size)
	}
	return min(weight, heaviest)
}
