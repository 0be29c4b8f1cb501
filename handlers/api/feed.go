package api

import (
	"bufio"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/excel/figurelist"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/workflow"
)

// Feed sends what was published since a moment, to dashboards: JSON, or CSV where that is asked for. It is written as it is read; one that
// breaks on the way breaks the connection, so that it does not look whole.
func (s Editions) Feed(c *gin.Context) error {
	var since time.Time
	if text := c.Query("since"); text != "" {
		var err error
		if since, err = time.Parse(time.RFC3339Nano, text); err != nil {
			return web.Fail(web.BadRequest, "since 应写成 2018-10-11T01:00:00Z 这样的时刻，用上一次答复里的 next。").At("since")
		}
	}
	if f := c.Query("format"); f != "" && f != "json" && f != figurelist.CSV {
		return web.Fail(web.BadRequest, "format 应为 json 或 csv。")
	}
	out := newFeedWriter(c)
	next, err := s.Workflow.Feed(c.Request.Context(), since, c.Query("plan"), out.entry)
	if err == nil {
		err = out.end(next)
	}
	if err != nil && c.Writer.Written() {
		panic(http.ErrAbortHandler)
	}
	return err
}

// feedWriter writes entries in the form that was asked for.
type feedWriter struct {
	c     *gin.Context
	to    *bufio.Writer
	lines *figurelist.Lines // of CSV, nil for JSON
	csv   bool
	n     int
}

func newFeedWriter(c *gin.Context) *feedWriter {
	asked := c.Query("format")
	if asked == "" && strings.Contains(c.GetHeader("Accept"), "text/csv") {
		asked = figurelist.CSV
	}
	return &feedWriter{c: c, to: bufio.NewWriterSize(c.Writer, 1<<16), csv: asked == figurelist.CSV}
}

// begin writes what stands before the first entry.
func (w *feedWriter) begin() (err error) {
	h := w.c.Writer.Header()
	if !w.csv {
		h.Set("Content-Type", "application/json; charset=utf-8")
		_, err = w.to.WriteString(`{"entries":[`)
		return err
	}
	h.Set("Content-Type", "text/csv; charset=utf-8")
	if w.lines, err = figurelist.NewLines(w.to, workflow.FeedNumbers...); err != nil {
		return err
	}
	return w.lines.Write(append([]string(nil), workflow.FeedHeads...))
}

func (w *feedWriter) entry(e *workflow.FeedEntry) error {
	if w.n++; w.n == 1 {
		if err := w.begin(); err != nil {
			return err
		}
	}
	web.AllowMore(w.c.Writer)
	if w.csv {
		return w.lines.Write(e.Cells())
	}
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if w.n > 1 {
		line = append([]byte(","), line...)
	}
	_, err = w.to.Write(line)
	return err
}

// end writes the moment to ask from the next time. In CSV it is the greatest of the column 出版时间.
func (w *feedWriter) end(next time.Time) error {
	if w.n == 0 {
		if err := w.begin(); err != nil {
			return err
		}
	}
	if w.csv {
		if err := w.lines.Close(); err != nil {
			return err
		}
		return w.to.Flush()
	}
	text := ""
	if !next.IsZero() {
		text = next.UTC().Format(time.RFC3339Nano)
	}
	if _, err := w.to.WriteString(`],"next":"` + text + `"}`); err != nil {
		return err
	}
	return w.to.Flush()
}
