package workflow

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/excel/edition"
	"github.com/tallysheet/tallysheet/excel/verify"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// Verdict says whether a workbook is one that was issued here, and what was changed in it since.
type Verdict struct {
	Ours       bool                `json:"ours"`
	Edition    *models.EditionInfo `json:"edition,omitempty"`
	Department string              `json:"department,omitempty"` // of a copy that was cut for one
	Same       bool                `json:"same"`                 // the very bytes that were issued
	Copy       *tally.NamedCopy    `json:"copy,omitempty"`       // for whom it was made, and when
	Says       string              `json:"says"`                 // in Chinese
	verify.Comparison
}

// listedChanges is how many changes a verdict lists; all are counted.
const listedChanges = 500

// editionLimits are those of a workbook of ours: larger than departments' sheets, and packed as tightly as we pack it.
func editionLimits() xlsx.Limits {
	return xlsx.Limits{File: 64 << 20, Unpacked: 512 << 20, Ratio: 1 << 20, Rows: 1 << 20, Cells: 8_000_000, Text: 256 << 20, Strings: 64 << 20}
}

// Verify tells whether a workbook was issued here and what was changed in it. may says whether the person who asks may see an edition, cut
// for a department or whole (""); nil lets everything be seen. A file that is no workbook is a models.Error with the words of its refusal.
func (d *Workflow) Verify(ctx context.Context, data []byte, may func(plan, department string) bool) (Verdict, error) {
	copied, release, err := d.openIssued(ctx, data)
	if err != nil {
		return Verdict{}, err
	}
	defer release()
	for _, digest := range verify.Identify(copied) {
		infos, err := d.Store.Editions.OfDigest(ctx, digest)
		if err != nil {
			return Verdict{}, err
		}
		if len(infos) > 0 {
			return d.verdict(ctx, data, copied, infos, may)
		}
	}
	return Verdict{Says: "这不是本系统出版的汇总表：封面和文件属性里没有本系统任何一版的输入指纹。"}, nil
}

// openIssued reads an uploaded copy within the memory that all readings share.
func (d *Workflow) openIssued(ctx context.Context, data []byte) (*xlsx.Workbook, func(), error) {
	lim := editionLimits()
	release, err := d.reading.take(ctx, lim, data, 0)
	if err != nil {
		return nil, nil, err
	}
	book, err := d.readIssued(ctx, "上传的副本", data)
	if err != nil {
		release()
		var no *xlsx.Refusal
		if errors.As(err, &no) {
			err = &models.Error{Code: models.Invalid, Message: no.Message + "。" + no.Expected + "。", Cause: err, Field: "file"}
		}
		return nil, nil, err
	}
	return book, release, nil
}

func (d *Workflow) readIssued(ctx context.Context, name string, data []byte) (book *xlsx.Workbook, err error) {
	err = d.Reader.Contained(ctx, name, func() (err error) {
		book, err = xlsx.ReadFormulas(ctx, data, editionLimits())
		return err
	})
	return book, err
}

