package handlers

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
)

// lapsedLasts is how long after its end a session is still known, and how long the text of a form sent under it is kept.
const lapsedLasts = 12 * time.Hour

// keptForm is a form that was sent after the sign-in had run out, kept until its person is back.
type keptForm struct {
	Person, Action string
	Typed          url.Values
}

// sentToSignIn sends a person who is not signed in where that can be mended, and reports whether it did.
func (s *Server) sentToSignIn(c *gin.Context, err error) bool {
	p := web.AsProblem(err, "")
	if p.Code != web.NotSignedIn || web.ForProgram(c.Request) {
		return false
	}
	at, err := s.toSignIn(c)
	if err != nil {
		s.Answer(c.Writer, c.Request, err)
		return true
	}
	_ = s.GoTo(c, at) // it never fails
	return true
}

// toSignIn is where somebody who is not signed in is sent, and from there back to: the page that they asked for, or the one on
// which the form stands that they sent. A form of a person whose sign-in ran out is kept.
func (s *Server) toSignIn(c *gin.Context) (string, error) {
	r := c.Request
	next := "/"
	switch from := web.CameFrom(r); {
	case r.Method == get && !web.IsDownload(r):
		next = r.URL.RequestURI()
	case r.Method == get && from != nil:
		next = from.RequestURI()
	case r.Method == post:
		page, ok := s.formPage(c.FullPath())
		if !ok {
			break
		}
		next = addressOf(c, page)
		kept, err := s.keepForm(c)
		if err != nil {
			return "", err
		}
		if kept != "" {
			next = withQuery(next, web.KeptKey, kept)
		}
	}
	q := url.Values{"next": {next}}
	if web.PersonOf(r.Context()).Lapsed != "" {
		q.Set("ended", "yes")
	}
	return "/signin?" + q.Encode(), nil
}

// keepForm keeps what was typed and gives the secret for it; "" where there is nothing to keep or nobody to keep it for.
func (s *Server) keepForm(c *gin.Context) (string, error) {
	person := web.PersonOf(c.Request.Context()).Lapsed
	if person == "" || c.ContentType() != "application/x-www-form-urlencoded" {
		return "", nil
	}
	f, err := s.Form(c)
	if err != nil {
		return "", err
	}
	typed := url.Values{}
	for name, values := range f {
		if !web.SecretFields[name] {
			typed[name] = values
		}
	}
	body, err := json.Marshal(keptForm{Person: person, Action: c.Request.URL.EscapedPath(), Typed: typed})
	if err != nil {
		return "", err
	}
	secret := web.NewSecret()
	return secret, s.Store.Links.KeepNote(c.Request.Context(), web.HashSecret(secret), string(body), lapsedLasts)
}

// takeForm puts a kept form into the request of its page, for the person who sent it.
func (s *Server) takeForm(c *gin.Context) error {
	secret := c.Query(web.KeptKey)
	if secret == "" || c.Request.Method != get || !web.PersonOf(c.Request.Context()).SignedIn() {
		return nil
	}
	ctx := c.Request.Context()
	body, err := s.Store.Links.TakeNote(ctx, web.HashSecret(secret))
	if errors.Is(err, &models.Error{Code: models.NotFound}) { // the page was loaded again
		return nil
	}
	if err != nil {
		return err
	}
	var kept keptForm
	if err := json.Unmarshal([]byte(body), &kept); err != nil || kept.Person != web.PersonOf(ctx).User.ID {
		return err
	}
	c.Request = c.Request.WithContext(web.WithMistake(ctx, &web.Mistake{Action: kept.Action, Typed: kept.Typed, Status: http.StatusOK, Kept: true,
		Detail: "登录已过期，刚才没有提交。您填写的内容还在，请核对后再提交一次。"}))
	return nil
}

func withQuery(address, key, value string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	q := u.Query()
	q.Set(key, value)
	u.RawQuery = q.Encode()
	return u.RequestURI()
}
