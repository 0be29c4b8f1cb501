package dress

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
)

// contentTypes is the part that says what every other part is.
type contentTypes struct {
	XMLName   xml.Name   `xml:"http://schemas.openxmlformats.org/package/2006/content-types Types"`
	Defaults  []fileType `xml:"Default"`
	Overrides []partType `xml:"Override"`
}

type fileType struct {
	Extension   string `xml:",attr"`
	ContentType string `xml:",attr"`
}

type partType struct {
	PartName    string `xml:",attr"`
	ContentType string `xml:",attr"`
}

// OrderTypes puts the entries in order, since excelize adds them in that of a map, and drops the pictures that no
// edition has. part is [Content_Types].xml.
func OrderTypes(part []byte) ([]byte, error) {
	var t contentTypes
	if err := xml.Unmarshal(part, &t); err != nil {
		return nil, fmt.Errorf("content types: %w", err)
	}
	t.Defaults = slices.DeleteFunc(t.Defaults, func(d fileType) bool { return d.Extension != "rels" && d.Extension != "xml" })
	slices.SortFunc(t.Defaults, func(a, b fileType) int { return cmp.Compare(a.Extension, b.Extension) })
	slices.SortFunc(t.Overrides, func(a, b partType) int { return cmp.Compare(a.PartName, b.PartName) })
	out, err := xml.Marshal(t)
	if err != nil {
		return nil, fmt.Errorf("content types: %w", err)
	}
	return append([]byte(xml.Header), out...), nil
}
