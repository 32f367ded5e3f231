// Package ledger books what customers owe and pay.
package ledger

import (
	"errors"
	"fmt"
)

// Kind says which way the money goes.
type Kind int

// The kinds of entries.
const (
	Charge Kind = iota
	Payment
	Refund
)

// Entry is one booking, in cents.
type Entry struct {
	Order string
	Kind  Kind
	Cents int64
}

// ErrAmount is returned for an amount that cannot be booked.
var ErrAmount = errors.New("an entry needs a positive amount")

// Check says whether an entry can be booked.
func (e Entry) Check() error {
	if e.Order == "" {
		return errors.New("an entry needs an order")
	}
	if e.Cents <= 0 {
		return ErrAmount
	}
	return nil
}

// Signed is the amount as the balance sees it.
func (e Entry) Signed() int64 {
	switch e.Kind {
	case Charge:
		return e.Cents
	case Payment:
		return -e.Cents
	case Refund:
		return e.Cents
	default:
		panic(fmt.Sprintf("unknown kind %d", e.Kind))
	}
}
