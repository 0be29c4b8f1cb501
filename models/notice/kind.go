package notice

// Kind is what a message is about.
type Kind string

// The kinds. Those of the clock tell what happened or is due; Urged is sent by the office, Trial by whoever tries a channel.
const (
	Returned  Kind = "returned"
	Accepted  Kind = "accepted"
	Locked    Kind = "locked"
	Published Kind = "edition"
	Reminder  Kind = "reminder"
	Missing   Kind = "missing"
	Parked    Kind = "parked"
	Order     Kind = "order"
	Anchor    Kind = "anchor"
	Broken    Kind = "broken"
	Urged     Kind = "urged"
	Trial     Kind = "trial"
)

// Plain reports a message without figures, which whoever administers may have too.
func (k Kind) Plain() bool { return k == Parked || k == Anchor || k == Broken || k == Trial }
