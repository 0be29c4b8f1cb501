package models

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/models/evidence"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/models/onlineform"
	"github.com/tallysheet/tallysheet/models/order"
	"github.com/tallysheet/tallysheet/models/site"
	"github.com/tallysheet/tallysheet/tally"
)

// Store is what is kept, noun by noun. It is safe for use by many goroutines.
type Store struct {
	*shared
	account.Accounts
	notice.Notices
	breakdown.Breakdown
	Submissions Submissions
	Figures     Figures
	Findings    Findings
	Waivers     Waivers
	Periods     Periods
	Editions    Editions
	Mappings    Mappings
	Drafts      Drafts
	Runs        Runs
	Audit       db.AuditChain
	Evidence    evidence.Files
	Forms       onlineform.Forms
	Orders      order.Orders
	Site        site.Site

	walked atomic.Pointer[Anchored] // how far this process walked the audit chain and found it whole
}

// shared is what the nouns stand on: the database, and what was read and cannot have changed since.
type shared struct {
	db      *db.DB
	plans   breakdown.Plans
	remarks *rowCache[tally.Remark]
}

// Open connects to "sqlite:PATH" or "mysql://user:password@host:3306/name" and pings it. It does not migrate;
// a caller that is about to work calls CheckSchema.
func Open(ctx context.Context, url string, opts Options) (*Store, error) {
	conn, err := db.Open(ctx, url, opts)
	if err != nil {
		return nil, err
	}
	plans, err := breakdown.New(conn)
	s := &shared{db: conn, plans: plans.Plans}
	if err == nil {
		s.remarks, err = newRowCache[tally.Remark]()
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return &Store{
		shared: s, Accounts: account.New(conn), Notices: notice.New(conn), Breakdown: plans,
		Submissions: Submissions{s}, Figures: Figures{s}, Findings: Findings{s}, Waivers: Waivers{s}, Periods: Periods{s},
		Editions: Editions{s}, Mappings: Mappings{s}, Drafts: Drafts{s}, Runs: Runs{conn.Claims(), s},
		Audit: conn.Audit(), Evidence: evidence.New(conn), Forms: onlineform.New(conn), Orders: order.New(conn), Site: site.New(conn),
	}, nil
}

// DB is the database under the nouns, for models/backup.
func (s *Store) DB() *db.DB { return s.db }

// Close closes the connections.
func (s *Store) Close() error { return s.db.Close() }

// Ping asks the database for a sign of life, on the writing side.
func (s *Store) Ping(ctx context.Context) error { return s.db.Ping(ctx) }

// Dialect says which kind of database it is.
func (s *Store) Dialect() Dialect { return s.db.Dialect() }

// Migrate brings the schema to the program's version. Any number of processes may call it at once. A schema newer than
// the program's is refused (SchemaNew).
func (s *Store) Migrate(ctx context.Context) error { return s.db.Migrate(ctx) }

// Anchor is where the audit chain ends now, signed where there is a key: to be noted outside of the database.
func (s *Store) Anchor(ctx context.Context) (tally.Anchor, error) { return s.db.Anchor(ctx) }

// CheckSchema tells whether the database fits the program: SchemaOld asks for migrate, SchemaNew for a newer program.
func (s *Store) CheckSchema(ctx context.Context) error { return s.db.CheckSchema(ctx) }

// Durability tells, in Chinese, each setting of the database under which something acknowledged could be lost.
func (s *Store) Durability(ctx context.Context) ([]string, error) { return s.db.Durability(ctx) }

// Disk looks at the disk that the database lies on.
func (s *Store) Disk() (Disk, error) { return s.db.Disk() }

// Spare refuses (NoSpace) where the disk under the database is nearly full.
func (s *Store) Spare() error { return s.db.Spare() }

// Alone makes this process the only server on an embedded database, until release is called or it ends.
func (s *Store) Alone() (release func() error, err error) { return s.db.Alone() }

// SchemaVersion is the newest migration applied, 0 in an empty database. It changes nothing.
func (s *Store) SchemaVersion(ctx context.Context) (int64, error) { return s.db.SchemaVersion(ctx) }

// DatabaseTime is the time by the clock of the database: replicas whose own clocks differ agree on it.
func (s *Store) DatabaseTime(ctx context.Context) (time.Time, error) {
	now, err := s.db.Time(ctx)
	return now.Time, err
}
