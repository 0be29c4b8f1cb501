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
	"golang.org/x/oauth2"
)

// Unified is the unified sign-in (统一身份认证) over OpenID Connect.
type OIDCSettings struct {
	Issuer, ClientID, ClientSecret string
	// Name is the claim that holds the account's name, for the first sign-in of a person; "" is preferred_username.
	Name string
}

// unified asks the issuer for its settings when first needed: the service starts without it.
type oidcProvider struct {
	set      OIDCSettings
	back     string
	mu       sync.Mutex
	provider *oidc.Provider
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
	u := &oidcProvider{set: *set, back: publicURL + "/signin/unified/back"}
	if u.set.Name == "" {
		u.set.Name = "preferred_username"
	}
	return u, nil
}

func (u *oidcProvider) config(ctx context.Context) (*oidc.Provider, *oauth2.Config, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.provider == nil {
		// The provider outlives the request: it fetches keys later on.
		p, err := oidc.NewProvider(context.WithoutCancel(ctx), u.set.Issuer)
		if err != nil {
			return nil, nil, fmt.Errorf("unified sign-in: %w", err)
		}
		u.provider = p
	}
	return u.provider, &oauth2.Config{ClientID: u.set.ClientID, ClientSecret: u.set.ClientSecret, RedirectURL: u.back,
		Endpoint: u.provider.Endpoint(), Scopes: []string{oidc.ScopeOpenID, "profile"}}, nil
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
func (s OIDC) fromIssuer(ctx context.Context, c *gin.Context, w way) (models.User, error) {
	provider, cfg, err := s.unified.config(ctx)
	if err != nil {
		return models.User{}, err
	}
	token, err := cfg.Exchange(ctx, c.Query("code"), oauth2.VerifierOption(w.Verifier))
	if err != nil {
		return models.User{}, fmt.Errorf("unified sign-in: %w", err)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := provider.Verifier(&oidc.Config{ClientID: s.unified.set.ClientID, Now: s.Clock}).Verify(ctx, raw)
	if err != nil {
		return models.User{}, fmt.Errorf("unified sign-in: %w", err)
	}
	if subtle.ConstantTimeCompare([]byte(id.Nonce), []byte(w.Nonce)) != 1 {
		return models.User{}, web.Fail(web.NotSignedInAgain, "统一身份认证的登录请求已失效，请重新登录。")
	}
	claims := map[string]any{}
	if err := id.Claims(&claims); err != nil {
		return models.User{}, fmt.Errorf("unified sign-in: %w", err)
	}
	name, _ := claims[s.unified.set.Name].(string)
	return s.knownPerson(ctx, c, id.Issuer+" "+id.Subject, name)
}

func (s OIDC) knownPerson(ctx context.Context, c *gin.Context, subject, name string) (models.User, error) {
	u, err := s.Store.Users.OfSubject(ctx, subject)
	if errors.Is(err, &models.Error{Code: models.NotFound}) && name != "" {
		if u, err = s.Store.Users.Named(ctx, name); err == nil && u.Subject == nil {
			err = s.Store.Users.TieSubject(ctx, u.Actor(c.ClientIP()), u, subject)
		} else if err == nil {
			err = &models.Error{Code: models.NotFound}
		}
	}
	if errors.Is(err, &models.Error{Code: models.NotFound}) || err == nil && u.Disabled() {
		return models.User{}, errors.Join(web.Fail(web.NotSignedInAgain, "统一身份认证成功，但本系统没有对应的可用账号，请联系管理员。"), (SignIn{s.shared}).noteRefusal(c, name, "unified"))
	}
	return u, err
}
