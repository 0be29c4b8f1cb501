package xlsx_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/xuri/excelize/v2"
)

// TestForeignFiles uploads what is no .xlsx under any name.
func TestForeignFiles(t *testing.T) {
	file := func(name string) []byte {
		data, err := os.ReadFile("testdata/foreign/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	package_ := func(contentType string) []byte {
		return pack(t, []part{
			{"[Content_Types].xml", `<Types><Default Extension="xml" ContentType="application/xml"/><Override PartName="/m.xml" ContentType="` + contentType + `"/></Types>`},
			{"_rels/.rels", relationships(`<Relationship Id="a" Type="` + relType + `officeDocument" Target="m.xml"/>`)},
			{"m.xml", "<m/>"}})
	}
	for _, tt := range []struct {
		name string
		data []byte
		says string
		old  bool
	}{
		{"empty", nil, "空文件", false},
		{"zeros", make([]byte, 5000), "空白", false},
		{"old workbook", file("book.xls"), "旧版 .xls 或 .et", true},
		{"BIFF5", ole("Book"), "旧版 .xls 或 .et", true},
		{"BIFF without container", []byte("\x09\x08\x10\x00\x00\x06\x05\x00rest of it"), "旧版 .xls 或 .et", true},
		{"password", encrypted(t), "打开密码", false},
		{"old document", ole("WordDocument"), "Word", false},
		{"old slides", ole("PowerPoint Document"), "演示文稿", false},
		{"unknown container", ole("Other"), "旧版 Office", false},
		{"OLE header alone", ole("Other")[:40], "旧版 Office", false},
		{"ods", file("book.ods"), "OpenDocument", false},
		{"docx", package_("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"), "Word", false},
		{"pptx", package_("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"), "演示文稿", false},
		{"xlam", package_("application/vnd.ms-excel.addin.macroEnabled.main+xml"), "宏", false},
		{"xlsb", package_("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "xlsb", false},
		{"other package", package_("application/x"), "不是工作簿", false},
		{"plain zip", pack(t, []part{{"a.xlsx", "x"}}), "压缩包", false},
		{"empty zip", pack(t, nil), "空的压缩包", false},
		{"zip without types", pack(t, []part{{"xl/workbook.xml", "<workbook/>"}}), "内容目录", false},
		{"HTML", []byte("\xef\xbb\xbf\r\n<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>"), "网页", false},
		{"HTML with doctype", []byte("<!DOCTYPE html><html>"), "网页", false},
		{"HTML of Excel", []byte(`<html xmlns:x="urn:schemas-microsoft-com:office:spreadsheet">`), "网页", false},
		{"bare table", []byte("<table><tr><td>1</td></tr></table>"), "网页", false},
		{"MHT", []byte("MIME-Version: 1.0\r\nContent-Type: multipart/related"), "网页", false},
		{"XML 2003", []byte(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), "XML 表格", false},
		{"other XML", []byte(`<?xml version="1.0"?><a/>`), "XML 文件", false},
		{"CSV", []byte("序号,指标名称\r\n1,税收\r\n"), "CSV", false},
		{"CSV in GBK", []byte("\xd0\xf2\xba\xc5,\xd6\xb8\xb1\xea\r\n"), "CSV", false},
		{"UTF-16 text", append([]byte("\xff\xfe"), "1\x00\t\x002\x00"...), "文本", false},
		{"text", []byte("温州"), "文本", false},
		{"PDF", []byte("%PDF-1.7"), "PDF", false},
		{"RAR", []byte("Rar!\x1a\x07"), "RAR", false},
		{"picture", []byte("\x89PNG\r\n\x1a\n"), "图片", false},
		{"owner file", append([]byte("\x05admin"), make([]byte, 159)...), "临时文件", false},
		{"locked by an office's own software", []byte("b\x14#e\x1f\x02\x01\x00E-SafeNet\x00LOCK\x00"), "加密软件", false},
		{"noise", []byte("\x80\x01\x02\x03\x04\x05"), "认不出", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			no := refused(t, tt.data, xlsx.Limits{})
			if !strings.Contains(no.Message, tt.says) {
				t.Errorf("%q does not say %q", no.Message, tt.says)
			}
			if no.OldBinary != tt.old {
				t.Error("OldBinary", no.OldBinary)
			}
		})
	}
}

// TestSniffNames knows leftovers of open workbooks by their names, also where the bytes are a zip.
func TestSniffNames(t *testing.T) {
	data := monthFile(t, 1, 11)
	for _, name := range []string{"~$部门.xlsx", ".~部门.xlsx", "._部门.xlsx", `C:\上报\~$部门.xlsx`} {
		var no *xlsx.Refusal
		if err := xlsx.Sniff(name, data); !errors.As(err, &no) || !strings.Contains(no.Message, "临时文件") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := xlsx.Sniff("上报/部门~$1.xls", data); err != nil {
		t.Error(err)
	}
}

// encrypted is a workbook with a password, as WPS and Excel save it.
func encrypted(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	var b bytes.Buffer
	if err := f.Write(&b, excelize.Options{Password: "abc"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// ole is a container with one stream of that name and nothing in it.
func ole(stream string) []byte {
	b := make([]byte, 512+512)
	copy(b, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	e := b[512+128:]
	for i, u := range utf16.Encode([]rune(stream)) {
		binary.LittleEndian.PutUint16(e[2*i:], u)
	}
	binary.LittleEndian.PutUint16(e[64:], uint16(2*len(stream)+2))
	e[66] = 2
	return b
}
