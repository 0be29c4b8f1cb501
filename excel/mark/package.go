package mark

import (
	"bytes"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// bundle is a workbook's package that is changed part by part. A part that nobody asks to change is copied
// as it was packed.
type bundle struct {
	pkg      *xlsx.Package
	changed  map[string][]byte // by the name in the package
	unpacked map[string][]byte // unpacked so far
	added    []string          // new parts, in order
	types    string            // base of the relationship types: transitional or strict
}

const (
	typesPart     = "[Content_Types].xml"
	transitional  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	sheetMLTypes  = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	vmlType       = "application/vnd.openxmlformats-officedocument.vmlDrawing"
	relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
)

func openBundle(data []byte, lim xlsx.Limits) (*bundle, error) {
	p, err := xlsx.OpenPackage(data, lim)
	if err != nil {
		return nil, err
	}
	return &bundle{pkg: p, changed: map[string][]byte{}, unpacked: map[string][]byte{}, types: transitional}, nil
}

// find is the name in the package of a part, whatever its case; "" where there is none.
func (b *bundle) find(name string) string {
	if _, ok := b.changed[name]; ok {
		return name
	}
	return b.pkg.Find(name)
}

// part is the content of a part as it now is; nil where there is none.
func (b *bundle) part(name string) ([]byte, error) {
	name = b.find(name)
	if data, ok := b.changed[name]; ok {
		return data, nil
	}
	if data, ok := b.unpacked[name]; ok || name == "" {
		return data, nil
	}
	data, err := b.pkg.Part(name)
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	b.unpacked[name] = utf8Part(data)
	return b.unpacked[name], nil
}

// set changes a part or adds one. What is the same as before stays as it was packed.
func (b *bundle) set(name string, data []byte) {
	at := b.find(name)
	if was, ok := b.unpacked[at]; ok && bytes.Equal(was, data) && b.changed[at] == nil {
		return
	}
	if at == "" {
		at = name
		b.added = append(b.added, name)
	}
	b.changed[at] = data
}

// free is a name that no part has: xl/worksheets/sheet7.xml.
func (b *bundle) free(before, after string) string {
	for n := 1; ; n++ {
		if name := before + strconv.Itoa(n) + after; b.find(name) == "" {
			return name
		}
	}
}

// bytes packs everything again: untouched parts as they were packed, in their old order.
func (b *bundle) bytes() ([]byte, error) {
	var out bytes.Buffer
	err := b.pkg.Rewrite(&out, b.changed, b.added)
	return out.Bytes(), err
}

// relation is one relationship of a part.
type relation struct{ id, kind, target string }

// relations are those of a part, targets as names in the package. External ones are left out.
func (b *bundle) relations(of string) ([]relation, error) {
	data, err := b.part(relsName(of))
	if err != nil || data == nil {
		return nil, err
	}
	var out []relation
	err = walk(data, func(e element) error {
		if e.name != "Relationship" || e.end || e.attr("TargetMode") == "External" {
			return nil
		}
		target := strings.ReplaceAll(e.attr("Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(path.Dir(of), target)
		}
		out = append(out, relation{e.attr("Id"), path.Base(e.attr("Type")), strings.TrimPrefix(path.Clean(target), "/")})
		return nil
	})
	return out, err
}

// related is the target of the first relation of a kind; "" where there is none.
func related(rels []relation, kind string) string {
	for _, r := range rels {
		if r.kind == kind {
			return r.target
		}
	}
	return ""
}

// relate adds a relationship and gives its id.
func (b *bundle) relate(of, kind, target string) (string, error) {
	name := relsName(of)
	data, err := b.part(name)
	if err != nil {
		return "", err
	}
	if data == nil {
		data = []byte(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" + `<Relationships xmlns="` + relationships + `"></Relationships>`)
	}
	used := map[string]bool{}
	var s splices
	var root element
	err = walk(data, func(e element) error {
		switch {
		case e.depth == 1 && !e.end:
			root = e
		case e.name == "Relationship":
			used[e.attr("Id")] = true
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	id := ""
	for n := 1; id == "" || used[id]; n++ {
		id = "rIdMark" + strconv.Itoa(n)
	}
	s.into(data, root, bytes.LastIndex(data, []byte("</")),
		"<"+root.prefix+`Relationship Id="`+id+`" Type="`+b.types+"/"+kind+`" Target="/`+escaped(target)+`"/>`)
	b.set(name, s.apply(data))
	return id, nil
}

// relsName is the part that holds another's relationships; "" is the package itself.
func relsName(of string) string {
	if of == "" {
		return "_rels/.rels"
	}
	return path.Join(path.Dir(of), "_rels", path.Base(of)+".rels")
}

// declare names the content types of new parts, and of .vml once.
func (b *bundle) declare(overrides map[string]string, names []string, vml bool) error {
	data, err := b.part(typesPart)
	if err != nil {
		return err
	}
	var root element
	has := false
	err = walk(data, func(e element) error {
		if e.depth == 1 && !e.end {
			root = e
		}
		has = has || e.name == "Default" && strings.EqualFold(e.attr("Extension"), "vml")
		return nil
	})
	if err != nil {
		return err
	}
	var text strings.Builder
	if vml && !has {
		text.WriteString("<" + root.prefix + `Default Extension="vml" ContentType="` + vmlType + `"/>`)
	}
	for _, n := range names {
		text.WriteString("<" + root.prefix + `Override PartName="/` + escaped(n) + `" ContentType="` + sheetMLTypes + overrides[n] + `"/>`)
	}
	var s splices
	s.into(data, root, bytes.LastIndex(data, []byte("</")), text.String())
	b.set(typesPart, s.apply(data))
	return nil
}
