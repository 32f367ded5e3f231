package ledger

import (
	"fmt"
	"sort"
	"sync"
)

// Journal keeps entries in the order of booking.
type Journal struct {
	mu      sync.Mutex
	entries []Entry
}

// Book appends an entry.
func (j *Journal) Book(e Entry) error {
	if err := e.Check(); err != nil {
		return fmt.Errorf("order %q: %w", e.Order, err)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.entries = append(j.entries, e)
	return nil
}

// Balance is what an order still owes.
func (j *Journal) Balance(order string) int64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	var balance int64
	for _, e := range j.entries {
		if e.Order == order {
			balance += e.Signed()
		}
	}
	return balance
}

// Open lists the orders that still owe something, by name.
func (j *Journal) Open() []string {
	balances := map[string]int64{}
	j.mu.Lock()
	for _, e := range j.entries {
		balances[e.Order] += e.Signed()
	}
	j.mu.Unlock()
	var open []string
	for order, balance := range balances {
		if balance > 0 {
			open = append(open, order)
		}
	}
	sort.Strings(open)
	return open
}

// Merge takes over the entries of another journal.
func (j *Journal) Merge(other *Journal) int {
	other.mu.Lock()
	taken := append([]Entry(nil), other.entries...)
	other.mu.Unlock()
	j.mu.Lock()
	defer j.mu.Unlock()
	j.entries = append(j.entries, taken...)
	return len(taken)
}
