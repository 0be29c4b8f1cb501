package backup

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// maxBackupLine bounds one line: a piece of a file in base64 and its head, several times over.
const maxBackupLine = 64 << 20

// Verify reads a backup to its end and tells what it holds. A backup that was cut or altered is refused: its
// digest, its counts, the sum of each table and the digest of each stored file must fit.
func Verify(r io.Reader) (Info, error) {
	packer, err := db.NewPacker()
	if err != nil {
		return Info{}, err
	}
	files := &fileCheck{packer: packer, made: map[string]hash.Hash{}}
	var audit tally.Anchor
	info, ends, err := walkBackup(r, backupVisitor{row: func(t backupTable, row []any) error {
		takeAnchor(&audit, t, row)
		return files.row(t, row)
	}})
	if err == nil {
		err = files.end()
	}
	if err == nil && !info.Audit.IsZero() && (info.Audit.Rows != audit.Rows || info.Audit.Head != audit.Head) {
		err = errors.New("结尾的审计链锚点与备份里的审计链不符")
	}
	if info.Audit.IsZero() {
		info.Audit = audit
	}
	info.Files, info.Counts = files.found, Counts{}
	for name, e := range ends {
		info.Counts[name] = e.Rows
	}
	if err != nil {
		return info, &db.Error{Code: db.Invalid, Message: fmt.Sprintf("备份文件不能用：%v。没有恢复任何内容。", err), Cause: err}
	}
	return info, nil
}

// backupVisitor is told what a backup holds, in its order; nil parts are not told.
type backupVisitor struct {
	head  func(backupHead) error
	table func(backupTable) error
	row   func(t backupTable, row []any) error
	end   func(backupEnd) error
}

// walkBackup reads the lines, checks that they fit together, and tells the visitor. ends are those of the tables.
func walkBackup(r io.Reader, v backupVisitor) (info Info, ends map[string]backupEnd, err error) {
	zip, err := gzip.NewReader(r)
	if err != nil {
		return info, nil, fmt.Errorf("不是备份文件（%w）", err)
	}
	w := &backupWalk{lines: bufio.NewScanner(zip), visit: v, digest: sha256.New(), ends: map[string]backupEnd{}}
	w.lines.Buffer(make([]byte, 1<<16), maxBackupLine)
	if err := w.head(); err != nil {
		return w.info, nil, err
	}
	for w.lines.Scan() {
		line := w.lines.Bytes()
		if done, err := w.line(line); err != nil || done {
			if err == nil && w.lines.Scan() {
				err = errors.New("结尾之后还有内容")
			}
			return w.info, w.ends, errors.Join(err, w.lines.Err())
		}
		w.digest.Write(line)
		w.digest.Write([]byte{'\n'})
	}
	if err := w.lines.Err(); err != nil {
		return w.info, nil, fmt.Errorf("内容损坏或不完整（%w）", err)
	}
	return w.info, nil, errors.New("不完整，缺少结尾")
}

// backupWalk is one pass over a backup.
type backupWalk struct {
	lines  *bufio.Scanner
	visit  backupVisitor
	digest hash.Hash
	info   Info
	table  backupTable // that rows belong to; no name between tables
	rows   int64
	sum    rowSum
	ends   map[string]backupEnd
}

func (w *backupWalk) head() error {
	if !w.lines.Scan() {
		return fmt.Errorf("内容损坏或不完整（%w）", errors.Join(w.lines.Err(), io.ErrUnexpectedEOF))
	}
	var head backupHead
	if err := json.Unmarshal(w.lines.Bytes(), &head); err != nil || head.Format != backupFormat {
		return errors.New("不是本程序的备份文件")
	}
	if head.Version != backupVersion {
		return fmt.Errorf("备份格式是第%d版，本程序只认第%d版，请换用新版程序", head.Version, backupVersion)
	}
	w.info.Schema, w.info.MadeAt = head.Schema, head.MadeAt.Time
	w.digest.Write(w.lines.Bytes())
	w.digest.Write([]byte{'\n'})
	if w.visit.head != nil {
		return w.visit.head(head)
	}
	return nil
}

// line takes one line after the head; done says that it was the last.
func (w *backupWalk) line(line []byte) (done bool, err error) {
	if bytes.HasPrefix(line, []byte("[")) {
		return false, w.row(line)
	}
	var any struct {
		backupTable
		backupEnd
		SHA256 string `json:"sha256"`
	}
	if err := json.Unmarshal(line, &any); err != nil {
		return false, fmt.Errorf("内容损坏（%w）", err)
	}
	switch {
	case any.SHA256 != "":
		return true, w.tail(line)
	case any.Table != "" && w.table.Table == "" && len(any.Columns) == len(any.Kinds) && w.ends[any.Table].End == "":
		w.table, w.rows, w.sum = any.backupTable, 0, rowSum{}
		if w.visit.table != nil {
			err = w.visit.table(w.table)
		}
		return false, err
	case any.End != "" && any.End == w.table.Table:
		return false, w.end(any.backupEnd)
	}
	return false, errors.New("内容损坏：表的次序不对")
}

