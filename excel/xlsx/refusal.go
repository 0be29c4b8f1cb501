package xlsx

import "fmt"

// Refusal says why a file is not read, for the clerk, in plain Chinese.
type Refusal struct {
	Limit     bool   // too large, rather than not readable
	OldBinary bool   // an .xls or .et by its bytes, which a converter could turn into .xlsx
	Message   string // what the file is: 这是旧版 .xls 工作簿
	Expected  string // what to do: 请在 WPS 或 Excel 中另存为 .xlsx 后再上传
	Sheet     string // where in the file, if known
	Cell      string
}

// Error implements error.
func (r *Refusal) Error() string { return r.Message }

const resave = "请用 WPS 或 Excel 打开原文件，确认内容完整后另存为新的 .xlsx 再上传"

func damaged(why string) *Refusal {
	return &Refusal{Message: "文件已损坏：" + why, Expected: "请用 WPS 或 Excel 打开原文件，确认内容完整后另存为新的 .xlsx 再上传；打不开时请重新下载，或请发送人重发"}
}

func tooLarge(what string, limit int64) *Refusal {
	size := fmt.Sprintf("%d KB", limit>>10)
	if limit >= 1<<20 {
		size = fmt.Sprintf("%d MB", limit>>20)
	}
	return &Refusal{Limit: true, Message: what + "过大，超过上限 " + size, Expected: "请删去与报送无关的工作表、图片和多余格式，另存为新的 .xlsx 再上传"}
}

func tooMany(what string, limit int, counter string) *Refusal {
	return &Refusal{Limit: true, Message: fmt.Sprintf("%s过多，超过上限 %d %s", what, limit, counter), Expected: "请删去与报送无关的内容，另存为新的 .xlsx 再上传"}
}

// in says on which sheet and, if known, at which cell a refusal arose.
func (r *Refusal) in(sheet, cell string) *Refusal { return r.near(sheet, cell, cell) }

// near is in with a place in words where no cell is known.
func (r *Refusal) near(sheet, cell, place string) *Refusal {
	if r.Sheet != "" {
		return r
	}
	r.Sheet, r.Cell = sheet, cell
	where := "工作表“" + clip(sheet, 31) + "”"
	if place != "" {
		where += " " + place
	}
	r.Message = where + "：" + r.Message
	return r
}
