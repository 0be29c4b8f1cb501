package excel

// Mapping is a heading mapped by hand.
type Mapping struct{}
