package tariff

import "testing"

func TestPrice(t *testing.T) {
	for _, c := range []struct {
		grams   int
		zone    string
		insured bool
		want    int
	}{{900, "home", false, 499}, {4000, "union", true, 1508}} {
		if got, err := Price(c.grams, c.zone, c.insured); err != nil || got != c.want {
			t.Errorf("Price(%d, %s) = %d, %v; want %d", c.grams, c.zone, got, err, c.want)
		}
	}
}

func TestDiscount(t *testing.T) {
	if got := Discount(1000, 10); got != 950 {
		t.Errorf("Discount = %d, want 950", got)
	}
}
