package xlsx

import "strings"

func macros() *Refusal {
	return &Refusal{Message: "工作簿带有宏程序（.xlsm），出于安全不予读取", Expected: "请在 WPS 或 Excel 中另存为不带宏的 .xlsx（Excel 工作簿），再上传"}
}

// notWorkbook says what an Office package is whose main part is no .xlsx workbook.
func notWorkbook(contentType string) *Refusal {
	has := func(s string) bool { return strings.Contains(strings.ToLower(contentType), s) }
	switch {
	case has("sheet.binary"):
		return &Refusal{Message: "这是 .xlsb 二进制工作簿", Expected: saveAs}
	case has("sheet.macroenabled"), has("template.macroenabled"), has("addin.macroenabled"):
		return macros()
	case has("spreadsheetml.template"):
		return &Refusal{Message: "这是工作簿模板（.xltx），不是填好的 .xlsx 工作簿", Expected: saveAs}
	case has("wordprocessingml"), has("ms-word"):
		return &Refusal{Message: "这是 Word 文档，不是表格", Expected: "请上传 .xlsx 工作簿"}
	case has("presentationml"), has("ms-powerpoint"):
		return &Refusal{Message: "这是演示文稿，不是表格", Expected: "请上传 .xlsx 工作簿"}
	}
	return damaged("主体部分不是工作簿")
}

// checkKind tells other zips, and workbooks with macros, by the parts that they hold.
func (r *reader) checkKind() error {
	a := r.archive
	switch {
	case a.find("mimetype") != nil && (a.find("content.xml") != nil || a.find("META-INF/manifest.xml") != nil):
		return &Refusal{Message: "这是 OpenDocument 文件（.ods 等），不是 .xlsx 工作簿", Expected: saveAs}
	case a.find("[Content_Types].xml") == nil:
		if a.find("_rels/.rels") == nil && a.find("xl/workbook.xml") == nil {
			return &Refusal{Message: "这是压缩包，不是表格", Expected: "请解压后上传其中的 .xlsx 工作簿"}
		}
		return damaged("缺少内容目录")
	}
	return nil
}

// checkMacros refuses a workbook that carries code, whatever it is called.
func (r *reader) checkMacros() error {
	for i := range r.archive.entries {
		name := strings.ToLower(r.archive.entries[i].name)
		if strings.HasSuffix(name, "vbaproject.bin") || strings.Contains("/"+name, "/macrosheets/") || strings.Contains(r.types.of(name), "vbaProject") {
			return macros()
		}
	}
	return nil
}
