package anchor

import (
	"crypto/sha256"
	"fmt"
	"hash"

	"github.com/emmansun/gmsm/sm3"
)

// Suite is a choice of algorithms.
type Suite string

// The suites.
const (
	Standard Suite = "std" // SHA-256, Ed25519
	National Suite = "gm"  // SM3, SM2
)

// The names that rows and anchors carry.
const (
	SHA256  = "SHA-256"
	SM3     = "SM3"
	Ed25519 = "Ed25519"
	SM2     = "SM2"
)

// Hash is the name of the suite's hash, by which NewHash makes one.
func (s Suite) Hash() string {
	if s == National {
		return SM3
	}
	return SHA256
}

// NewHash makes a hash by its name: a chain begun with one may go on with another.
func NewHash(name string) (hash.Hash, error) {
	switch name {
	case SHA256:
		return sha256.New(), nil
	case SM3:
		return sm3.New(), nil
	}
	return nil, fmt.Errorf("hash algorithm %q is not known", name)
}
