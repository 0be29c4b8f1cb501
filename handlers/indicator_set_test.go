package handlers_test

import (
	"net/http"
	"regexp"
	"strconv"
	"testing"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
)

func TestAnIndicatorIsSetAndItsTargetRevised(t *testing.T) {
	s := newSite(t).withPlan()
	office := s.withToken("du", account.Supervisor, "", account.Scopes()...)
	const one = "/api/v1/plans/" + planKey + "/indicators/地区生产总值"
	w := office.send(one+"/settings", `{"settings_version":0,"every":3,"lag":1,"weight":"7.5","curve":{"points":[{"month":6,"share":"0.45"}]},"reason":"季报"}`)
	set := read[tally.Indicator](t, w)
	if w.Code != http.StatusOK || set.Every != 3 || set.Lag != 1 || set.Weight.String() != "7.5" || len(set.Curve.Points) != 1 {
		t.Errorf("set: %d %s", w.Code, w.Body)
	}
	for body, status := range map[string]int{
		`{"settings_version":1,"every":3}`:                                                  422, // no reason
		`{"settings_version":1,"every":5,"reason":"试"}`:                                     422,
		`{"settings_version":1,"curve":{"points":[{"month":6,"share":"45"}]},"reason":"试"}`: 422,
		`{"settings_version":0,"every":6,"reason":"试"}`:                                     409, // somebody set it meanwhile
		`{"every":6,"reason":"试"}`:                                                          422,
		`{"monthly":true,"reason":"试"}`:                                                     400,
	} {
		if w := office.send(one+"/settings", body); w.Code != status {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
	if w := office.send(one+"/settings", `{"settings_version":1,"every":6,"reason":"半年报"}`); w.Code != http.StatusOK || set.SettingsVersion != 1 || read[tally.Indicator](t, w).SettingsVersion != 2 {
		t.Errorf("set again: version %d, then %d %s", set.SettingsVersion, w.Code, w.Body)
	}
	w = office.send(one+"/target", `{"period":"2018","text":"240亿元","effective":"2018-10","reason":"上级调整","reference":"温开〔2018〕31号"}`)
	if w.Code != http.StatusCreated || read[tally.Target](t, w).Floor.String() != "240" {
		t.Errorf("revised: %d %s", w.Code, w.Body)
	}
	for body, status := range map[string]int{
		`{"period":"2018","text":"再上新台阶","effective":"2018-10","reason":"试"}`: 422,
		`{"period":"2108","text":"240亿元","effective":"2018-10","reason":"试"}`: 422,
		`{"period":"2018","text":"240亿元","effective":"十月","reason":"试"}`:      400,
	} {
		if w := office.send(one+"/target", body); w.Code != status {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
	if w := office.send("/api/v1/plans/"+planKey+"/indicators/地区生产总植/settings", `{"settings_version":0,"every":3,"reason":"试"}`); w.Code != http.StatusNotFound {
		t.Errorf("an unknown indicator: %d %s", w.Code, w.Body)
	}
}

// What was set once can be set again: the page shows the version that stands.
func TestAnIndicatorIsSetTwice(t *testing.T) {
	s := newSite(t).withPlan()
	b := s.signedIn("du", account.Supervisor, "")
	plan, err := s.store.Plans.Get(t.Context(), planKey)
	if err != nil {
		t.Fatal(err)
	}
	one := plan.Indicators[0].ID
	seen := regexp.MustCompile(`name="settings_version" value="(\d+)"`)
	for i, every := range []string{"3", "0"} {
		m := seen.FindStringSubmatch(b.get("/plans/" + planKey).Body.String())
		if m == nil || m[1] != strconv.Itoa(i) {
			t.Fatalf("version on the page %v, want %d", m, i)
		}
		w := b.post("/plans/"+planKey+"/indicators/"+one+"/settings", "every", every, "lag", "0", "weight", "", "settings_version", m[1], "reason", "调整")
		if w.Code != http.StatusSeeOther {
			t.Errorf("set for the %d. time: %d", i+1, w.Code)
		}
	}
}
