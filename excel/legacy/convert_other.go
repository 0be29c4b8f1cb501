//go:build !linux

package legacy

import (
	"context"
	"errors"
)

// Elsewhere a child cannot be held as it must be, so nothing is converted there.
const canConvert = false

func (c *Converter) office(context.Context, string, job) error { return errors.ErrUnsupported }

func canCloseNetwork() bool { return false }
