package db

import (
	"context"
	"fmt"
)

// Durability tells, in Chinese, each setting of the database under which something acknowledged could be lost when
// the power fails (RELIABILITY P2); none when all is well. The caller refuses to start, or is told to go on.
func (s *DB) Durability(ctx context.Context) ([]string, error) {
	if s.dialect.name == MySQL {
		return s.durabilityMySQL(ctx)
	}
	return s.durabilitySQLite(ctx)
}

func (s *DB) durabilitySQLite(ctx context.Context) ([]string, error) {
	var mode string
	var synchronous int
	err := s.dialect.writer.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode)
	if err == nil {
		err = s.dialect.writer.QueryRowContext(ctx, "PRAGMA synchronous").Scan(&synchronous)
	}
	if err != nil {
		return nil, fmt.Errorf("durability: %w", err)
	}
	var wrong []string
	if mode != "wal" {
		// SQLite falls back in silence where the file system has no shared memory, as on network shares.
		wrong = append(wrong, fmt.Sprintf("SQLite 的日志方式是“%s”而不是 WAL：数据库文件可能放在网络盘上，请移到本机磁盘，或改用 MySQL。", mode))
	}
	if synchronous < 2 {
		wrong = append(wrong, fmt.Sprintf("SQLite 的 synchronous 是 %d，应为 2（FULL）：断电可能丢失已确认的报送。", synchronous))
	}
	return wrong, nil
}

func (s *DB) durabilityMySQL(ctx context.Context) ([]string, error) {
	var flush, binlog, sync int
	err := s.dialect.writer.QueryRowContext(ctx, "SELECT @@innodb_flush_log_at_trx_commit, @@log_bin, @@sync_binlog").
		Scan(&flush, &binlog, &sync)
	if err != nil {
		return nil, fmt.Errorf("durability: %w", err)
	}
	var wrong []string
	if flush != 1 {
		wrong = append(wrong, fmt.Sprintf("MySQL 的 innodb_flush_log_at_trx_commit 是 %d，应为 1：断电可能丢失已确认的报送。", flush))
	}
	if binlog == 1 && sync != 1 {
		wrong = append(wrong, fmt.Sprintf("MySQL 的 sync_binlog 是 %d，应为 1：断电后从库或备份可能缺少已确认的报送。", sync))
	}
	return wrong, nil
}
