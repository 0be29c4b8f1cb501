package evidence

import (
	"context"
	"fmt"
	"io"

	"gorm.io/gorm"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// What one owner may have.
const (
	MaxFiles = 5
	MaxBytes = 10 << 20 // of one file
)

// Kind is what a file stands behind.
type Kind string

// The kinds of owners.
const (
	OfFigure Kind = "figure" // an indicator's figure or milestone, as one department reports it for one period; ID is the indicator's
	OfAnswer Kind = "answer" // an answer to an order; ID is the answer's
)

// Owner is what a file stands behind. Plan, Department and Period say whose business it is; each may be empty where the kind has none.
type Owner struct {
	Kind       Kind        `json:"kind"`
	ID         string      `json:"owner" gorm:"column:owner_id"`
	Plan       string      `json:"plan" gorm:"column:plan_key"`
	Department string      `json:"department"`
	Period     tally.Round `json:"period"`
}

// key is the owner in one short word, for the index that holds its places.
func (o Owner) key() string {
	return db.DigestOf([]byte(fmt.Sprintf("%s\x1f%s\x1f%s\x1f%s\x1f%s", o.Kind, o.ID, o.Plan, o.Department, o.Period)))
}

// File is one file of evidence, without its bytes.
type File struct {
	FileID    string `gorm:"column:id;primaryKey" json:"id"`
	Owner     `gorm:"embedded"`
	Name      string       `json:"file"`
	Type      string       `gorm:"column:file_type" json:"type"` // pdf, jpg, png, docx or xlsx, by its bytes
	SHA256    string       `gorm:"column:sha256" json:"sha256"`
	Size      int64        `json:"size"`
	By        string       `gorm:"column:made_by" json:"by"`
	At        db.Timestamp `gorm:"column:made_at" json:"at"`
	RemovedBy string       `json:"removed_by,omitempty"`
	RemovedAt db.Timestamp `json:"removed_at,omitzero"`
}

// row adds what is the store's own business.
type row struct {
	File      `gorm:"embedded"`
	Owned     string `gorm:"column:owned_by"` // Owner.key
	Place     *int   // 1 to MaxFiles within the owner; none once it is removed
	ContentID string `gorm:"column:blob_id"`
}

// TableName implements GORM's Tabler.
func (row) TableName() string { return "evidence" }

// Guard refuses an act within its transaction, by a rule of the owner's.
type Guard func(tx *db.Txn) error

// Files are all files of evidence.
type Files struct{ db *db.DB }

// New keeps files in a database.
func New(d *db.DB) Files { return Files{d} }

// Add keeps a file for an owner, at most MaxFiles each. What is there already, byte for byte, is the answer and not kept twice. name
// is data only; the type is that of the bytes.
func (s Files) Add(ctx context.Context, by db.Actor, of Owner, name string, data []byte, may Guard) (File, error) {
	if len(data) > MaxBytes {
		return File{}, db.Refuse(db.Invalid, "这个文件有 %.1f MiB，超过了每个文件 %d MiB 的上限，没有保存。请压缩或拆分后再传。", float64(len(data))/(1<<20), MaxBytes>>20).At("file")
	}
	is, err := TypeOf(data)
	if err != nil {
		return File{}, err
	}
	if err := s.db.Spare(); err != nil {
		return File{}, err
	}
	content := s.db.BlobOf(data)
	made := row{Owned: of.key(), ContentID: content.ID, File: File{FileID: db.NewID(), Owner: of, Name: db.Cut(name, db.MaxName), Type: is,
		SHA256: content.SHA256, Size: int64(len(data)), By: by.Label()}}
	var out File
	err = s.db.Write(ctx, by, func(tx *db.Txn) error {
		if err := may(tx); err != nil {
			return err
		}
		var there []row
		if err := tx.Where("owned_by = ? AND place IS NOT NULL", made.Owned).Find(&there).Error; err != nil {
			return err
		}
		place, same := placeIn(there, made.SHA256)
		if same != nil {
			out = *same
			return nil
		}
		if place > MaxFiles {
			return db.Refuse(db.Invalid, "这里已经有 %d 个佐证文件，每处最多 %d 个。请先移除不需要的。", len(there), MaxFiles).At("file")
		}
		made.Place, made.At = &place, tx.At
		out = made.File
		tx.Audit(made.entry("evidence.add"))
		return db.FirstError(db.PutBlob(tx, content), db.OrAgain(tx.Create(&made).Error))
	})
	return out, err
}

// placeIn is the first free place, or the file that is there already.
func placeIn(there []row, sha string) (int, *File) {
	taken := map[int]bool{}
	for i := range there {
		if there[i].SHA256 == sha {
			return 0, &there[i].File
		}
		taken[*there[i].Place] = true
	}
	place := 1
	for taken[place] {
		place++
	}
	return place, nil
}

func (f File) entry(action string) db.AuditEntry {
	return db.AuditEntry{Action: action, Plan: f.Plan, Department: f.Department, Period: f.Period, Object: f.FileID,
		Detail: map[string]any{"kind": f.Kind, "owner": f.ID, "file": f.Name, "sha256": f.SHA256, "size": f.Size}}
}

// Filter chooses files; what is empty does not restrict.
type Filter struct {
	Kind             Kind
	IDs              []string // of owners
	Plan, Department string
	Period           tally.Round
}

// List lists the files that stand, by owner, the first attached first.
func (s Files) List(ctx context.Context, f Filter) ([]File, error) {
	return Listed(s.db.Reading(ctx), f)
}

// Listed is List on a connection of the caller's, within its snapshot.
func Listed(conn *gorm.DB, f Filter) ([]File, error) {
	q := conn.Where("place IS NOT NULL")
	q = db.Where(db.Where(db.Where(q, "kind = ?", string(f.Kind)), "plan_key = ?", f.Plan), "department = ?", f.Department)
	q = db.Where(q, "period = ?", f.Period.String())
	if f.IDs != nil {
		q = q.Where("owner_id IN ?", f.IDs)
	}
	var rows []row
	if err := q.Order("plan_key, period, department, kind, owner_id, made_at, id").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("evidence: %w", err)
	}
	out := make([]File, 0, len(rows))
	for _, r := range rows {
		out = append(out, r.File)
	}
	return out, nil
}

