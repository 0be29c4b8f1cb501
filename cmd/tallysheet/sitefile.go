package main

import (
	"fmt"
	"os"

	"github.com/tallysheet/tallysheet/internal/siteyaml"
)

// readSiteFile reads a file of a site that will be parsed as YAML, if it is one that a person wrote.
func readSiteFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.Size() > siteyaml.Longest {
		return nil, fmt.Errorf("%w：%s 有 %d KB，超过上限 %d KB", errUsage, name, info.Size()>>10, siteyaml.Longest>>10)
	}
	text, err := os.ReadFile(name) // #nosec G304 -- the operator names the file
	if err != nil {
		return nil, err
	}
	if err := siteyaml.Check(text); err != nil {
		return nil, fmt.Errorf("%w：%s %w", errUsage, name, err)
	}
	return text, nil
}
