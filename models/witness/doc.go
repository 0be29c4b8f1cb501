// Package witness holds the audit chain against what it tells of: each submission and each edition must have its row in the chain, and
// each such row its submission or edition. Who cuts the end of the chain off and moves its head back leaves them without a witness.
//
// Entry points: Check, and Anchors, which are those that editions carry. It reads through what is open and changes nothing.
package witness
