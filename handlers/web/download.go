package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"mime"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/models"
)

// WorkbookType is the media type of .xlsx.
const WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// SendWorkbook sends a whole workbook that is ready and hashed before its first byte, so that a broken
// download never looks like a good one; a broken one can be taken up again by range.
func SendWorkbook(c *gin.Context, name string, data []byte) { sendFile(c, name, typeOf(data), data) }

// documentType is the media type of .docx.
const documentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// SendDocument is SendWorkbook for a .docx.
func SendDocument(c *gin.Context, name string, data []byte) { sendFile(c, name, documentType, data) }

func sendFile(c *gin.Context, name, media string, data []byte) {
	sum := sha256.Sum256(data)
	allowBody(c.Writer, int64(len(data)))
	h := c.Writer.Header()
	h.Set("Content-Type", media)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": CleanName(name)}))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("ETag", `"`+hex.EncodeToString(sum[:])+`"`)
	h.Set("Repr-Digest", "sha-256=:"+base64.StdEncoding.EncodeToString(sum[:])+":")
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(data))
}

// typeOf is the media type of a workbook: an original may be an old one, or no workbook at all.
func typeOf(data []byte) string {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return WorkbookType
	}
	return "application/octet-stream"
}

// NoteDownload puts a download on record before its first byte: without a record nothing is given out.
func (s *Site) NoteDownload(c *gin.Context, e models.AuditEntry) error {
	ctx := c.Request.Context()
	return s.Store.Audit.Note(ctx, PersonOf(ctx).Actor(), e)
}

// Download is the record of a submission's file given out.
func Download(sub models.Submission, what string) models.AuditEntry {
	return models.AuditEntry{Action: "download." + what, Plan: sub.Plan, Department: sub.Department, Period: sub.Period, Object: sub.ID}
}

// Megabytes prints a limit: 20 MiB.
func Megabytes(n int64) string { return strconv.FormatInt(n>>20, 10) + " MiB" }
