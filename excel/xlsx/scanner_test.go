package xlsx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// FuzzXML holds the scanner to the standard library's parser: what the scanner accepts is well-formed
// and has the same elements, attributes and text. It may refuse more, never less.
func FuzzXML(f *testing.F) {
	for _, s := range []string{
		`<?xml version="1.0"?><a b="c" d='e'><f/>x&amp;y<!-- z --><![CDATA[<&]]></a>`,
		"\xef\xbb\xbf<x:a xmlns:x=\"u\"\r\n x:b=\"&#x4E2D;&quot;\" >中\r\n文]]</x:a >\n", `<a>`, `<a></b>`, `<a b="1" b="2"/>`, `<a>&nbsp;</a>`, `<a/><b/>`, `<!DOCTYPE a><a/>`, "<a>\x00</a>", `<a>]]></a>`, `<a><!-- -- --></a>`, `<a b=c/>`, "<a>\xff</a>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := scanned(t, bytes.NewReader(data))
		slow, slowErr := scanned(t, iotest.OneByteReader(bytes.NewReader(data)))
		if got != slow || (err == nil) != (slowErr == nil) {
			t.Fatalf("read at once %q %v, byte by byte %q %v", got, err, slow, slowErr)
		}
		if err != nil {
			var no *Refusal
			if !errors.As(err, &no) || no.Message == "" || no.Expected == "" {
				t.Fatal("not a refusal: ", err)
			}
			return
		}
		if want := decoded(t, data); got != want {
			t.Fatalf("scanner %q, library %q", got, want)
		}
	})
}

// scanned writes a part's tokens one after another.
func scanned(t *testing.T, src io.Reader) (string, error) {
	var b strings.Builder
	var names []string
	s := newScanner(t.Context())
	s.reset(src)
	for {
		switch s.next() {
		case atEnd:
			return b.String(), s.err
		case open:
			names = append(names, string(s.element()))
			b.WriteString("<" + names[len(names)-1])
			for i := range s.attrs {
				name, value := s.attrAt(i)
				b.WriteString(" " + string(local(name)) + "=" + string(unescape(nil, value, false)))
			}
			b.WriteString(">")
		case closing:
			b.WriteString("</" + names[len(names)-1] + ">")
			names = names[:len(names)-1]
		case text:
			b.Write(unescape(nil, s.characters(), s.literal))
		}
	}
}

// decoded writes the same from the standard library's tokens.
func decoded(t *testing.T, data []byte) string {
	var b strings.Builder
	d := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	depth := 0
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatalf("accepted, but %v: %q", err, data)
		}
		switch v := token.(type) {
		case xml.StartElement:
			depth++
			b.WriteString("<" + v.Name.Local)
			for _, a := range v.Attr {
				b.WriteString(" " + a.Name.Local + "=" + a.Value)
			}
			b.WriteString(">")
		case xml.EndElement:
			depth--
			b.WriteString("</" + v.Name.Local + ">")
		case xml.CharData:
			if depth > 0 {
				b.Write(v)
			}
		case xml.Directive:
			t.Fatalf("accepted a directive: %q", data)
		}
	}
}
