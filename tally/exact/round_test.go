package exact

import (
	"testing"

	"pgregory.net/rapid"
)

// A number prints alike whether or not it may give back the text that it was read from.
func TestLikeIsString(t *testing.T) {
	kept := 0
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.OneOf(rapid.StringMatching(`-?(0|[1-9][0-9]{0,6})(\.[0-9]{1,4})?`), rapid.StringMatching(`-?0{0,3}[0-9]{0,20}\.?[0-9]{0,4}(e[0-9])?`)).Draw(r, "text")
		n, err := ParseNumber(text)
		if err != nil {
			return
		}
		if got := n.Like(text); got != n.String() {
			r.Fatalf("%q: got %q, want %q", text, got, n)
		}
		if n.String() == text {
			kept++
		}
	})
	if kept == 0 {
		t.Error("no text was kept")
	}
}
