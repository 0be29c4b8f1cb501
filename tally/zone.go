package tally

import "time"

// China is the zone in which months turn and people read the clock: one offset all the year, so that no zone file is needed.
var China = time.FixedZone("CST", 8*60*60)
