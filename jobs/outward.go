package jobs

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"

	"code.dny.dev/ssrf"
)

// outward is the client that messages go out by.
func (c *Clock) outward() *http.Client {
	c.begin.Do(func() {
		if c.sender = c.HTTP; c.sender == nil {
			c.sender = newOutward(c.Networks)
		}
	})
	return c.sender
}

// newOutward is the client for robots and webhooks. It looks at the address itself that is dialled, after the name was resolved, and refuses
// this machine, private networks and all others that are not the public ones: who may set a channel up must not read by it what only this
// machine can reach. An office whose chat stands in its own network names that network.
func newOutward(own []netip.Prefix) *http.Client {
	var four, six []netip.Prefix
	for _, p := range own {
		if p.Addr().Is4() {
			four = append(four, p)
		} else {
			six = append(six, p)
		}
	}
	guard := ssrf.New(ssrf.WithAnyPort(), ssrf.WithNetworks("tcp4", "tcp6"), ssrf.WithAllowedV4Prefixes(four...), ssrf.WithAllowedV6Prefixes(six...))
	dialer := &net.Dialer{Timeout: sendLimit, Control: guard.Safe}
	// A redirect would carry the message to a host that nobody set.
	return &http.Client{Timeout: sendLimit, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{Proxy: http.ProxyFromEnvironment, DialContext: dialer.DialContext, ForceAttemptHTTP2: true, TLSHandshakeTimeout: sendLimit}}
}

// inward says in Chinese that an address was refused, and what lets it be reached.
func inward(err error) error {
	if !errors.Is(err, ssrf.ErrProhibitedIP) {
		return err
	}
	return fmt.Errorf("地址在本机、内网或保留网段，没有发送；确要发往那里，请在服务的 --robot-network（TALLYSHEET_ROBOT_NETWORK）里写明这个网段：%w", err)
}
