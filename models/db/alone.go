package db

// Alone makes this process the only server on an embedded database until release is called or the process ends: two servers
// would each keep what they have read, and miss what the other writes. Servers of MySQL share it as they like.
func (s *DB) Alone() (release func() error, err error) {
	return s.only(".serving", "另一个服务进程正在使用数据库文件 %s：一个 SQLite 文件只能由一个服务使用。请先停止它；需要多个服务时请改用 MySQL。")
}

// AloneRestoring makes this process the only one that restores into an embedded database: who gets it knows that one that was at it
// before is dead.
func (s *DB) AloneRestoring() (release func() error, err error) {
	return s.only(".restoring", "另一个进程正在恢复数据库文件 %s。")
}

func (s *DB) only(what, says string) (release func() error, err error) {
	if s.dialect.path == "" {
		return func() error { return nil }, nil
	}
	release, taken, err := lockFile(s.dialect.path + what)
	if taken {
		return nil, Refuse(Conflict, says, s.dialect.path)
	}
	return release, err
}
