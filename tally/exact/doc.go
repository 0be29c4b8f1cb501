// Package exact is the arithmetic: Number, a decimal that may be absent and keeps its printed digits, and Fraction, for
// what no decimal can hold. A float never takes part.
//
// ParseNumber makes a Number of plain digits; FractionOf and NumberOf go from one to the other, the second rounding half
// away from zero at KeptDecimals.
//
// The 64-bit decimal is our own, over shopspring/decimal for what does not fit. Reading, adding, comparing and printing six
// figures took 1.1 µs with it, 1.8 µs with govalues/decimal 0.1 and with quagmt/udecimal 1.10 (AMD EPYC), and neither gives the
// same bytes: govalues refuses twenty digits and cuts decimals after the nineteenth without a word, udecimal prints 8.0 as 8 and
// reads no 1e3. What would be left to write around either is what stands here.
package exact
