package web

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/goccy/go-yaml"
	"github.com/tallysheet/tallysheet/models/account"
)

// The languages of the pages.
const (
	Chinese = "zh"
	English = "en"
)

// PageSet is every page in every language, parsed at start.
type PageSet struct {
	byLanguage map[string]map[string]*template.Template
	say        map[string]func(string, ...any) string
}

// frame is what the base page shows around a page's own content.
type frame struct {
	Title    string
	Language string
	Path     string
	Who      account.User // nobody's is empty
	Menu     []menuItem
	Page     any
	Today    time.Time // the day that a demonstration plays on; zero elsewhere
	// Idle and Left are the seconds until the sign-in ends if nothing is done, and in any case; 0 where nobody is signed in.
	Idle, Left int
}

// ParsePages parses base.html and the parts with each page. english.yaml maps the Chinese of the
// sources to English; a text that is not there is shown in Chinese.
func ParsePages(src fs.FS, assets AssetSet, zone *time.Location) (*PageSet, error) {
	raw, err := fs.ReadFile(src, "english.yaml")
	if err != nil {
		return nil, err
	}
	words := map[string]string{}
	if err := yaml.Unmarshal(raw, &words); err != nil {
		return nil, fmt.Errorf("english.yaml: %w", err)
	}
	names, err := fs.Glob(src, "*.html")
	if err != nil {
		return nil, err
	}
	set := &PageSet{byLanguage: map[string]map[string]*template.Template{Chinese: {}, English: {}}, say: map[string]func(string, ...any) string{Chinese: translator(Chinese, words), English: translator(English, words)}}
	for language, pages := range set.byLanguage {
		funcs := pageFuncs(set.say[language], assets, zone)
		maps.Copy(funcs, orderFuncs(set.say[language]))
		shared, err := template.New("shared").Funcs(funcs).ParseFS(src, "base.html", "parts/*.html")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if name == "base.html" {
				continue
			}
			t, err := template.Must(shared.Clone()).ParseFS(src, name)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			pages[strings.TrimSuffix(path.Base(name), ".html")] = t.Option("missingkey=error")
		}
	}
	return set, nil
}

// translator gives the text in a language, filled in as fmt.Sprintf does where values are given.
func translator(language string, words map[string]string) func(string, ...any) string {
	return func(text string, args ...any) string {
		if language == English {
			if e, ok := words[text]; ok {
				text = e
			}
		}
		if len(args) == 0 {
			return text
		}
		return fmt.Sprintf(text, args...)
	}
}

// languageOf is the visitor's choice, Chinese where none was made.
func languageOf(r *http.Request) string {
	if k, err := r.Cookie("language"); err == nil && k.Value == English {
		return English
	}
	return Chinese
}

// Show renders a page whole before its first byte is sent.
func (s *Site) Show(c *gin.Context, status int, name, title string, page any) error {
	return s.showTo(c.Writer, c.Request, status, name, title, page)
}

func (s *Site) showTo(w http.ResponseWriter, r *http.Request, status int, name, title string, page any) error {
	language := languageOf(r)
	t, ok := s.Pages.byLanguage[language][name]
	if !ok {
		return fmt.Errorf("no page %q", name)
	}
	var b bytes.Buffer
	person := PersonOf(r.Context())
	f := frame{Title: title, Language: language, Path: onlyGet(r), Who: person.User, Menu: menuOf(person.User.Role, r.URL.Path), Page: page}
	if s.Demo {
		f.Today = s.Clock()
	}
	if person.SignedIn() {
		profile := s.Profile(r.Context())
		f.Idle, f.Left = int(profile.Idle.Seconds()), int(profile.Whole.Seconds()-s.Clock().Sub(person.Session.MadeAt.Time).Seconds())
	}
	if err := t.ExecuteTemplate(&b, "base", f); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	body := b.Bytes()
	if m := mistakeOf(r.Context()); m != nil {
		var err error
		if body, err = refill(body, m, s.Pages.say[language]); err != nil {
			return fmt.Errorf("page %s: %w", name, err)
		}
		status = m.Status
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, err := w.Write(body)
	return ignoreGone(err)
}
