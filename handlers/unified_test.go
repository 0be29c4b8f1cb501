package handlers_test

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/handlers/access"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
)

// issuer is a unified sign-in of our own: it vouches for whom it is told to.
type issuer struct {
	*httptest.Server
	key    *rsa.PrivateKey
	now    func() time.Time
	claims map[string]any // laid over the right ones
	nonce  string
}

func newIssuer(t *testing.T) *issuer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	i := &issuer{key: key}
	mux := http.NewServeMux()
	answer := func(w http.ResponseWriter, v any) {
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(v); err != nil {
			t.Error(err)
		}
	}
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, map[string]any{"issuer": i.URL, "authorization_endpoint": i.URL + "/authorize", "token_endpoint": i.URL + "/token", "jwks_uri": i.URL + "/keys",
			"id_token_signing_alg_values_supported": []string{"RS256"}})
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &key.PublicKey, KeyID: "k", Algorithm: "RS256", Use: "sig"}}})
	})
	mux.HandleFunc("/token", func(w http.ResponseWriter, r *http.Request) {
		if r.PostFormValue("code_verifier") == "" || r.PostFormValue("code") != "the code" {
			http.Error(w, "no", http.StatusBadRequest)
			return
		}
		answer(w, map[string]any{"access_token": "a", "token_type": "Bearer", "id_token": i.idToken(t)})
	})
	i.Server = httptest.NewServer(mux)
	t.Cleanup(i.Close)
	return i
}

func (i *issuer) idToken(t *testing.T) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.RS256, Key: i.key}, (&jose.SignerOptions{}).WithHeader("kid", "k"))
	if err != nil {
		t.Fatal(err)
	}
	claims := map[string]any{"iss": i.URL, "aud": "tallysheet", "sub": "42", "iat": i.now().Unix(), "exp": i.now().Add(time.Minute).Unix(), "nonce": i.nonce, "preferred_username": "li"}
	for k, v := range i.claims {
		claims[k] = v
	}
	text, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// through goes to the issuer and comes back; change may tamper with what comes back.
func (i *issuer) through(t *testing.T, b *browser, change func(back url.Values)) *httptest.ResponseRecorder {
	t.Helper()
	w := b.get("/signin/unified?next=/account")
	to, err := url.Parse(w.Header().Get("Location"))
	if err != nil || w.Code != http.StatusSeeOther || !strings.HasPrefix(to.String(), i.URL+"/authorize") {
		t.Fatalf("off to %q: %d %v", w.Header().Get("Location"), w.Code, err)
	}
	i.nonce = to.Query().Get("nonce")
	back := url.Values{"code": {"the code"}, "state": {to.Query().Get("state")}}
	change(back)
	return b.get("/signin/unified/back?" + back.Encode())
}

func unifiedSite(t *testing.T) (*site, *issuer) {
	t.Helper()
	i := newIssuer(t)
	s := newSite(t, func(c *handlers.Config) {
		c.Unified = &access.OIDCSettings{Issuer: i.URL, ClientID: "tallysheet", ClientSecret: "s"}
		c.PublicURL = "https://tally.example"
	})
	i.now = func() time.Time { return s.now }
	return s, i
}

func asIs(url.Values) {}

func TestUnifiedSignIn(t *testing.T) {
	s, i := unifiedSite(t)
	s.person("li", account.Supervisor, "")
	b := s.browser()
	if w := b.get("/signin"); !strings.Contains(w.Body.String(), "/signin/unified") {
		t.Error("the form does not offer it")
	}
	w := i.through(t, b, asIs)
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `content="0;url=/account"`) {
		t.Fatalf("back: %d %s", w.Code, w.Body)
	}
	if w := b.get("/account"); w.Code != http.StatusOK {
		t.Fatalf("signed in: %d", w.Code)
	}
	// From now on only the issuer's own subject counts: a name that somebody else is given later lets nobody in.
	i.claims = map[string]any{"sub": "43"}
	if w := i.through(t, s.browser(), asIs); w.Code != http.StatusForbidden {
		t.Errorf("another subject under the same name: %d", w.Code)
	}
	i.claims = map[string]any{"preferred_username": "renamed"}
	if w := i.through(t, s.browser(), asIs); w.Code != http.StatusOK {
		t.Errorf("the same subject under another name: %d", w.Code)
	}
	u, err := s.store.Users.Named(t.Context(), "li")
	if err == nil {
		err = s.store.Users.Disable(t.Context(), models.System(), u)
	}
	if err != nil {
		t.Fatal(err)
	}
	if w := i.through(t, s.browser(), asIs); w.Code != http.StatusForbidden {
		t.Errorf("a closed account: %d", w.Code)
	}
}

func TestUnifiedSignInRefuses(t *testing.T) {
	s, i := unifiedSite(t)
	s.person("li", account.Supervisor, "")
	for name, tc := range map[string]struct {
		claims map[string]any
		change func(url.Values)
	}{
		"another state":         {nil, func(v url.Values) { v.Set("state", "x") }},
		"another nonce":         {map[string]any{"nonce": "x"}, asIs},
		"another audience":      {map[string]any{"aud": "other"}, asIs},
		"a token past its time": {map[string]any{"exp": s.now.Add(-time.Minute).Unix()}, asIs},
		"nobody we know":        {map[string]any{"preferred_username": "qi"}, asIs},
		"a code that is none":   {nil, func(v url.Values) { v.Set("code", "x") }},
	} {
		i.claims = tc.claims
		b := s.browser()
		if w := i.through(t, b, tc.change); w.Code < 400 || b.cookies["__Host-session"] != nil {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	i.claims = nil
	b := s.browser()
	var state string
	i.through(t, b, func(v url.Values) { state = v.Get("state") })
	kept := &http.Cookie{Name: "__Host-unified", Value: state}
	again := s.browser()
	again.cookies[kept.Name] = kept
	if w := again.get("/signin/unified/back?code=the+code&state=" + state); w.Code < 400 {
		t.Errorf("the same way back twice: %d", w.Code)
	}
}
