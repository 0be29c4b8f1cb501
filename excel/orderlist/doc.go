// Package orderlist writes the ledger of orders (督办台账) as a workbook: one line an order, and on a second sheet every act, so that the
// six steps of each can be followed on paper. Write is its one entry point.
package orderlist
