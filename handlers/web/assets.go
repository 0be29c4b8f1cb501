package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"
)

// AssetSet is every script and style by its name, with the hash that its address carries.
type AssetSet map[string]asset

type asset struct {
	hash, kind    string
	plain, packed []byte
}

// vendored are the files that `make assets` brings.
var vendored = [...]string{"tabler.min.css", "htmx.min.js", "echarts.common.min.js", "swagger-ui.css", "swagger-ui-bundle.js"}

// LoadAssets reads all files once; they are packed once, not on each request.
func LoadAssets(sources ...fs.FS) (AssetSet, error) {
	set := AssetSet{}
	for _, src := range sources {
		err := fs.WalkDir(src, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
				return err
			}
			data, err := fs.ReadFile(src, name)
			if err != nil {
				return err
			}
			a, err := newAsset(name, data)
			set[name] = a
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("page assets: %w", err)
		}
	}
	return set, nil
}

func newAsset(name string, data []byte) (asset, error) {
	sum := sha256.Sum256(data)
	a := asset{hash: hex.EncodeToString(sum[:6]), kind: mime.TypeByExtension(path.Ext(name)), plain: data}
	if path.Ext(name) == ".js" {
		a.kind = "text/javascript; charset=utf-8" // the machine's own table may say otherwise
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		return asset{}, err
	}
	if err := z.Close(); err != nil {
		return asset{}, err
	}
	a.packed = b.Bytes()
	return a, nil
}

// url is the address of an asset; it changes with its content, so a browser may keep it for good.
func (set AssetSet) url(name string) string { return "/assets/" + set[name].hash + "/" + name }

// Missing lists what `make assets` would have brought.
func (set AssetSet) Missing() []string {
	var names []string
	for _, n := range vendored {
		if _, ok := set[n]; !ok {
			names = append(names, n)
		}
	}
	return names
}

func (s *Site) GetAsset(c *gin.Context) error {
	a, ok := s.Assets[strings.TrimPrefix(c.Param("name"), "/")]
	if !ok || a.hash != c.Param("hash") {
		return Fail(NotFound, "没有这个文件。")
	}
	h := c.Writer.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	body := a.plain
	if strings.Contains(c.GetHeader("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = a.packed
	}
	c.Status(http.StatusOK)
	_, err := io.Copy(c.Writer, bytes.NewReader(body))
	return ignoreGone(err)
}
