package tally

// OrderCounts is how many orders stand how, at one time.
type OrderCounts struct {
	Opened   int `json:"opened"`   // all of them
	Open     int `json:"open"`     // not closed
	Answered int `json:"answered"` // of the open ones, waiting for the office
	Due      int `json:"due"`      // of the open ones, blue or yellow: to be answered within days
	Overdue  int `json:"overdue"`  // of the open ones, past their day
	Closed   int `json:"closed"`
}

// CountOrders counts orders that were looked at (see calendar.Look).
func CountOrders(orders []Order) OrderCounts {
	var c OrderCounts
	for i := range orders {
		o := &orders[i]
		c.Opened++
		c.Closed += one(o.State == OrderClosed)
		c.Answered += one(o.State == OrderAnswered)
		c.Due += one(o.Colour == OrderBlue || o.Colour == OrderYellow)
		c.Overdue += one(o.Colour == OrderRed)
	}
	c.Open = c.Opened - c.Closed
	return c
}

// OrdersOf are the orders that the papers of a year name: those that are open, and those closed in it or since.
func OrdersOf(orders []Order, year int) []Order {
	return only(orders, func(o Order) bool { return o.State != OrderClosed || o.ClosedAt.In(China).Year() >= year })
}
