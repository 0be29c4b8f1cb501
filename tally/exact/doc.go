// Package exact is the arithmetic: Number, a decimal that may be absent and keeps its printed digits, and Fraction, for
// what no decimal can hold. A float never takes part.
//
// ParseNumber makes a Number of plain digits; FractionOf and NumberOf go from one to the other, the second rounding half
// away from zero at KeptDecimals.
package exact
