package ledger

import (
	"errors"
	"strings"
	"testing"
)

func booked(t *testing.T, entries ...Entry) *Journal {
	t.Helper()
	var journal Journal
	for _, e := range entries {
		if err := journal.Book(e); err != nil {
			t.Fatal(err)
		}
	}
	return &journal
}

func TestBalance(t *testing.T) {
	journal := booked(t, Entry{"A", Charge, 1299}, Entry{"A", Payment, 1000}, Entry{"B", Charge, 50})
	if got := journal.Balance("A"); got != 299 {
		t.Errorf("Balance = %d, want 299", got)
	}
}

func TestBookRefusesNothing(t *testing.T) {
	var journal Journal
	if err := journal.Book(Entry{"A", Charge, 0}); !errors.Is(err, ErrAmount) {
		t.Errorf("Book = %v, want %v", err, ErrAmount)
	}
}

func TestOpen(t *testing.T) {
	journal := booked(t, Entry{"B", Charge, 50}, Entry{"A", Charge, 10}, Entry{"A", Payment, 10})
	if got := strings.Join(journal.Open(), " "); got != "B" {
		t.Errorf("Open = %q, want B", got)
	}
}

func TestStatement(t *testing.T) {
	var text strings.Builder
	journal := booked(t, Entry{"A", Charge, 1299}, Entry{"B", Charge, 1})
	if err := journal.WriteStatement(&text, "A"); err != nil {
		t.Fatal(err)
	}
	if want := "charge        12.99\nowed          12.99\n"; text.String() != want {
		t.Errorf("statement %q, want %q", text.String(), want)
	}
}

func TestARefundIsOwedAgain(t *testing.T) {
	if got := (Entry{"A", Refund, 5}).Signed(); got != 5 {
		t.Errorf("Signed = %d, want 5", got)
	}
}

func TestAnEntryNeedsAnOrder(t *testing.T) {
	if err := (Entry{Kind: Charge, Cents: 5}).Check(); err == nil {
		t.Error("an entry without an order was accepted")
	}
}
