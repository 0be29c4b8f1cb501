// Package notice keeps what leaves the house: the channels that notices go to, the messages, how far each delivery has come,
// and when an address may next be written to.
//
// The way of a notice: outbox.go reads the rows of the audit chain that it has not seen, and puts a message and its run in the
// outbox in the transaction that moves its position → jobs claims the run and takes its turn at the address (ratelimit.go) → what
// was sent is put on record part by part. What is said to whom is decided in jobs.
package notice
