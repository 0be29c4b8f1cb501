package evidence

import (
	"archive/zip"
	"bytes"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
)

// The types of files that are taken.
const (
	PDF  = "pdf"
	JPEG = "jpg"
	PNG  = "png"
	Word = "docx"
	Book = "xlsx"
)

// MediaType is the type as HTTP names it.
func MediaType(fileType string) string {
	switch fileType {
	case PDF:
		return "application/pdf"
	case JPEG:
		return "image/jpeg"
	case PNG:
		return "image/png"
	case Word:
		return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	case Book:
		return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	return "application/octet-stream"
}

// TypeOf says what a file is, by its bytes. Any other is refused (Invalid) with what is taken.
func TypeOf(data []byte) (string, error) {
	switch {
	case len(data) == 0:
		return "", db.Refuse(db.Invalid, "这是空文件（0 字节），可能没有传完，请重新选择。").At("file")
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return PDF, nil
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return JPEG, nil
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return PNG, nil
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return officeType(data)
	}
	return "", notTaken("这个文件不是可以作佐证的类型")
}

// officeType tells a document and a workbook from other packages, by the part that each must have.
func officeType(data []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", notTaken("这个文件已损坏，打不开")
	}
	is := ""
	for _, f := range z.File {
		switch name := strings.ToLower(f.Name); {
		case strings.HasSuffix(name, "/vbaproject.bin"):
			return "", notTaken("这个文件带有宏")
		case name == "word/document.xml":
			is = Word
		case name == "xl/workbook.xml":
			is = Book
		}
	}
	if is == "" {
		return "", notTaken("这个文件不是可以作佐证的类型")
	}
	return is, nil
}

func notTaken(what string) error {
	return db.Refuse(db.Invalid, "%s，没有保存。佐证只收 PDF、图片（jpg、png）、Word（docx）和表格（xlsx）。", what).At("file")
}
