package models_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/tallysheet/tallysheet/models"
)

func TestMigratorsAtOnce(t *testing.T) {
	for _, dialect := range []models.Dialect{models.SQLite, models.MySQL} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			where := address(t, dialect)
			sites := []*site{open(t, where), open(t, where), open(t, where)}
			e := refused(t, sites[0].CheckSchema(t.Context()), models.SchemaOld)
			if !strings.Contains(e.Message, "tallysheet migrate") {
				t.Errorf("does not say what to do: %s", e.Message)
			}
			var wg sync.WaitGroup
			for _, s := range sites {
				wg.Go(func() {
					if err := s.Migrate(t.Context()); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			applied := sites[0].count(t, "schema_version WHERE version_id > 0")
			versions := sites[0].count(t, "(SELECT DISTINCT version_id FROM schema_version WHERE version_id > 0) AS v")
			if applied == 0 || applied != versions {
				t.Errorf("%d migrations applied %d times", versions, applied)
			}
			for _, s := range sites {
				if err := s.CheckSchema(t.Context()); err != nil {
					t.Error(err)
				}
			}
			sites[0].zone(t)
			if runs := must[[]models.Run](t)(sites[1].Runs.List(t.Context(), "migrate")); len(runs) != 1 || runs[0].State != models.RunDone || runs[0].Fence != 1 {
				t.Errorf("migrated under %+v", runs)
			}
		})
	}
}

func TestNewerSchemaIsRefused(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		s.raw(t, "INSERT INTO schema_version (version_id, is_applied) VALUES (99999, 1)")
		refused(t, s.CheckSchema(t.Context()), models.SchemaNew)
		refused(t, s.Migrate(t.Context()), models.SchemaNew)
	})
}
