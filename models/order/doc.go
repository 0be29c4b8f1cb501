// Package order keeps orders (督办单): what each was opened with, and every act on it.
//
// Its entry points are Orders.Open, Answer, Close, Return, Extend, Attach, List and Get. What an order stands at is not stored: it
// follows from the acts (row.go lays them on a tally.Order), and which act may follow is tally's to say. An act moves the
// order's version by one conditional statement, so that of two at once one is told; the place of a row (standing) is
// a unique key, so that nobody follows one row twice; numbers come from one counter. act.go has the acts, turned.go what a
// published edition says of the rows that are followed.
package order