func (w *backupWalk) row(line []byte) error {
	if w.table.Table == "" {
		return errors.New("内容损坏：不属于任何表的一行")
	}
	w.rows++
	w.sum.add(line)
	if w.visit.row == nil {
		return nil
	}
	row, err := parseRow(line, w.table.Kinds)
	if err != nil {
		return fmt.Errorf("表 %s 第%d行损坏（%w）", w.table.Table, w.rows, err)
	}
	return w.visit.row(w.table, row)
}

func (w *backupWalk) end(e backupEnd) error {
	if e.Rows != w.rows || e.Sum != w.sum.String() {
		return fmt.Errorf("表 %s 的行数或校验和不符", e.End)
	}
	w.info.Tables++
	w.info.Rows += e.Rows
	w.ends[e.End] = e
	w.table = backupTable{}
	if w.visit.end != nil {
		return w.visit.end(e)
	}
	return nil
}

func (w *backupWalk) tail(line []byte) error {
	var tail backupTail
	if err := json.Unmarshal(line, &tail); err != nil {
		return fmt.Errorf("内容损坏（%w）", err)
	}
	w.info.SHA256 = hex.EncodeToString(w.digest.Sum(nil))
	w.info.Audit = tail.Audit
	if w.table.Table != "" || tail.SHA256 != w.info.SHA256 || tail.Tables != w.info.Tables || tail.Rows != w.info.Rows {
		return errors.New("结尾的校验值不符，文件被改动或不完整")
	}
	return nil
}

// parseRow turns a line into values as a database takes them.
func parseRow(line []byte, kinds []kind) ([]any, error) {
	var cells []json.RawMessage
	if err := json.Unmarshal(line, &cells); err != nil {
		return nil, err
	}
	if len(cells) != len(kinds) {
		return nil, fmt.Errorf("%d values for %d columns", len(cells), len(kinds))
	}
	out := make([]any, len(cells))
	for i, c := range cells {
		if string(c) == "null" {
			continue
		}
		var err error
		switch kinds[i] {
		case kindInt:
			var n int64
			err = json.Unmarshal(c, &n)
			out[i] = n
		case kindBytes:
			var b []byte
			err = json.Unmarshal(c, &b)
			out[i] = b
		case kindText:
			var s string
			err = json.Unmarshal(c, &s)
			out[i] = s
		default:
			err = fmt.Errorf("kind %q", kinds[i])
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// fileCheck holds the stored files against their digests. blob_chunks comes before blobs, in the order of its key.
type fileCheck struct {
	packer *db.Packer
	made   map[string]hash.Hash
	found  int
}

// takeAnchor notes the end of the audit chain.
func takeAnchor(a *tally.Anchor, t backupTable, row []any) {
	if t.Table != (db.AuditHead{}).TableName() {
		return
	}
	if id, _ := t.value(row, "id").(int64); id == 1 {
		a.Rows, _ = t.value(row, "seq").(int64)
		a.Head, _ = t.value(row, "hash").(string)
	}
}

// value is what a row holds in a column, nil where the table has none of that name.
func (t backupTable) value(row []any, column string) any {
	for i, c := range t.Columns {
		if c == column {
			return row[i]
		}
	}
	return nil
}

func (f *fileCheck) row(t backupTable, row []any) error {
	at := func(column string) any { return t.value(row, column) }
	switch t.Table {
	case "blob_chunks":
		id, _ := at("blob_id").(string)
		stored, _ := at("data").([]byte)
		packed, _ := at("packed").(int64) // none in a backup of the time before
		data, err := f.packer.Unpack(stored, packed != 0)
		if err != nil {
			return fmt.Errorf("文件 %s 的内容损坏: %w", id, err)
		}
		if f.made[id] == nil {
			f.made[id] = sha256.New()
		}
		f.made[id].Write(data)
	case "blobs":
		id, _ := at("id").(string)
		want, _ := at("sha256").(string)
		h := f.made[id]
		if h == nil {
			h = sha256.New() // an empty file has no pieces
		}
		if hex.EncodeToString(h.Sum(nil)) != want {
			return fmt.Errorf("文件 %s 与其摘要不符", id)
		}
		delete(f.made, id)
		f.found++
	}
	return nil
}

func (f *fileCheck) end() error {
	if len(f.made) > 0 {
		return fmt.Errorf("有%d个文件没有登记", len(f.made))
	}
	return nil
}
