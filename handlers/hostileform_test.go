package handlers_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// forms are bodies of uploads as no browser makes them, each with its boundary b.
func forms(book []byte) map[string]string {
	file := func(head string) string { return "--b\r\n" + head + "\r\n\r\n" + string(book) + "\r\n" }
	const disposition = `Content-Disposition: form-data; name="file"; filename="`
	return map[string]string{
		"empty":                    "",
		"only the end":             "--b--\r\n",
		"no end":                   file(disposition + `九月.xlsx"`),
		"a thousand fields":        strings.Repeat("--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n", 1000) + file(disposition+`九月.xlsx"`) + "--b--\r\n",
		"a field of a megabyte":    "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n" + strings.Repeat("x", 1<<20) + "\r\n" + file(disposition+`九月.xlsx"`) + "--b--\r\n",
		"a header of a megabyte":   file("X: "+strings.Repeat("x", 1<<20)+"\r\n"+disposition+`九月.xlsx"`) + "--b--\r\n",
		"ten thousand headers":     file(strings.Repeat("X: y\r\n", 10_000)+disposition+`九月.xlsx"`) + "--b--\r\n",
		"a name of 60 KB":          file(disposition+strings.Repeat("名", 20_000)+`.xlsx"`) + "--b--\r\n",
		"a name that climbs":       file(disposition+`..\..\..\etc\passwd.xlsx"`) + "--b--\r\n",
		"a name with a line":       file(disposition+"a%0d%0aSet-Cookie: x=y.xlsx\"") + "--b--\r\n",
		"two files":                file(disposition+`一.xlsx"`) + file(disposition+`二.xlsx"`) + "--b--\r\n",
		"a form in the form":       file("Content-Type: multipart/mixed; boundary=c\r\n"+disposition+`九月.xlsx"`) + "--b--\r\n",
		"base64 that it says":      file("Content-Transfer-Encoding: base64\r\n"+disposition+`九月.xlsx"`) + "--b--\r\n",
		"quoted-printable":         file("Content-Transfer-Encoding: quoted-printable\r\n"+disposition+`九月.xlsx"`) + "--b--\r\n",
		"no disposition":           file("X: y") + "--b--\r\n",
		"disposition of nothing":   file("Content-Disposition: ;;;==;") + "--b--\r\n",
		"a file of nothing":        "--b\r\n" + disposition + "九月.xlsx\"\r\n\r\n\r\n--b--\r\n",
		"a file of its boundary":   "--b\r\n" + disposition + "九月.xlsx\"\r\n\r\n" + strings.Repeat("\r\n--", 50_000) + "\r\n--b--\r\n",
		"line ends of old":         strings.ReplaceAll(file(disposition+`九月.xlsx"`)+"--b--\r\n", "\r\n", "\n"),
		"preamble of a megabyte":   strings.Repeat("p", 1<<20) + "\r\n" + file(disposition+`九月.xlsx"`) + "--b--\r\n",
		"what follows the end":     file(disposition+`九月.xlsx"`) + "--b--\r\n" + strings.Repeat("e", 1<<20),
		"boundaries without heads": strings.Repeat("--b\r\n", 20_000) + "--b--\r\n",
	}
}

// TestHostileForms uploads each: filed or refused in words, never a fault of the service, in little time and memory; and a key that many
// use at once for different files is one filing.
func TestHostileForms(t *testing.T) {
	s := newSite(t).withPlan()
	b := s.withToken("wang", "reporter", economy, "file", "read")
	book := sample(t, "progress/2018-09/"+economy+".xlsx")
	ask := func(body, kind, key string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, filePath("2018-09", economy), io.NopCloser(strings.NewReader(body)))
		r.ContentLength = int64(len(body))
		r.Header = http.Header{"Authorization": b.header["Authorization"], "Content-Type": {kind}}
		if key != "" {
			r.Header.Set("Idempotency-Key", key)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return w
	}
	for what, body := range forms(book) {
		t.Run(what, func(t *testing.T) {
			grown, took := peak(func() {
				w := ask(body, "multipart/form-data; boundary=b", "")
				if w.Code >= 500 || w.Code >= 400 && !strings.Contains(w.Body.String(), `"detail"`) || w.Header().Get("Set-Cookie") != "" {
					t.Errorf("%d %.300s", w.Code, w.Body)
				}
				t.Logf("%d", w.Code)
			})
			if grown > 60<<20 || took > 20*time.Second {
				t.Errorf("+%d MiB, %s", grown>>20, took)
			}
		})
	}
	for _, kind := range []string{"", "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + strings.Repeat("b", 5000), "multipart/mixed; boundary=b", "text/plain", "application/json"} {
		if w := ask(forms(book)["no end"], kind, ""); w.Code < 400 || w.Code >= 500 {
			t.Errorf("%.40q: %d", kind, w.Code)
		}
	}
	var mu sync.Mutex
	answers := map[int]int{}
	var asking sync.WaitGroup
	for i := range 12 {
		asking.Go(func() {
			body, kind := formOf(t, fmt.Sprintf("第%d份.xlsx", i), withPicture(t, book, bytes.Repeat([]byte{byte(i)}, 100)))
			w := ask(string(body), kind, "one key")
			mu.Lock()
			defer mu.Unlock()
			answers[w.Code]++
		})
	}
	asking.Wait()
	if answers[http.StatusCreated] != 1 || answers[http.StatusCreated]+answers[http.StatusUnprocessableEntity]+answers[http.StatusConflict] != 12 {
		t.Errorf("one key for twelve files: %v", answers)
	}
}
