package access

import (
	"time"

	"github.com/tallysheet/tallysheet/handlers/web"
)

// Access is how people come in, noun by noun.
type Access struct {
	*shared
	SignIn   SignIn
	TOTP     TOTP
	OIDC     OIDC
	Welcome  Welcome
	Accounts Accounts
	People   People
}

// shared is what the nouns stand on.
type shared struct {
	*web.Site
	codeClock func() time.Time // that one-time codes go by
	unified   *oidcProvider    // nil for local accounts only
	decoy     string           // a hash that no password has
	hashing   chan struct{}    // a slot for each password compared at once
}

// Issuer names the unified sign-in, "" where there is none.
func (a Access) Issuer() string {
	if a.unified == nil {
		return ""
	}
	return a.unified.set.Issuer
}

// Lockout is after how many failures an account is locked, and for how long.
func Lockout() (tries int, lasts time.Duration) { return triesOfAccount, TryWindow }

// New makes the access to a site. codeClock is that one-time codes go by, as the telephone's does; settings are those of
// the unified sign-in, nil for local accounts only.
func New(site *web.Site, codeClock func() time.Time, settings *OIDCSettings) (Access, error) {
	s := &shared{Site: site, codeClock: codeClock, hashing: make(chan struct{}, hashingSlots())}
	var err error
	if s.unified, err = newOIDC(settings, site.PublicURL); err != nil {
		return Access{}, err
	}
	if s.decoy, err = web.HashPassword(web.NewSecret()); err != nil {
		return Access{}, err
	}
	return Access{s, SignIn{s}, TOTP{s}, OIDC{s}, Welcome{s}, Accounts{s}, People{s}}, nil
}
