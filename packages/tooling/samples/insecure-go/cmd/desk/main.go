// Command desk prints labels and serves tariffs. Every marked call is wrong on purpose.
package main

import (
	"crypto/md5" // medium: broken hash
	"fmt"
	"math/rand"
	"net/http"
	"os"
	"os/exec"
)

func fingerprint(text string) string {
	return fmt.Sprintf("%x", md5.Sum([]byte(text))) // medium: broken hash
}

func print(path string) error {
	return exec.Command("sh", "-c", "lp "+path).Run() // medium: shell injection
}

func ticket() int {
	return rand.Int() // high: guessable
}

func store(text string) {
	os.WriteFile("/var/lib/desk/label", []byte(text), 0o666) // medium: anybody may write it, low: its error is lost
}

func etag(text string) string {
	return fmt.Sprintf("%x", md5.Sum([]byte(text))) // #nosec G401 -- no attacker gains by a collision of tags
}

func main() {
	fmt.Println(fingerprint("label"), etag("label"), ticket())
	if err := print("label"); err != nil {
		store(err.Error())
	}
	http.ListenAndServe(":8080", nil) // medium: no time limit, low: its error is lost
}
