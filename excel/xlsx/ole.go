package xlsx

import (
	"encoding/binary"
	"unicode/utf16"
)

func oldBinary() *Refusal {
	return &Refusal{OldBinary: true, Message: "这是旧版 .xls 或 .et 工作簿", Expected: saveAs}
}

// oleFile tells what an OLE container holds by the names of its streams. A directory entry is 128
// bytes at a multiple of 128; looking at every such place needs no trust in the sector chains.
func oleFile(data []byte) *Refusal {
	found := map[string]bool{}
	for at := 512; at+128 <= len(data); at += 128 {
		if name := streamName(data[at : at+128]); name != "" {
			found[name] = true
		}
	}
	switch {
	case found["EncryptedPackage"]:
		return &Refusal{Message: "文件设有打开密码，无法读取（文件没有损坏）", Expected: "请在 WPS 或 Excel 中输入密码打开，取消密码后另存为 .xlsx 再上传"}
	case found["Workbook"], found["Book"]:
		return oldBinary()
	case found["WordDocument"]:
		return &Refusal{Message: "这是旧版 Word 文档（.doc），不是表格", Expected: "请上传 .xlsx 工作簿"}
	case found["PowerPoint Document"]:
		return &Refusal{Message: "这是旧版演示文稿（.ppt），不是表格", Expected: "请上传 .xlsx 工作簿"}
	}
	return &Refusal{Message: "这是旧版 Office 格式的文件，里面找不到工作簿", Expected: saveAs}
}

// streamName is the name in a directory entry of a stream, "" where the bytes are no such entry.
func streamName(e []byte) string {
	n := int(binary.LittleEndian.Uint16(e[64:]))
	if e[66] != 2 || n < 4 || n > 64 || n%2 != 0 {
		return ""
	}
	units := make([]uint16, 0, 32)
	for i := 0; i < n-2; i += 2 {
		units = append(units, binary.LittleEndian.Uint16(e[i:]))
	}
	return string(utf16.Decode(units))
}
