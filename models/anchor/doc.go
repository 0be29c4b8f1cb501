// Package anchor signs where an audit chain ends, so that a note of it that lies beside the chain cannot be made anew with it.
//
// Entry points: NewKey makes a key pair, ReadSigner and ReadVerifier read its halves, Signer.Sign and Verifier.Check work on a
// tally.Anchor. Ed25519 by default; SM2 with SM3 (GB/T 32918, GB/T 32905) where an office must use national algorithms. It
// knows no database.
package anchor
