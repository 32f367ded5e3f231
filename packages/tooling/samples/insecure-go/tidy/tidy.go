// Package tidy has no fault.
package tidy

// Postage is the price of a letter in cents.
func Postage(grams int) int {
	if grams <= 20 {
		return 85
	}
	return 160
}
