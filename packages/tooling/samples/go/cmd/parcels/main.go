// Command parcels prints the label of one parcel.
package main

import (
	"fmt"
	"os"

	"example.com/parcels/label"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: parcels NAME")
		os.Exit(2)
	}
	fmt.Println(label.Text(label.Parcel{Name: os.Args[1]}))
}
