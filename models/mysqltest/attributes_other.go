//go:build unix && !linux

package mysqltest

import "syscall"

// attributes runs a process as another user (uid -1: as this one).
func attributes(uid, gid int) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{}
	if uid >= 0 {
		attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	return attr
}
