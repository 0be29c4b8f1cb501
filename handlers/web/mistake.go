package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/models"
)

// SecretFields are never kept or shown again.
var SecretFields = map[string]bool{"password": true, "old": true, "new": true, "again": true, "code": true, "secret": true}

// KeptKey is the part of an address under which a kept form is taken back.
const KeptKey = "kept"

// Mistake is a form that comes back to the page on which it stands, with what was typed in it: because it was refused,
// or because the sign-in had run out when it was sent.
type Mistake struct {
	Action string     // the path that the form was sent to
	Typed  url.Values // what was typed
	Status int
	Field  string // that the sentence is about; "" for the form as a whole
	Detail string // the sentence
	Kept   bool   // nothing is wrong: the text was kept over a sign-in
}

type mistakeKey struct{}

func WithMistake(ctx context.Context, m *Mistake) context.Context {
	return context.WithValue(ctx, mistakeKey{}, m)
}

func mistakeOf(ctx context.Context) *Mistake {
	m, _ := ctx.Value(mistakeKey{}).(*Mistake)
	return m
}

// At names the field of the form that the problem is about.
func (p *Problem) At(field string) *Problem {
	p.Field = field
	return p
}

// Beside names the field that an error is about, whoever found it.
func Beside(field string, err error) error {
	var p *Problem
	var refused *models.Error
	switch {
	case errors.As(err, &p):
		p.Field = field
	case errors.As(err, &refused):
		refused.Field = field
	}
	return err
}

// CameFrom is the page of this site that a request came from, nil for none.
func CameFrom(r *http.Request) *url.URL {
	u, err := url.Parse(r.Referer())
	if err != nil || u.Host == "" || u.Host != r.Host {
		return nil
	}
	return u
}

// ShowMistaken shows the page of a search that was refused, with what was asked.
func (s *Site) ShowMistaken(c *gin.Context, name, title string, page any, p *Problem) error {
	m := &Mistake{Action: c.Request.URL.EscapedPath(), Typed: c.Request.URL.Query(), Status: p.Status, Field: p.Field, Detail: p.Detail}
	c.Request = c.Request.WithContext(WithMistake(c.Request.Context(), m))
	return s.Show(c, p.Status, name, title, page)
}
