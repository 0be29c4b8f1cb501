package handlers

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/tally"
)

// period reads a month from the address.
func period(text string) (tally.Period, error) {
	p, err := tally.ParsePeriod(text)
	if err != nil || p.IsZero() {
		return p, fail(badRequest, "报告期应写成 2018-09 这样的形式。")
	}
	return p, nil
}

// wholeNumber reads a number between two bounds.
func wholeNumber(text string, least, most int) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, fail(badRequest, "应为 "+strconv.Itoa(least)+" 到 "+strconv.Itoa(most)+" 之间的整数。")
	}
	return n, nil
}

// editionNumber reads "latest" (0) or a number.
func editionNumber(text string) (int, error) {
	if text == "latest" {
		return 0, nil
	}
	return wholeNumber(text, 1, 999999)
}

// maxText is the longest reason or explanation, in bytes of UTF-8.
const maxText = 8000

// readJSON reads a small JSON body into a request of our own; an empty body is an empty request.
func readJSON(c *gin.Context, into any) error {
	dec := json.NewDecoder(http.MaxBytesReader(c.Writer, c.Request.Body, 64<<10))
	dec.DisallowUnknownFields()
	err := dec.Decode(into)
	var big *http.MaxBytesError
	switch {
	case errors.Is(err, io.EOF), err == nil:
		return nil
	case errors.As(err, &big):
		return err
	}
	return fail(badRequest, "请求内容不是所要求的 JSON。")
}
