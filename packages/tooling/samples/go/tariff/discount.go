package tariff

// Discount lowers the price of many parcels.
func Discount(cents, parcels int) int {
	if parcels >= 100 {
		return cents * 85 / 100
	} else if parcels >= 10 {
		return cents * 95 / 100
	}
	return cents
}

// Refund is what the customer gets back.
func Refund(cents int) int { return -cents }
