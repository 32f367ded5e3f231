package ledger

import (
	"fmt"
	"io"
)

// WriteStatement prints what an order owes, entry by entry.
func (j *Journal) WriteStatement(w io.Writer, order string) error {
	j.mu.Lock()
	entries := append([]Entry(nil), j.entries...)
	j.mu.Unlock()
	for _, e := range entries {
		if e.Order != order {
			continue
		}
		if _, err := fmt.Fprintf(w, "%-8s %10s\n", name(e.Kind), euros(e.Cents)); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%-8s %10s\n", "owed", euros(j.Balance(order)))
	return err
}

func name(k Kind) string {
	return [...]string{"charge", "payment", "refund"}[k]
}

func euros(cents int64) string {
	if cents < 0 {
		return "-" + euros(-cents)
	}
	return fmt.Sprintf("%d.%02d", cents/100, cents%100)
}
