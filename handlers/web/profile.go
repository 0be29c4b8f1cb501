package web

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// keptProfile is the profile as it was last read: every request goes by it, and another process may have set another.
type keptProfile struct {
	reading sync.Mutex
	last    atomic.Pointer[readProfile]
}

type readProfile struct {
	Profile
	at time.Time
}

// profileLasts is how long it is taken for granted.
const profileLasts = 10 * time.Second

// Profile is the rules of passwords and sessions: those that the service was started with, else those that the administrator set. Where they
// cannot be read, those read last hold, at first those that the program comes with. While one request reads them, others go by the last.
func (s *Site) Profile(ctx context.Context) Profile {
	if s.Pinned != nil {
		return *s.Pinned
	}
	k, now := &s.profile, s.Clock()
	last := k.last.Load()
	if last != nil {
		if age := now.Sub(last.at); age >= 0 && age < profileLasts || !k.reading.TryLock() {
			return last.Profile
		}
	} else {
		k.reading.Lock()
	}
	defer k.reading.Unlock()
	set, err := s.Store.Site.Settings(ctx)
	var p Profile
	if err == nil {
		p, err = ProfileNamed(set.Passwords)
	}
	if err != nil {
		s.Log.WarnContext(ctx, "the site's settings are not read", "error", err.Error())
		if last != nil {
			return last.Profile
		}
		p, _ = ProfileNamed("")
		return p
	}
	k.last.Store(&readProfile{p, now})
	return p
}

// ForgetProfile has the settings read again: they were changed here.
func (s *Site) ForgetProfile() { s.profile.last.Store(nil) }
