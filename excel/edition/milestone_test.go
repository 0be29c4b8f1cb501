package edition_test

import (
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
)

// What a department says of a milestone that is not done stands beside its light: it is all that was filed of it.
func TestAMilestoneSaysHowFarItIs(t *testing.T) {
	ed := rich(t)
	r := &ed.Rows[0]
	r.Main.Basis, r.Main.Light, r.Remark.Progress = tally.ByDate, tally.Red, "主体封顶，正在装修"
	o := open(t, written(t, ed))
	if said := o.under(t, "汇总表", "说明", r.Indicator.Name); !strings.Contains(said.value, "进展：主体封顶，正在装修") {
		t.Errorf("%s says %q", said.ref, said.value)
	}
	r.Main.Light = tally.Green
	o = open(t, written(t, ed))
	if said := o.under(t, "汇总表", "说明", r.Indicator.Name); strings.Contains(said.value, "进展") {
		t.Errorf("done, and %s says %q", said.ref, said.value)
	}
}
