package dress

import (
	"bytes"
	"errors"
)

// SplitShell parts a worksheet before and after its sheetData.
func SplitShell(shell []byte) (head, tail []byte, err error) {
	from := bytes.Index(shell, []byte("<sheetData"))
	if from < 0 {
		return nil, nil, errors.New("worksheet without sheetData")
	}
	if end := bytes.Index(shell[from:], []byte("</sheetData>")); end >= 0 {
		return shell[:from], fixBars(shell[from+end+len("</sheetData>"):]), nil
	}
	end := bytes.IndexByte(shell[from:], '>')
	return shell[:from], fixBars(shell[from+end+1:]), nil
}

// fixBars makes every data bar run from 0 to 1: excelize lets the newer half of the rule scale itself, so that the
// schedule would stand elsewhere in every sheet.
func fixBars(tail []byte) []byte {
	tail = bytes.ReplaceAll(tail, []byte(`<x14:cfvo type="autoMin"></x14:cfvo>`), []byte(`<x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo>`))
	return bytes.ReplaceAll(tail, []byte(`<x14:cfvo type="autoMax"></x14:cfvo>`), []byte(`<x14:cfvo type="num"><xm:f>1</xm:f></x14:cfvo>`))
}