// Get gives a file, removed or not, without its bytes.
func (s Files) Get(ctx context.Context, id string) (File, error) {
	r, err := take(s.db.Reading(ctx), id)
	return r.File, err
}

func take(conn *gorm.DB, id string) (row, error) {
	var r row
	err := conn.Take(&r, "id = ?", id).Error
	return r, db.Absent(err, "没有这个佐证文件。")
}

// Open gives a file with its bytes. The reader ends in an error where they are not what was attached.
func (s Files) Open(ctx context.Context, id string) (File, io.Reader, error) {
	r, err := take(s.db.Reading(ctx), id)
	if err != nil {
		return File{}, nil, err
	}
	content, _, err := s.db.OpenBlob(ctx, r.ContentID)
	return r.File, content, err
}

// Remove takes a file out of the list. It stays stored: an edition may name it.
func (s Files) Remove(ctx context.Context, by db.Actor, id string, may Guard) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		r, err := take(tx.DB, id)
		if err != nil {
			return err
		}
		if err := may(tx); err != nil {
			return err
		}
		ok, err := db.One(tx.Model(&row{}).Where("id = ? AND place IS NOT NULL", id).
			Updates(map[string]any{"place": nil, "removed_by": by.Label(), "removed_at": tx.At}))
		if err == nil && !ok {
			err = db.Refuse(db.Conflict, "这个佐证文件已经移除了，请刷新。")
		}
		tx.Audit(r.entry("evidence.remove"))
		return err
	})
}
