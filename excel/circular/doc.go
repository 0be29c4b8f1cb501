// Package circular writes the draft of a 通报 on how departments filed, with the tables that it rests on.
package circular
