package db

import "path/filepath"

// Place is where the file of an embedded database lies. It is empty for MySQL, whose disk is its own.
type Disk struct {
	Folder string
	System string // of files: ext, nfs …; "" where it is not known
	Remote bool   // on another machine: SQLite's shared memory does not reach there, and its locks seldom
	Free   uint64 // bytes; 0 where not known
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
	p.System, p.Free, err = fileSystem(folder)
	p.Remote = remoteSystems[p.System]
	return p, err
}
