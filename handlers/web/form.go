package web

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"
)

// PathEscape makes a plan's key fit for an address.
func PathEscape(text string) string { return url.PathEscape(text) }

// GoTo sends a browser on after a form; an htmx request follows by its own header.
func (s *Site) GoTo(c *gin.Context, path string) error {
	if c.GetHeader("HX-Request") == "true" {
		c.Header("HX-Redirect", path)
		c.Status(http.StatusNoContent)
		return nil
	}
	c.Redirect(http.StatusSeeOther, path)
	return nil
}

// maxForm bounds a form without a file.
const maxForm = 256 << 10

// Form reads a small form.
func (s *Site) Form(c *gin.Context) (url.Values, error) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxForm)
	if err := c.Request.ParseForm(); err != nil {
		return nil, badForm(err)
	}
	return c.Request.PostForm, nil
}

// maxLongForm bounds the form of a draft, which has a few fields for each row.
const maxLongForm = 4 << 20

// LongForm reads a form of many rows.
func (s *Site) LongForm(c *gin.Context) (url.Values, error) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxLongForm)
	if err := c.Request.ParseForm(); err != nil {
		return nil, badForm(err)
	}
	return c.Request.PostForm, nil
}
