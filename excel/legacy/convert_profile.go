package legacy

import (
	_ "embed"
	"os"
	"path/filepath"
)

// officeSettings close LibreOffice from within: no macros, no links, no active content, formulas as they were saved,
// and a proxy that is not there.
//
//go:embed convert_profile.xcu
var officeSettings []byte

// largestResult bounds each file that LibreOffice writes. The reader's own limit comes on top.
const largestResult = 64 << 20

// layOut prepares a conversion's folder: the file, a fresh profile with our settings, places to write to.
func layOut(dir, name string, old []byte) error {
	for _, sub := range []string{"profile/user", "out", "tmp"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "profile", "user", "registrymodifications.xcu"), officeSettings, 0o600); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, name), old, 0o600)
}
