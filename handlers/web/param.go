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

// Period reads a round from the address. Whether its plan has such rounds is for the workflow to say.
func Period(text string) (tally.Round, error) {
	p, err := tally.ParseRound(text)
	if err != nil || p.IsZero() {
		return p, NotAPeriod()
	}
	return p, nil
}

// NotAPeriod says that what was given is no round.
func NotAPeriod() *Problem { return Fail(BadRequest, "报告期"+tally.HowWritten+"。") }

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
