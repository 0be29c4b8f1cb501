// Package collector sets how closely the garbage collector follows what is allocated (closely.go). Closely is the entry.
package collector
