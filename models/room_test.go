package models_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
)

// A disk that is nearly full takes no new file; what is there is read and decided on as ever.
func TestANearlyFullDiskTakesNothingNew(t *testing.T) {
	disk := models.Disk{Folder: "/", Free: 100 << 30, Size: 200 << 30}
	store, err := models.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "a.db"), models.Options{
		Clock: func() time.Time { return time.Date(2018, 10, 8, 9, 0, 0, 0, time.UTC) }, Disk: func() (models.Disk, error) { return disk, nil }})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	s := &site{Store: store}
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	p := s.zone(t)
	sub := must[models.Submission](t)(s.Submissions.File(t.Context(), sheet{}.build(p)))
	for _, free := range []uint64{0, 1 << 30, 9 << 30} { // nothing, less than 2 GiB, less than 5 %
		disk.Free = free
		_, err := s.Submissions.File(t.Context(), sheet{content: "more"}.build(p))
		refused(t, err, models.NoSpace)
		_, err = s.Plans.Import(t.Context(), supervisor, planOf("other", indicator{name: "税收"}), breakdown.File{Name: "p.xlsx", Bytes: []byte("x")})
		refused(t, err, models.NoSpace)
		if err := s.Spare(); err == nil {
			t.Errorf("with %d free", free)
		}
	}
	if _, err := s.Submissions.Return(t.Context(), supervisor, sub.ID, 0, "请核对"); err != nil {
		t.Errorf("a decision: %v", err)
	}
	disk.Free = 100 << 30
	must[models.Submission](t)(s.Submissions.File(t.Context(), sheet{content: "more"}.build(p)))
}

func TestADepartmentHasItsPartOfTheDisk(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		f := sheet{content: "large"}.build(p)
		f.Bytes = make([]byte, 250<<20)
		f.FileName = "large.xlsx"
		if s.Dialect() == models.MySQL { // the counting is the same, and the bytes need not travel
			f.Bytes = f.Bytes[:1]
			s.filed(t, f)
			s.raw(t, "UPDATE submissions SET size = 262144000")
		} else {
			must[models.Submission](t)(s.Submissions.File(t.Context(), f))
		}
		g := sheet{content: "another"}.build(p)
		g.Bytes = make([]byte, 200<<20)
		_, err := s.Submissions.File(t.Context(), g)
		refused(t, err, models.NoSpace)
		if _, err := s.Submissions.File(t.Context(), sheet{department: "商务局", content: "theirs"}.build(p)); err != nil {
			t.Errorf("another department: %v", err)
		}
		s.clock.now = s.clock.now.AddDate(0, 0, 1)
		if _, err := s.Submissions.File(t.Context(), sheet{content: "tomorrow", ytd: "8"}.build(p)); err != nil {
			t.Errorf("the next day: %v", err)
		}
	})
}

func TestOneServerOnOneFile(t *testing.T) {
	s := open(t, "sqlite:"+filepath.Join(t.TempDir(), "a.db"))
	release, err := s.Alone()
	if err != nil {
		t.Fatal(err)
	}
	other := open(t, s.address)
	_, err = other.Alone()
	refused(t, err, models.Conflict)
	if err := release(); err != nil {
		t.Fatal(err)
	}
	if _, err := other.Alone(); err != nil {
		t.Errorf("after the first has gone: %v", err)
	}
}

// What a clock that was ahead left behind ends with it.
func TestALeaseFromAClockAheadIsTaken(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		key := models.RunKey{Job: "month/zone", Period: "2018-09", Revision: 1}
		if _, err := s.Runs.Materialise(t.Context(), key); err != nil {
			t.Fatal(err)
		}
		if _, ok, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "a"}); err != nil || !ok {
			t.Fatal(ok, err)
		}
		for _, byHand := range []bool{false, true} {
			s.raw(t, "UPDATE job_runs SET lease_until = '2099-01-01 00:00:00.000000'")
			if _, ok, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "b", ByHand: byHand}); err != nil || !ok {
				t.Errorf("a lease until 2099, by hand %t: %t %v", byHand, ok, err)
			}
		}
		if _, ok, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "c", ByHand: true}); err != nil || ok {
			t.Errorf("a lease that holds: %t %v", ok, err)
		}
		s.raw(t, "UPDATE job_runs SET state = 'failed', retry_at = '2099-01-01 00:00:00.000000'")
		if _, ok, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "d"}); err != nil || !ok {
			t.Errorf("a wait until 2099: %t %v", ok, err)
		}
	})
}

func TestAClockAYearAheadRemovesNothingOfTheLastYear(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		s.filed(t, sheet{}.build(p))
		s.publish(t, september)
		rows := s.count(t, "audit_rows")
		s.clock.now = s.clock.now.AddDate(2, 0, 0)
		removed := must[models.Removed](t)(s.Retain(t.Context(), models.Retention{Audit: 400 * 24 * time.Hour}))
		if removed.Audit != 0 || s.count(t, "audit_rows") < rows {
			t.Errorf("%d rows removed", removed.Audit)
		}
	})
}

func TestNamesHoldNothingUnseen(t *testing.T) {
	s := open(t, "sqlite:"+filepath.Join(t.TempDir(), "a.db"))
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, unseen := range []string{"\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\ufe0f"} {
		_, err := s.Plans.Import(t.Context(), supervisor, planOf("zo"+unseen+"ne", indicator{name: "税收"}), breakdown.File{Name: "p.xlsx", Bytes: []byte("x")})
		refused(t, err, models.Invalid)
		_, err = s.Users.Create(t.Context(), supervisor, account.NewUser{Name: "li" + unseen + "si", Role: account.Leader})
		refused(t, err, models.Invalid)
		_, err = s.Users.Create(t.Context(), supervisor, account.NewUser{Name: "lisi", Label: "李" + unseen + "四", Role: account.Leader})
		refused(t, err, models.Invalid)
		refused(t, s.Departments.Ensure(t.Context(), supervisor, "", "财政"+unseen+"局"), models.Invalid)
	}
}
