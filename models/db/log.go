package db

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"gorm.io/gorm/logger"
)

// slowStatement is when a statement is worth a line.
const slowStatement = time.Second

// gormLog writes GORM's events to slog: statements without their values, because those are people's figures.
// Failed statements are lines for debugging only; the error itself reaches the caller, and many are expected
// (the loser of an INSERT race).
type gormLog struct{ log *slog.Logger }

// LogMode implements logger.Interface; the level is the slog handler's business.
func (l gormLog) LogMode(logger.LogLevel) logger.Interface { return l }

// Info implements logger.Interface.
func (l gormLog) Info(ctx context.Context, format string, args ...any) {
	l.log.InfoContext(ctx, fmt.Sprintf(format, args...))
}

// Warn implements logger.Interface.
func (l gormLog) Warn(ctx context.Context, format string, args ...any) {
	l.log.WarnContext(ctx, fmt.Sprintf(format, args...))
}

// Error implements logger.Interface.
func (l gormLog) Error(ctx context.Context, format string, args ...any) {
	l.log.ErrorContext(ctx, fmt.Sprintf(format, args...))
}

// Trace implements logger.Interface.
func (l gormLog) Trace(ctx context.Context, begin time.Time, statement func() (string, int64), err error) {
	took := time.Since(begin)
	switch {
	case took >= slowStatement:
		sql, rows := statement()
		l.log.WarnContext(ctx, "slow statement", "sql", sql, "rows", rows, "took", took)
	case !l.log.Enabled(ctx, slog.LevelDebug):
	case err != nil:
		sql, _ := statement()
		l.log.DebugContext(ctx, "statement failed", "sql", sql, "error", err)
	default:
		sql, rows := statement()
		l.log.DebugContext(ctx, "statement", "sql", sql, "rows", rows, "took", took)
	}
}

// ParamsFilter keeps the values out of the log.
func (l gormLog) ParamsFilter(_ context.Context, sql string, _ ...any) (string, []any) {
	return sql, nil
}
