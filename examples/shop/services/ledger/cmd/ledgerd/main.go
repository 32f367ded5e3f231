// Command ledgerd prints the statement of one charge, to show the format.
package main

import (
	"log"
	"os"

	"example.com/shop/ledger"
)

func main() {
	var journal ledger.Journal
	if err := journal.Book(ledger.Entry{Order: "A-1", Cents: 1299}); err != nil {
		log.Fatal(err)
	}
	if err := journal.WriteStatement(os.Stdout, "A-1"); err != nil {
		log.Fatal(err)
	}
}
