package mysqltest

import "syscall"

// attributes runs a process as another user (uid -1: as this one) and ends it when we are killed, so that a test run
// that was cut short leaves no server behind.
func attributes(uid, gid int) *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if uid >= 0 {
		attr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	}
	return attr
}
