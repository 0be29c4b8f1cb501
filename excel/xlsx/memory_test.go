package xlsx_test

import "runtime"

// allocated is the number of bytes that the program has ever asked for: what a reading adds to it
// bounds from above what the reading held at any moment.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}
