package web

import (
	"net/http"
	"time"
)

// leastRate is the slowest sender or receiver that is waited for, bytes a second, after the grace.
const (
	leastRate = 20 << 10
	rateGrace = 30 * time.Second
)

// allowBody gives a body of n bytes the time that the least rate needs, in place of the server's own
// limits, which are meant for small requests.
func allowBody(w http.ResponseWriter, n int64) { allowAt(w, n, leastRate) }

// allowAt is allowBody at another rate.
func allowAt(w http.ResponseWriter, n, rate int64) {
	until := time.Now().Add(rateGrace + time.Duration(n/rate)*time.Second)
	rc := http.NewResponseController(w)
	// Not every writer has deadlines (a recorder in a test); the server's own limits stand then.
	_ = rc.SetReadDeadline(until)
	_ = rc.SetWriteDeadline(until.Add(rateGrace))
}

// AllowMore gives a body that is written piece by piece the time for another piece.
func AllowMore(w http.ResponseWriter) { allowBody(w, leastRate) }
