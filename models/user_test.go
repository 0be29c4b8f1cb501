package models_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
)

func person(t *testing.T, s *site, name string, role account.Role, department string) account.User {
	t.Helper()
	u, err := s.Users.Create(t.Context(), models.System(), account.NewUser{Name: name, Role: role, Department: department, Password: "hash of " + name})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func isCode(err error, code models.Code) bool { return errors.Is(err, &models.Error{Code: code}) }

func TestPeople(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		if has, err := s.Users.Any(t.Context()); has || err != nil {
			t.Fatalf("users in an empty store: %v %v", has, err)
		}
		u := person(t, s, " Wang ", account.Reporter, "经济发展局")
		got, err := s.Users.Named(t.Context(), "WANG")
		if err != nil || !cmp.Equal(got, u) {
			t.Errorf("read back: %v %s", err, cmp.Diff(u, got))
		}
		for _, bad := range []account.NewUser{
			{Name: "", Role: account.Leader}, {Name: "a b", Role: account.Leader}, {Name: "x", Role: "god"}, {Name: "x", Role: account.Reporter},
		} {
			if _, err := s.Users.Create(t.Context(), models.System(), bad); !isCode(err, models.Invalid) {
				t.Errorf("%+v: %v", bad, err)
			}
		}
		if _, err := s.Users.Create(t.Context(), models.System(), account.NewUser{Name: "wang", Role: account.Leader}); !isCode(err, models.Conflict) {
			t.Errorf("a name that is taken: %v", err)
		}
		if err := s.Users.SetPost(t.Context(), models.System(), u, account.Post{Label: "王五", Role: account.Leader, Department: "经济发展局"}); err != nil {
			t.Fatal(err)
		}
		if err := s.Users.SetPost(t.Context(), models.System(), u, account.Post{Role: account.Auditor}); !isCode(err, models.Conflict) {
			t.Errorf("a version that nobody sees any more: %v", err)
		}
		got, err = s.Users.Get(t.Context(), u.ID)
		if err != nil || got.Department != "" || got.Role != account.Leader {
			t.Errorf("a leader keeps a department: %+v %v", got, err)
		}
	})
}

func TestPasswordsRemembered(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		u := person(t, s, "li", account.Leader, "")
		for _, hash := range []string{"one", "two", "three"} {
			if err := s.Users.SetPassword(t.Context(), models.System(), u, hash, 2, ""); err != nil {
				t.Fatal(err)
			}
			u, _ = s.Users.Get(t.Context(), u.ID)
		}
		if want := []string{"two", "one"}; !cmp.Equal(u.Earlier(), want) || u.Password != "three" {
			t.Errorf("earlier %v, now %s", u.Earlier(), u.Password)
		}
	})
}

func TestSessions(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		u := person(t, s, "li", account.Administrator, "")
		person(t, s, "boss", account.Administrator, "")
		start := func(hash string) {
			if err := s.Sessions.Start(t.Context(), u.Actor(""), account.Session{Hash: hash, UserID: u.ID, Agent: "a\xffb"}); err != nil {
				t.Fatal(err)
			}
		}
		holds := func(hash string) bool {
			_, got, err := s.Sessions.User(t.Context(), hash, 15*time.Minute, time.Hour)
			if err != nil && !isCode(err, models.NotFound) {
				t.Fatal(err)
			}
			return err == nil && got.ID == u.ID
		}
		start("a")
		start("b")
		if !holds("a") || holds("none") {
			t.Error("a session is not found by its hash alone")
		}
		s.clock.now = s.clock.now.Add(10 * time.Minute)
		n, _, err := s.Sessions.User(t.Context(), "a", 15*time.Minute, time.Hour)
		if err == nil {
			err = s.Sessions.Touch(t.Context(), n)
		}
		if err != nil {
			t.Fatal(err)
		}
		s.clock.now = s.clock.now.Add(10 * time.Minute)
		if !holds("a") || holds("b") {
			t.Error("the touched session ended, or the idle one did not")
		}
		if err := s.Users.Disable(t.Context(), models.System(), u); err != nil {
			t.Fatal(err)
		}
		if holds("a") {
			t.Error("a closed account is still signed in")
		}
		if err := s.Sessions.Sweep(t.Context(), time.Minute); err != nil {
			t.Fatal(err)
		}
	})
}

