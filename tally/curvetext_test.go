package tally_test

import (
	"testing"

	"github.com/tallysheet/tallysheet/tally"
)

func TestCurveText(t *testing.T) {
	for _, tc := range []struct{ text, back string }{
		{"", ""}, {"none", ""}, {"3=20%,6=0.5", "3=20%,6=50%"}, {" 3 = 20% ， 12=1", "3=20%,12=100%"}, {"9=74.97%", "9=74.97%"},
	} {
		c, err := tally.ParseCurve(tc.text)
		if back, ok := c.Text(); err != nil || !ok || back != tc.back {
			t.Errorf("%q: %q %v %v", tc.text, back, ok, err)
		}
	}
	for _, bad := range []string{"13=1", "0=1", "x=1", "3", "3=", "3=120%", "3=-1%", "6=50%,3=20%", "3=50%,6=20%", "3=20%,3=30%", "3=20%,"} {
		if c, err := tally.ParseCurve(bad); err == nil {
			t.Errorf("%q was read: %+v", bad, c)
		}
	}
	if _, ok := (tally.Curve{Steps: true}).Text(); ok {
		t.Error("a curve of steps was written as one of shares")
	}
}
