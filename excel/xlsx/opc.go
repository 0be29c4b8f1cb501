package xlsx

import (
	"bytes"
	"net/url"
	"path"
	"strings"
)

const smallPart = 4 << 20 // content types, relationships, workbook, properties: real ones stay below 300 KiB

// contentTypes says what kind of thing each part is.
type contentTypes struct {
	byName map[string]string // lower-case part name without the leading slash
	byExt  map[string]string
}

func (t contentTypes) of(name string) string {
	name = strings.ToLower(name)
	if kind, ok := t.byName[name]; ok {
		return kind
	}
	return t.byExt[strings.TrimPrefix(path.Ext(name), ".")]
}

// link is one relationship: the last word of its type, which transitional and strict files share, and the part that it leads to.
type link struct {
	id, kind, target string
	external         bool
}

// contentTypes reads [Content_Types].xml.
func (r *reader) contentTypes() (contentTypes, error) {
	t := contentTypes{byName: map[string]string{}, byExt: map[string]string{}}
	e := r.archive.find("[Content_Types].xml")
	if e == nil {
		return t, damaged("缺少内容目录")
	}
	err := r.scan(e, smallPart, "内容目录", "Types", func(s *scanner) error {
		kind := attrText(s.attr("ContentType"))
		switch string(s.element()) {
		case "Default":
			t.byExt[strings.ToLower(attrText(s.attr("Extension")))] = kind
		case "Override":
			t.byName[strings.ToLower(strings.TrimPrefix(attrText(s.attr("PartName")), "/"))] = kind
		}
		return nil
	})
	return t, err
}

// links reads the relationships of a part ("" is the package itself); none is no error.
func (r *reader) links(of string) ([]link, error) {
	dir, base := path.Split(of)
	e := r.archive.find(dir + "_rels/" + base + ".rels")
	if e == nil {
		return nil, nil
	}
	var all []link
	err := r.scan(e, smallPart, "部件关系", "Relationships", func(s *scanner) error {
		if string(s.element()) == "Relationship" {
			kind := attrText(s.attr("Type"))
			l := link{id: attrText(s.attr("Id")), kind: kind[strings.LastIndexByte(kind, '/')+1:], external: bytes.EqualFold(s.attr("TargetMode"), []byte("External"))}
			if target := attrText(s.attr("Target")); !l.external {
				l.target = r.resolve(dir, target)
			}
			all = append(all, l)
		}
		return nil
	})
	return all, err
}

// resolve is the part name that a target written in folder dir means.
func (r *reader) resolve(dir, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if i := strings.IndexByte(target, '#'); i >= 0 {
		target = target[:i]
	}
	if !strings.HasPrefix(target, "/") {
		target = "/" + dir + target
	}
	name := strings.TrimPrefix(path.Clean(target), "/")
	if r.archive.find(name) == nil {
		if plain, err := url.PathUnescape(name); err == nil {
			return plain
		}
	}
	return name
}

// scan streams one part through the scanner and calls each for every child of its root, which must
// bear the name root. What each leaves of a child is passed over.
func (r *reader) scan(e *entry, limit int64, what, root string, each func(*scanner) error) error {
	src, err := r.opener.open(e, limit, what)
	if err != nil {
		return err
	}
	s := r.scanner
	s.reset(src)
	for ev := s.next(); ev != atEnd; ev = s.next() {
		if ev != open {
			continue
		}
		if s.depth() == 1 {
			if string(s.element()) != root {
				return damaged(what + "的内容不是所声明的类型")
			}
			continue
		}
		if err := each(s); err != nil {
			return err
		}
		s.leave(1)
	}
	return s.err
}
