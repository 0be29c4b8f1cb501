package xlsx

import (
	"path"
	"strings"
)

const maxProperties = 1000

// properties reads the custom document properties, where issued templates carry what they were issued for.
func (r *reader) properties(top []link) error {
	e := r.table(top, "custom-properties", "custom-properties+xml")
	if e == nil {
		return nil
	}
	all := map[string]string{}
	err := r.scan(e, smallPart, "文档属性", "Properties", func(s *scanner) error {
		name := string(decodeX([]byte(attrText(s.attr("name")))))
		return s.children(func() error {
			value, err := s.appendText(nil)
			if len(all) == maxProperties {
				return tooMany("文档属性", maxProperties, "项")
			}
			if name != "" && err == nil {
				all[name] = string(decodeX(value))
			}
			return err
		})
	})
	r.book.Properties = all
	return err
}

func (r *reader) note(s string) { r.book.Notes = append(r.book.Notes, s) }

// notes says what the file holds and the reading leaves aside.
func (r *reader) notes(links []link) {
	var external, connections, pictures, objects, charts, comments bool
	for _, l := range links {
		external = external || l.kind == "externalLink"
		connections = connections || l.kind == "connections"
	}
	for i := range r.archive.entries {
		name := strings.ToLower(r.archive.entries[i].name)
		switch path.Ext(name) {
		case ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif", ".tiff", ".svg", ".webp":
			pictures = true
			continue
		}
		dir := "/" + name
		objects = objects || strings.Contains(dir, "/embeddings/") || strings.Contains(dir, "/activex/")
		charts = charts || strings.Contains(dir, "/charts/chart")
		comments = comments || strings.HasPrefix(path.Base(name), "comments") || strings.Contains(dir, "/threadedcomments/")
		external = external || strings.Contains(dir, "/externallinks/externallink")
	}
	for _, n := range []struct {
		found bool
		note  string
	}{
		{external, "文件引用了其他工作簿（外部链接），只采用单元格里已保存的数值，未去读取那些文件"},
		{connections, "文件带有数据连接，未连接，只采用单元格里已保存的数值"},
		{pictures, "文件中有图片，图片里的内容未读取"},
		{objects, "文件中嵌有其他对象（附件、控件等），未读取"},
		{charts, "文件中有图表，未读取"},
		{comments, "文件中有批注，未读取"},
	} {
		if n.found {
			r.note(n.note)
		}
	}
}