// verdict holds the copy against the editions that have its digest: the one of the same bytes, or else the newest.
func (d *Workflow) verdict(ctx context.Context, data []byte, copied *xlsx.Workbook, infos []models.EditionInfo, may func(plan, department string) bool) (Verdict, error) {
	sum := sha256.Sum256(data)
	digest := hex.EncodeToString(sum[:])
	info := infos[len(infos)-1]
	if i := slices.IndexFunc(infos, func(x models.EditionInfo) bool { return x.SHA256 == digest }); i >= 0 {
		info = infos[i]
	}
	out := Verdict{Ours: true, Edition: &info}
	name := fmt.Sprintf("《%s》%s第%d版", info.Title, info.Period.Chinese(), info.Number)
	if info.SHA256 == digest {
		out.Same, out.Says = true, "这是本系统出版的"+name+"，与出版时逐字节相同，没有改动。"
		return out, nil
	}
	_, ed, err := d.Store.Editions.Get(ctx, info.Plan, info.Period, info.Number)
	if err != nil {
		return Verdict{}, err
	}
	out.Department = cutFor(copied, ed)
	if out.Department != "" {
		name += "（" + out.Department + "的部分）"
	}
	if named, ok := tally.ParseNamedCopy(copied.Properties[tally.CopyProperty]); ok {
		out.Copy = &named
		name += "，" + named.Name + named.At.In(tally.China).Format("2006-01-02 15:04") + "下载的署名副本"
	}
	if may != nil && !may(info.Plan, out.Department) {
		out.Says = "这是本系统出版的" + name + "的副本，但与原件不完全相同。您无权查看这一份原件，改动请由督查办核对。"
		return out, nil
	}
	issued, err := d.issued(ctx, info, ed, out.Department)
	if err != nil {
		return Verdict{}, err
	}
	if out.Department != "" && bytes.Equal(issued, data) {
		out.Same, out.Says = true, "这是本系统出版的"+name+"，与下载时逐字节相同，没有改动。"
		return out, nil
	}
	book, err := d.readIssued(ctx, info.FileName, issued)
	if err != nil {
		return Verdict{}, fmt.Errorf("stored workbook of edition %d: %w", info.Number, err)
	}
	out.Comparison = verify.Compare(book, copied, listedChanges)
	out.Says = saysOf(name, out.Copy != nil, out.Total)
	if out.Department != "" && out.Total > 0 && laidOutBefore(ed) {
		out.Says += "这一版由较早的程序出版，部门的部分是按现在的版式重新裁出来核对的：多出、缺少的列和移动的单元格可能只是版式不同。"
	}
	return out, nil
}

func saysOf(name string, named bool, changes int) string {
	switch {
	case changes > 0 && named:
		return fmt.Sprintf("这是本系统出版的%s，下载以后被改动了 %d 处。请以系统里的原件为准。", name, changes)
	case changes > 0:
		return fmt.Sprintf("这是本系统出版的%s的副本，出版以后被改动了 %d 处。请以系统里的原件为准。", name, changes)
	case named:
		return "这是本系统出版的" + name + "，每一格的内容都与出版时相同。"
	}
	return "这是本系统出版的" + name + "，重新保存过，但每一格的内容都与出版时相同。"
}

// laidOutBefore reports an edition that a program issued which laid its sheets out otherwise: whole workbooks are stored, but a department's
// part is cut anew.
func laidOutBefore(ed tally.Edition) bool {
	return !slices.EqualFunc(ed.Layout, edition.LayoutOf(ed), func(was, now tally.SheetLayout) bool {
		return was.Sheet == now.Sheet && was.Head == now.Head && slices.Equal(was.Columns, now.Columns)
	})
}

// issued is the workbook as it was given out: the stored one, or a department's part, which is cut anew each time.
func (d *Workflow) issued(ctx context.Context, info models.EditionInfo, ed tally.Edition, department string) ([]byte, error) {
	if department == "" {
		_, data, err := d.Store.Editions.Workbook(ctx, info.Plan, info.Period, info.Number)
		return data, err
	}
	var b bytes.Buffer
	err := excel.WriteDepartment(&b, ed, department)
	return b.Bytes(), err
}

// cutFor is the department that a copy was cut for: the only one of the edition's that its sheet 部门情况 names; "" for a whole one.
func cutFor(copied *xlsx.Workbook, ed tally.Edition) string {
	named := map[string]bool{}
	for _, s := range copied.Sheets {
		if s.Name != edition.DepartmentSheet {
			continue
		}
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				named[c.Value] = true
			}
		}
	}
	only := ""
	for _, r := range ed.Reports {
		if named[r.Department] {
			if only != "" {
				return ""
			}
			only = r.Department
		}
	}
	if len(ed.Reports) == 1 {
		return ""
	}
	return only
}
