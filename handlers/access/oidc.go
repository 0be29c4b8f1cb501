package access

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"golang.org/x/oauth2"
	"golang.org/x/sync/singleflight"
)

// OIDCSettings are those of the unified sign-in (统一身份认证) over OpenID Connect.
type OIDCSettings struct {
	Issuer, ClientID, ClientSecret string
	// Name is the claim that holds the account's name, for the first sign-in of a person; "" is preferred_username.
	Name string
}

// oidcProvider asks the issuer for its document when first needed: the service starts without it. Any number of requests share
// one question, which has a limit of time, and its answer is kept; so is a failure, for a while, so that an issuer that hangs
// keeps each request no longer than one limit.
type oidcProvider struct {
	set    OIDCSettings
	back   string
	client *http.Client
	asking singleflight.Group

	mu       sync.Mutex
	provider *oidc.Provider
	askedAt  time.Time
	failed   error
}

// Bounds of what is waited for at the issuer, and how long its document and a failure to get it are kept.
const (
	issuerLimit   = 5 * time.Second
	documentLasts = time.Hour
	failureLasts  = 10 * time.Second
	issuerBytes   = 1 << 20 // of one answer
)

// boundedTransport cuts what an issuer answers.
type boundedTransport struct{ http.RoundTripper }

func (t boundedTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := t.RoundTripper.RoundTrip(r)
	if err == nil {
		res.Body = http.MaxBytesReader(nil, res.Body, issuerBytes)
	}
	return res, err
}

// backLasts is how long somebody may take at the issuer.
const backLasts = 10 * time.Minute

func newOIDC(set *OIDCSettings, publicURL string) (*oidcProvider, error) {
	if set == nil {
		return nil, nil //nolint:nilnil // no unified sign-in is a setting, not a failure
	}
	if set.Issuer == "" || set.ClientID == "" || publicURL == "" {
		return nil, errors.New("unified sign-in: issuer, client id and the public address are needed")
	}
	u := &oidcProvider{set: *set, back: publicURL + "/signin/unified/back",
		client: &http.Client{Timeout: issuerLimit, Transport: boundedTransport{http.DefaultTransport}}}
	if u.set.Name == "" {
		u.set.Name = "preferred_username"
	}
	return u, nil
}

func (u *oidcProvider) config(ctx context.Context) (*oidc.Provider, *oauth2.Config, error) {
	p, err := u.document(ctx)
	if err != nil {
		return nil, nil, err
	}
	return p, &oauth2.Config{ClientID: u.set.ClientID, ClientSecret: u.set.ClientSecret, RedirectURL: u.back,
		Endpoint: p.Endpoint(), Scopes: []string{oidc.ScopeOpenID, "profile"}}, nil
}

// document gives the issuer's document: the kept one where it is fresh, else a new one, else the old one.
func (u *oidcProvider) document(ctx context.Context) (*oidc.Provider, error) {
	u.mu.Lock()
	known, failed, age := u.provider, u.failed, time.Since(u.askedAt)
	u.mu.Unlock()
	switch {
	case known != nil && (age < documentLasts || failed != nil && age < failureLasts):
		return known, nil
	case failed != nil && age < failureLasts:
		return nil, silent(failed)
	}
	answer := u.asking.DoChan("document", func() (any, error) { return u.ask() })
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case got := <-answer:
		if p, ok := got.Val.(*oidc.Provider); ok && p != nil {
			return p, nil
		}
		return nil, silent(got.Err)
	}
}

// ask asks the issuer. The provider outlives the request, it fetches keys later on, so nobody's context is in it.
func (u *oidcProvider) ask() (*oidc.Provider, error) {
	p, err := oidc.NewProvider(oidc.ClientContext(context.Background(), u.client), u.set.Issuer)
	u.mu.Lock()
	defer u.mu.Unlock()
	u.askedAt, u.failed = time.Now(), err
	if err == nil {
		u.provider = p
	}
	return u.provider, err
}

// silent is the problem of an issuer that does not answer.
func silent(cause error) error {
	return errors.Join(web.Fail(web.Unavailable, "统一身份认证暂时没有响应，请稍后再试；有本系统口令的，可以返回登录页用账号和口令登录。"), fmt.Errorf("unified sign-in: %w", cause))
}

// way is what the way back needs; it stays on our side, under the hash of the state.
type way struct{ Nonce, Verifier, Next string }

// OIDC is the unified sign-in, by OpenID Connect.
type OIDC struct{ *shared }

