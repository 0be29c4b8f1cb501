package handlers

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/goccy/go-yaml"

	"github.com/tallysheet/tallysheet/models"
)

// The languages of the pages.
const (
	chinese = "zh"
	english = "en"
)

// pageSet is every page in every language, parsed at start.
type pageSet struct {
	byLanguage map[string]map[string]*template.Template
	say        map[string]func(string, ...any) string
}

// frame is what the base page shows around a page's own content.
type frame struct {
	Title    string
	Language string
	Path     string
	Who      models.User // nobody's is empty
	Menu     []menuItem
	Page     any
	Today    time.Time // the day that a demonstration plays on; zero elsewhere
	// Idle and Left are the seconds until the sign-in ends if nothing is done, and in any case; 0 where nobody is signed in.
	Idle, Left int
}

// parsePages parses base.html and the parts with each page. english.yaml maps the Chinese of the
// sources to English; a text that is not there is shown in Chinese.
func parsePages(src fs.FS, assets assetSet, zone *time.Location) (*pageSet, error) {
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
	set := &pageSet{byLanguage: map[string]map[string]*template.Template{chinese: {}, english: {}}, say: map[string]func(string, ...any) string{chinese: translator(chinese, words), english: translator(english, words)}}
	for language, pages := range set.byLanguage {
		funcs := pageFuncs(set.say[language], assets, zone)
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
		if language == english {
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
	if k, err := r.Cookie("language"); err == nil && k.Value == english {
		return english
	}
	return chinese
}

// show renders a page whole before its first byte is sent.
func (s *Server) show(c *gin.Context, status int, name, title string, page any) error {
	return s.showTo(c.Writer, c.Request, status, name, title, page)
}

func (s *Server) showTo(w http.ResponseWriter, r *http.Request, status int, name, title string, page any) error {
	language := languageOf(r)
	t, ok := s.pages.byLanguage[language][name]
	if !ok {
		return fmt.Errorf("no page %q", name)
	}
	var b bytes.Buffer
	person := whoOf(r.Context())
	f := frame{Title: title, Language: language, Path: onlyGet(r), Who: person.user, Menu: menuOf(person.user.Role, r.URL.Path), Page: page}
	if s.demo {
		f.Today = s.clock()
	}
	if person.signedIn() {
		f.Idle, f.Left = int(s.profile.Idle.Seconds()), int(s.profile.Whole.Seconds()-s.clock().Sub(person.session.MadeAt.Time).Seconds())
	}
	if err := t.ExecuteTemplate(&b, "base", f); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	body := b.Bytes()
	if m := mistakeOf(r.Context()); m != nil {
		var err error
		if body, err = refill(body, m, s.pages.say[language]); err != nil {
			return fmt.Errorf("page %s: %w", name, err)
		}
		status = m.Status
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, err := w.Write(body)
	return ignoreGone(err)
}
