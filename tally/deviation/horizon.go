package deviation

import (
	"strconv"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// otherYear brings a target of a later year to what its path asks of this one; where no path is set it says so, and the
// far target is shown and held against nothing.
func (in *Against) otherYear() string {
	far := in.Target.Horizon
	if far == "" || far == strconv.Itoa(in.Period.Year()) {
		return ""
	}
	for _, p := range in.Indicator.Path {
		if p.Year == in.Period.Year() {
			own := *in.Target
			own.Floor, own.Stretch, own.Max, own.Horizon = p.Value, exact.Number{}, exact.Number{}, ""
			in.Target = &own
			return ""
		}
	}
	if len(far) == 4 {
		far += "年"
	}
	return "目标是" + far + "的（" + in.Target.Text + "），没有" + strconv.Itoa(in.Period.Year()) + "年的分年目标"
}
