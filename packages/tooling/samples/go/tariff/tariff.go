// Package tariff prices parcels, in cents.
package tariff

import "fmt"

type step struct{ limit, cents int }

var steps = []step{{1000, 499}, {5000, 699}, {31500, 1649}}

// Price is the price of a parcel of so many grams to a zone.
func Price(grams int, zone string, insured bool) (int, error) {
	cents, err := base(grams)
	if err != nil {
		return 0, err
	}
	switch zone {
	case "home":
	case "union":
		cents = cents * 180 / 100
	default:
		cents = cents * 320 / 100
	}
	if insured {
		cents += 250
	}
	return cents, nil
}

func base(grams int) (int, error) {
	for _, s := range steps {
		if grams <= s.limit {
			return s.cents, nil
		}
	}
	return 0, fmt.Errorf("%d g is too heavy", grams)
}
