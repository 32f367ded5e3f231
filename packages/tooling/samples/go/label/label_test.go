package label

import "testing"

func TestText(t *testing.T) {
	if got := Text(Parcel{Name: "Ada", Street: "Baker Street 1", Grams: 900}); got != "Ada\nBaker Street 1" {
		t.Errorf("Text = %q", got)
	}
}

func TestHeavyAndTooHeavy(t *testing.T) {
	for _, grams := range []int{6000, 99000} {
		if got := Text(Parcel{Name: "Ada", Street: "Baker Street 1", Grams: grams}); got == "" {
			t.Errorf("no label for %d g", grams)
		}
	}
}