func (s OIDC) GetOIDC(c *gin.Context) error {
	if s.unified == nil {
		return web.Fail(web.NotFound, "没有设置统一身份认证。")
	}
	_, cfg, err := s.unified.config(c.Request.Context())
	if err != nil {
		return err
	}
	state := web.NewSecret()
	w := way{Nonce: web.NewSecret(), Verifier: oauth2.GenerateVerifier(), Next: web.LocalPath(c.Query("next"))}
	note, err := json.Marshal(w)
	if err != nil {
		return err
	}
	if err := s.Store.Links.KeepNote(c.Request.Context(), web.HashSecret(state), string(note), backLasts); err != nil {
		return err
	}
	// Lax, because the issuer sends the browser back from another site.
	s.Cookies.Set(c.Writer, "unified", state, http.SameSiteLaxMode, int(backLasts.Seconds()))
	c.Redirect(http.StatusSeeOther, cfg.AuthCodeURL(state, oidc.Nonce(w.Nonce), oauth2.S256ChallengeOption(w.Verifier)))
	return nil
}

func (s OIDC) GetOIDCBack(c *gin.Context) error {
	if s.unified == nil {
		return web.Fail(web.NotFound, "没有设置统一身份认证。")
	}
	k, err := c.Request.Cookie(s.Cookies.Name("unified"))
	if err != nil || subtle.ConstantTimeCompare([]byte(k.Value), []byte(c.Query("state"))) != 1 {
		return web.Fail(web.NotSignedInAgain, "统一身份认证的登录请求已失效，请重新登录。")
	}
	ctx := c.Request.Context()
	note, err := s.Store.Links.TakeNote(ctx, web.HashSecret(k.Value))
	if err != nil {
		return err
	}
	var w way
	if err := json.Unmarshal([]byte(note), &w); err != nil {
		return err
	}
	u, err := s.fromIssuer(ctx, c, w)
	if err != nil {
		return err
	}
	if err := s.openSession(c, u); err != nil {
		return err
	}
	s.Cookies.Set(c.Writer, "unified", "", http.SameSiteLaxMode, -1)
	// A redirect would still count as coming from the issuer and go without the new Strict cookie: the page moves on by itself.
	return s.Show(c, http.StatusOK, "onward", "登录成功", w.Next)
}

// fromIssuer exchanges the code and finds the person. The first time, the account of the same name is tied to them;
// afterwards only the issuer's own subject counts.
func (s OIDC) fromIssuer(ctx context.Context, c *gin.Context, w way) (account.User, error) {
	provider, cfg, err := s.unified.config(ctx)
	if err != nil {
		return account.User{}, err
	}
	ctx = oidc.ClientContext(ctx, s.unified.client)
	token, err := cfg.Exchange(ctx, c.Query("code"), oauth2.VerifierOption(w.Verifier))
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) && refused.Response != nil && refused.Response.StatusCode < http.StatusInternalServerError {
		return account.User{}, errors.Join(web.Fail(web.NotSignedInAgain, "统一身份认证没有认可这次登录，请重新登录。"), fmt.Errorf("unified sign-in: %w", err))
	}
	if err != nil {
		return account.User{}, silent(err)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := provider.Verifier(&oidc.Config{ClientID: s.unified.set.ClientID, Now: s.Clock}).Verify(ctx, raw)
	if err != nil {
		return account.User{}, fmt.Errorf("unified sign-in: %w", err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(w.Nonce)) != 1 {
		return account.User{}, web.Fail(web.NotSignedInAgain, "统一身份认证的登录请求已失效，请重新登录。")
	}
	claims := map[string]any{}
	if err := id.Claims(&claims); err != nil {
		return account.User{}, fmt.Errorf("unified sign-in: %w", err)
	}
	name, _ := claims[s.unified.set.Name].(string)
	return s.knownPerson(ctx, c, id.Issuer+" "+id.Subject, name)
}

func (s OIDC) knownPerson(ctx context.Context, c *gin.Context, subject, name string) (account.User, error) {
	u, err := s.Store.Users.OfSubject(ctx, subject)
	if errors.Is(err, &models.Error{Code: models.NotFound}) && name != "" {
		if u, err = s.Store.Users.Named(ctx, name); err == nil && u.Subject == nil {
			err = s.Store.Users.TieSubject(ctx, u.Actor(c.ClientIP()), u, subject)
		} else if err == nil {
			err = &models.Error{Code: models.NotFound}
		}
	}
	if errors.Is(err, &models.Error{Code: models.NotFound}) || err == nil && u.Disabled() {
		return account.User{}, errors.Join(web.Fail(web.NotSignedInAgain, "统一身份认证成功，但本系统没有对应的可用账号，请联系管理员。"), s.unifiedRefused(c, u, name))
	}
	return u, err
}

// unifiedRefused puts on record whom the issuer vouched for and nobody here knows, or whose account is closed.
func (s OIDC) unifiedRefused(c *gin.Context, u account.User, name string) error {
	by := models.Actor{ID: web.CleanName(name), Address: c.ClientIP()}
	return s.Store.Audit.Note(c.Request.Context(), by, models.AuditEntry{Action: account.RefusedAction, Object: u.ID, Detail: map[string]any{"why": "unified"}})
}
