// Package leader answers those who look at what was published: a month's lights, an indicator, the year, two months beside each other,
// the brief. It reads editions and changes nothing.
package leader
