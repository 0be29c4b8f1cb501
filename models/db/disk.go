package db

import "path/filepath"

// Disk is where the file of an embedded database lies. It is empty for MySQL, whose disk is its own.
type Disk struct {
	Folder string
	System string // of files: ext, nfs …; "" where it is not known
	Remote bool   // on another machine: SQLite's shared memory does not reach there, and its locks seldom
	Free   uint64 // bytes; 0 where not known
	Size   uint64 // bytes of the whole; 0 where not known
}

// remoteSystems are the file systems of other machines, by the name that Place gives them.
var remoteSystems = map[string]bool{"nfs": true, "cifs": true, "smb": true, "9p": true, "ceph": true, "afs": true}

// Disk looks at the disk that the database lies on.
func (s *DB) Disk() (Disk, error) {
	if s.dialect.path == "" {
		return Disk{}, nil
	}
	folder, err := filepath.Abs(filepath.Dir(s.dialect.path))
	if err != nil {
		return Disk{}, err
	}
	p := Disk{Folder: folder}
	p.System, p.Free, p.Size, err = fileSystem(folder)
	p.Remote = remoteSystems[p.System]
	return p, err
}

// Below this much, or this part, of the disk nothing large is taken in any more: what is left is for sign-ins, decisions and the
// audit of them, and for the backup.
const (
	spareBytes = 2 << 30
	spareShare = 20 // one in so many
)

// Spare refuses (NoSpace) where the disk under an embedded database is nearly full.
func (s *DB) Spare() error {
	look := s.Disk
	if s.disk != nil {
		look = s.disk
	}
	d, err := look()
	if err != nil || d.Size == 0 || d.Free >= spareBytes && d.Free >= d.Size/spareShare {
		return err
	}
	return Refuse(NoSpace, "服务器磁盘只剩 %d MiB（%d%%），暂不接收新文件，没有保存。已有的内容照常可以查看和办理，请联系系统管理员清理磁盘。", d.Free>>20, d.Free*100/d.Size)
}
