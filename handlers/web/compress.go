package web

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

// Compressed packs pages and CSV for who can unpack them: lines of a closed network are slow, and a page packs to a tenth. Workbooks and
// assets are packed already.
//
// How long a packed answer is may tell what stands in it, where a stranger can put words of his own beside it and ask again and again
// (BREACH). What holds a secret (a new token, a link for once) is the answer to a form, and is sent as it is, and so is
// what calls AsItIs; the others get some random bytes, drawn from all that they hold.
func Compressed(next http.Handler) (http.Handler, error) {
	wrap, err := gzhttp.NewWrapper(gzhttp.ContentTypes([]string{"text/html", "text/csv"}), gzhttp.MinSize(1<<10), gzhttp.EnableZstd(false), gzhttp.RandomJitter(64, 0, true))
	if err != nil {
		return nil, err
	}
	packed := wrap(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet {
			next.ServeHTTP(w, r)
			return
		}
		packed.ServeHTTP(w, r)
	}), nil
}

// AsItIs keeps an answer that holds a secret from being packed.
func AsItIs(h http.Header) { h.Set(gzhttp.HeaderNoCompression, "yes") }
