package xlsx_test

import (
	"slices"
	"testing"
)

func zipMutations() []mutation {
	level := func(n int) func(testing.TB, []part) []byte {
		return func(t testing.TB, p []part) []byte { return packAt(t, p, n) }
	}
	lying := func(change func([]forged)) func(testing.TB, []part) []byte {
		return func(t testing.TB, p []part) []byte {
			all := honestAll(t, p, "", nil)
			change(all)
			return forge(all, nil)
		}
	}
	return []mutation{
		{name: "packed best", zip: level(9)},
		{name: "packed by Huffman alone", zip: level(-2)},
		{name: "not packed", zip: level(0)},
		{name: "stored", zip: func(t testing.TB, p []part) []byte {
			all := make([]forged, len(p))
			for i := range p {
				all[i] = storedPart(p[i])
			}
			return forge(all, nil)
		}},
		{name: "sizes up front", zip: lying(func([]forged) {})},
		{name: "directory backwards", zip: lying(func(all []forged) {
			for i := range all {
				all[i].centralFirst = true
			}
		})},
		{name: "Zip64", alone: true, zip: lying(func(all []forged) {
			for i := range all {
				all[i].extra = wide(all[i].size, all[i].packedSize)
				all[i].size, all[i].packedSize = 0xffffffff, 0xffffffff
			}
		})},
		{name: "Zip64 end", alone: true, zip: func(t testing.TB, p []part) []byte { return withZip64End(forge(honestAll(t, p, "", nil), nil)) }},
		{name: "comment", zip: func(t testing.TB, p []part) []byte {
			return forge(honestAll(t, p, "", nil), func(e []byte) []byte { e[20] = 5; return append(e, "PK\x05\x07x"...) })
		}},
		{name: "parts backwards", parts: func(p []part) []part { slices.Reverse(p); return p }},
	}
}
