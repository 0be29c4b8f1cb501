package handlers

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"unicode"

	"github.com/gin-gonic/gin"
)

// The bounds of the small fields that may stand before the file in a form.
const (
	maxField  = 8 << 10
	maxFields = 64
	maxName   = 255 // runes of a file name
	formSlack = 1 << 20
)

// upload is the first file of a form and the fields before it. The name is data only: nothing
// is ever stored or opened under it.
type upload struct {
	name   string
	data   []byte
	fields map[string]string
}

// readUpload streams the form up to its first file; nothing goes to a temporary file.
func (s *Server) readUpload(c *gin.Context) (upload, error) {
	r := c.Request
	most := s.maxUpload + formSlack
	if r.ContentLength > most {
		return upload{}, fail(tooLarge, "文件超过了 "+megabytes(s.maxUpload)+" 的上限。请删去图片等无关内容后再上传。")
	}
	allowBody(c.Writer, most)
	r.Body = http.MaxBytesReader(c.Writer, r.Body, most)
	form, err := r.MultipartReader()
	if err != nil {
		return upload{}, fail(notMultipart, "请用 multipart/form-data 上传，文件字段名为 file。")
	}
	u := upload{fields: map[string]string{}}
	for range maxFields {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return upload{}, fail(badRequest, "没有收到文件。请选择一个 .xlsx 工作簿。")
		}
		if err != nil {
			return upload{}, badForm(err)
		}
		if part.FileName() != "" {
			u.name = cleanName(part.FileName())
			u.data, err = readAtMost(part, s.maxUpload)
			if errors.Is(err, errTooLong) {
				return upload{}, fail(tooLarge, "文件超过了 "+megabytes(s.maxUpload)+" 的上限。请删去图片等无关内容后再上传。")
			}
			if err != nil {
				return upload{}, badForm(err)
			}
			return u, nil
		}
		text, err := readAtMost(part, maxField)
		if err != nil {
			return upload{}, badForm(err)
		}
		u.fields[part.FormName()] = string(text)
	}
	return upload{}, fail(badRequest, "表单字段过多。")
}

var errTooLong = errors.New("longer than allowed")

func readAtMost(r io.Reader, most int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > most {
		return nil, errTooLong
	}
	return b, nil
}

// badForm tells a form that broke off from one that is too large.
func badForm(err error) error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return err
	}
	if errors.Is(err, multipart.ErrMessageTooLarge) || errors.Is(err, errTooLong) {
		return fail(tooLarge, "表单内容过大。")
	}
	return fail(badRequest, "上传中断或表单不完整，请重新上传。")
}

// cleanName keeps the last element of a file name, without control characters and without the marks that turn
// writing direction and so disguise an ending.
func cleanName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, name)
	runes := []rune(name)
	if len(runes) > maxName {
		runes = runes[len(runes)-maxName:] // the end says what kind of file it is
	}
	return string(runes)
}
