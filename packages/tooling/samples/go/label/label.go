// Package label writes the labels of parcels.
package label

import (
	"strings"

	"example.com/parcels/tariff"
)

// Parcel is what a label says.
type Parcel struct {
	Name, Street string
	Grams        int
}

// Text is the label of a parcel, one line per fact.
func Text(p Parcel) string {
	lines := []string{p.Name}
	if p.Street != "" {
		lines = append(lines, p.Street)
	} else {
		lines = append(lines, "poste restante")
	}
	if cents, err := tariff.Price(p.Grams, "home", false); err == nil && cents > 1000 {
		lines = append(lines, "HEAVY")
	}
	return strings.Join(lines, "\n")
}

// All writes one label per parcel.
func All(parcels []Parcel) (texts []string) {
	for _, p := range parcels {
		texts = append(texts, func() string {
			return Text(p)
		}())
	}
	return texts
}
