package web

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/tally"
)

// Period reads a month from the address.
func Period(text string) (tally.Round, error) {
	p, err := tally.ParseMonth(text)
	if err != nil || p.IsZero() {
		return p, NotAPeriod(err)
	}
	return p, nil
}

// NotAPeriod says why tally.ParseMonth did not take what was given.
func NotAPeriod(err error) *Problem {
	if sentence, ok := tally.OtherKindSentence(err); ok {
		return Fail(BadRequest, sentence)
	}
	return Fail(BadRequest, "报告期应写成 2018-09 这样的形式。")
}

// WholeNumber reads a number between two bounds.
func WholeNumber(text string, least, most int) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, Fail(BadRequest, "应为 "+strconv.Itoa(least)+" 到 "+strconv.Itoa(most)+" 之间的整数。")
	}
	return n, nil
}

// EditionNumber reads "latest" (0) or a number.
func EditionNumber(text string) (int, error) {
	if text == "latest" {
		return 0, nil
	}
	return WholeNumber(text, 1, 999999)
}

// MaxText is the longest reason or explanation, in bytes of UTF-8.
const MaxText = 8000

// ReadJSON reads a small JSON body into a request of our own; an empty body is an empty request.
func ReadJSON(c *gin.Context, into any) error {
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
	return Fail(BadRequest, "请求内容不是所要求的 JSON。")
}

// OrEmpty keeps a list a list in JSON.
func OrEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
