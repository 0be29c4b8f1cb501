package access

import (
	"bytes"
	"context"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"html/template"
	"image/png"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/account"
)

// stepSeconds is the life of one code (RFC 6238).
const stepSeconds = 30

// codeStep is the time step that a code belongs to, one step of clock error either way; 0 for a wrong code.
func codeStep(secret, code string, now time.Time) (int64, error) {
	code = strings.ReplaceAll(strings.TrimSpace(code), " ", "")
	for _, shift := range []int64{0, -1, 1} {
		step := now.Unix()/stepSeconds + shift
		want, err := totp.GenerateCodeCustom(secret, time.Unix(step*stepSeconds, 0), totp.ValidateOpts{Period: stepSeconds, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err != nil {
			return 0, fmt.Errorf("second factor: %w", err)
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return step, nil
		}
	}
	return 0, nil
}

// secondRight reports whether a person has given their second factor, or has none. Each code works once.
func (s *shared) secondRight(ctx context.Context, u account.User, code string) (bool, error) {
	if u.TOTPSecret == "" {
		return true, nil
	}
	step, err := codeStep(u.TOTPSecret, code, s.codeClock())
	if step == 0 || err != nil {
		return false, err
	}
	return s.Store.Users.UseTOTPStep(ctx, u.ID, step)
}

// secondPage shows a new secret to be scanned or typed.
type secondPage struct {
	On      bool
	Secret  string
	Picture template.URL
	Wrong   string
}

// TOTP is the second factor, one-time codes of a telephone (RFC 6238).
type TOTP struct{ *shared }

func (s TOTP) GetSecond(c *gin.Context) error {
	web.AsItIs(c.Writer.Header())
	u := web.PersonOf(c.Request.Context()).User
	if u.TOTPSecret != "" {
		return s.Show(c, http.StatusOK, "second", "两步验证", secondPage{On: true})
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: "Tallysheet", AccountName: u.Name, Period: stepSeconds})
	if err != nil {
		return fmt.Errorf("second factor: %w", err)
	}
	return s.showSecond(c, http.StatusOK, key, "")
}

func (s TOTP) showSecond(c *gin.Context, status int, key *otp.Key, wrong string) error {
	img, err := key.Image(220, 220)
	if err != nil {
		return fmt.Errorf("second factor: %w", err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return err
	}
	picture := template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(b.Bytes())) //nolint:gosec // our own picture
	return s.Show(c, status, "second", "两步验证", secondPage{Secret: key.Secret(), Picture: picture, Wrong: wrong})
}

// PostSecond switches the second factor on, once a code proves that it was scanned, or off, once one proves
// that the person still holds it.
func (s TOTP) PostSecond(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	w := web.PersonOf(c.Request.Context())
	if err := s.counted(c, w.User, "code"); err != nil {
		return err
	}
	secret, next := f.Get("secret"), f.Get("secret")
	if w.User.TOTPSecret != "" {
		secret, next = w.User.TOTPSecret, ""
	}
	step, err := codeStep(secret, f.Get("code"), s.codeClock())
	if err != nil || step == 0 || step <= w.User.TOTPStep {
		if err := s.refused(c, accountKey(w.User.Name), w.User, "second"); err != nil {
			return err
		}
		if w.User.TOTPSecret != "" {
			return s.Show(c, http.StatusUnprocessableEntity, "second", "两步验证", secondPage{On: true, Wrong: "动态验证码不正确。"})
		}
		key, kerr := otp.NewKeyFromURL("otpauth://totp/Tallysheet:" + template.URLQueryEscaper(w.User.Name) + "?issuer=Tallysheet&secret=" + template.URLQueryEscaper(secret))
		if kerr != nil {
			return web.Fail(web.BadRequest, "密钥不正确，请重新扫描。")
		}
		return s.showSecond(c, http.StatusUnprocessableEntity, key, "动态验证码不正确，请核对手机时间后重试。")
	}
	if err := s.Store.Tries.Forgive(c.Request.Context(), w.Actor(), accountKey(w.User.Name)); err != nil {
		return err
	}
	if err := s.Store.Users.SetTOTP(c.Request.Context(), w.Actor(), w.User, next, step); err != nil { // the code that proved it is used up
		return err
	}
	return s.GoTo(c, "/account")
}