func TestTriesAreCountedBeforeTheyAreLookedAt(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		take := func() bool {
			ok, err := s.Tries.Take(t.Context(), "k", 5, 15*time.Minute, 15*time.Minute)
			if err != nil {
				t.Error(err)
			}
			return ok
		}
		var wg sync.WaitGroup
		var looks atomic.Int32
		for range 30 {
			wg.Go(func() {
				if take() {
					looks.Add(1)
				}
			})
		}
		wg.Wait()
		if looks.Load() != 5 {
			t.Errorf("%d looks, want 5", looks.Load())
		}
		s.clock.now = s.clock.now.Add(15*time.Minute + time.Second)
		if !take() {
			t.Error("still locked after the lock")
		}
		// A clock that was ahead once locks nobody out for months.
		for range 5 {
			take()
		}
		s.clock.now = s.clock.now.AddDate(0, 3, 0)
		for range 6 {
			take()
		}
		s.clock.now = s.clock.now.AddDate(0, -3, 0)
		if !take() {
			t.Error("a lock made by a clock ahead holds")
		}
		if err := s.Tries.Forgive(t.Context(), models.System(), "k"); err != nil {
			t.Fatal(err)
		}
		for range 50 { // as many as there are people behind one address: what was right does not count
			if !take() {
				t.Fatal("right tries were counted")
			}
			if err := s.Tries.GiveBack(t.Context(), "k"); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Tries.Forgive(t.Context(), models.System(), "k"); err != nil || !take() {
			t.Errorf("not forgiven: %v", err)
		}
	})
}

func TestOneTimeLinks(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		u := person(t, s, "li", account.Leader, "")
		for _, hash := range []string{"first", "second"} {
			if err := s.Links.Make(t.Context(), models.System(), u, hash, time.Hour); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.Links.User(t.Context(), "first"); !isCode(err, models.NotFound) {
			t.Errorf("an earlier link still works: %v", err)
		}
		if got, err := s.Links.User(t.Context(), "second"); err != nil || got.ID != u.ID {
			t.Errorf("the link: %v", err)
		}
		var wg sync.WaitGroup
		var used atomic.Int32
		for range 8 {
			wg.Go(func() {
				err := s.Links.SetPassword(t.Context(), models.System(), u, "second", "new", 5)
				if err == nil {
					used.Add(1)
				} else if !isCode(err, models.NotFound) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if used.Load() != 1 {
			t.Errorf("the link worked %d times", used.Load())
		}
		if err := s.Links.Make(t.Context(), models.System(), u, "third", time.Hour); err != nil {
			t.Fatal(err)
		}
		s.clock.now = s.clock.now.Add(2 * time.Hour)
		if _, err := s.Links.User(t.Context(), "third"); !isCode(err, models.NotFound) {
			t.Errorf("a link past its time: %v", err)
		}
	})
}

func TestTokensSubjectsAndSteps(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		u, other := person(t, s, "li", account.Leader, ""), person(t, s, "wu", account.Leader, "")
		tok, err := s.Tokens.Make(t.Context(), u.Actor(""), u, "abc", "hash", []account.Scope{account.ScopeRead, "everything"}, time.Hour)
		if err != nil || tok.Scopes != "read" {
			t.Fatalf("%+v %v", tok, err)
		}
		if _, got, err := s.Tokens.User(t.Context(), "hash"); err != nil || got.ID != u.ID {
			t.Errorf("the token: %v", err)
		}
		if err := s.Tokens.Revoke(t.Context(), u.Actor(""), other.ID, tok.ID); !isCode(err, models.NotFound) {
			t.Errorf("revoked by another: %v", err)
		}
		if err := s.Tokens.Revoke(t.Context(), u.Actor(""), u.ID, tok.ID); err != nil {
			t.Error(err)
		}
		if _, _, err := s.Tokens.User(t.Context(), "hash"); !isCode(err, models.NotFound) {
			t.Errorf("a revoked token: %v", err)
		}
		if err := s.Users.TieSubject(t.Context(), models.System(), u, "issuer 1"); err != nil {
			t.Fatal(err)
		}
		if err := s.Users.TieSubject(t.Context(), models.System(), other, "issuer 1"); !isCode(err, models.Conflict) {
			t.Errorf("one subject for two: %v", err)
		}
		for _, tc := range []struct {
			step int64
			ok   bool
		}{{10, true}, {10, false}, {9, false}, {11, true}} {
			if ok, err := s.Users.UseTOTPStep(t.Context(), u.ID, tc.step); ok != tc.ok || err != nil {
				t.Errorf("step %d: %v %v", tc.step, ok, err)
			}
		}
	})
}
