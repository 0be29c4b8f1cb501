package db

import (
	"database/sql/driver"
	"fmt"
	"time"
)

// Timestamp is an instant as the store keeps it: UTC, microseconds, and of one width, so that it sorts as text on
// SQLite, fits DATETIME(6) on MySQL and hashes the same after a round trip. The zero Stamp is NULL.
type Timestamp struct{ time.Time }

const TimestampLayout = "2006-01-02 15:04:05.000000"

// At makes a Stamp, cut to microseconds.
func At(t time.Time) Timestamp { return Timestamp{t.UTC().Truncate(time.Microsecond)} }

// Value implements driver.Valuer.
func (s Timestamp) Value() (driver.Value, error) {
	if s.IsZero() {
		return nil, nil
	}
	return s.UTC().Format(TimestampLayout), nil
}

// Scan implements sql.Scanner.
func (s *Timestamp) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*s = Timestamp{}
		return nil
	case time.Time:
		*s = At(v)
		return nil
	case string:
		return s.parse(v)
	case []byte:
		return s.parse(string(v))
	}
	return fmt.Errorf("instant stored as %T", src)
}

func (s *Timestamp) parse(text string) error {
	t, err := time.Parse(TimestampLayout, text)
	if err != nil {
		return fmt.Errorf("stored instant: %w", err)
	}
	*s = At(t)
	return nil
}
