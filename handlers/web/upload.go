package web

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gin-gonic/gin"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// The bounds of the small fields that may stand before the file in a form.
const (
	maxField  = 8 << 10
	maxFields = 64
	maxName   = 255 // runes of a file name
	formSlack = 1 << 20
)

// upload is the one file of a form and its fields. The name is data only: nothing is ever stored or opened under it.
type upload struct {
	name   string
	data   []byte
	Fields map[string]string
	pasted bool // a field named text may stand for the file
}

// pastedName is what a text is called that was pasted in.
const pastedName = "粘贴的文字.txt"

// ReadDocument is ReadUpload for a plan document: the file, or the text in a field named text.
func (s *Site) ReadDocument(c *gin.Context) (upload, error) { return s.readForm(c, true) }

// Document is the file as it came.
func (u upload) Document() (name string, data []byte) { return u.name, u.data }

// ReadUpload streams the form, with what was read of it where it is refused; nothing goes to a temporary file.
func (s *Site) ReadUpload(c *gin.Context) (upload, error) { return s.readForm(c, false) }

func (s *Site) readForm(c *gin.Context, pasted bool) (upload, error) {
	r := c.Request
	most := s.MaxUpload + formSlack
	if r.ContentLength > most {
		return upload{}, Fail(tooLarge, "文件超过了 "+Megabytes(s.MaxUpload)+" 的上限。请删去图片等无关内容后再上传。")
	}
	allowBody(c.Writer, most)
	r.Body = http.MaxBytesReader(c.Writer, r.Body, most)
	form, err := r.MultipartReader()
	if err != nil {
		return upload{}, Fail(notMultipart, "请用 multipart/form-data 上传，文件字段名为 file。")
	}
	u := upload{Fields: map[string]string{}, pasted: pasted}
	for range maxFields {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			if u.data == nil && pasted {
				return u, Fail(BadRequest, "没有收到文件或文字。请选择一份文档，或者粘贴文字。")
			}
			if u.data == nil {
				return u, Fail(BadRequest, "没有收到文件。请选择一个 .xlsx 工作簿。")
			}
			return u, nil
		}
		if err != nil {
			return u, badForm(err)
		}
		if err := s.take(c, &u, part); err != nil {
			return u, err
		}
	}
	return u, Fail(BadRequest, "表单字段过多。")
}

// take reads one part of the form. A second file is refused and not left out: somebody believes that it was filed.
func (s *Site) take(c *gin.Context, u *upload, part *multipart.Part) error {
	name := part.FileName()
	if name == "" && u.pasted && part.FormName() == "text" {
		text, err := s.receive(c, part)
		if errors.Is(err, errTooLong) {
			return Fail(tooLarge, "文字超过了 "+Megabytes(s.MaxUpload)+" 的上限。")
		}
		if err != nil {
			return badForm(err)
		}
		if len(bytes.TrimSpace(text)) == 0 {
			return nil
		}
		if u.data != nil {
			return Fail(BadRequest, "文件和粘贴的文字一次只能给一样，都没有采用。")
		}
		u.name, u.data = pastedName, text
		return nil
	}
	if name == "" {
		text, err := readAtMost(part, maxField)
		if err != nil {
			return badForm(err)
		}
		u.Fields[part.FormName()] = string(text)
		return nil
	}
	if u.data != nil {
		return Fail(BadRequest, "一次只能上传一个文件，这次收到了“"+u.name+"”和“"+CleanName(name)+"”。两个都没有采用，请分别上传。")
	}
	var err error
	u.name = CleanName(name)
	u.data, err = s.receive(c, part)
	if errors.Is(err, errTooLong) {
		return Fail(tooLarge, "文件超过了 "+Megabytes(s.MaxUpload)+" 的上限。请删去图片等无关内容后再上传。")
	}
	if err != nil {
		return badForm(err)
	}
	return nil
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
	var known *Problem
	if errors.As(err, &big) || errors.As(err, &known) {
		return err
	}
	if errors.Is(err, multipart.ErrMessageTooLarge) || errors.Is(err, errTooLong) {
		return Fail(tooLarge, "表单内容过大。")
	}
	return Fail(BadRequest, "上传中断或表单不完整，请重新上传。")
}

// CleanName keeps the last element of a file name, in UTF-8 also where it came in GBK, without control characters and without the marks that turn
// writing direction and so disguise an ending.
func CleanName(name string) string {
	if !utf8.ValidString(name) { // a Windows program's name in its own code page
		if chinese, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil {
			name = chinese
		}
	}
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar {
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
