// Serves the registry of go-containerregistry with its list of referrers, which Debian's registry does not have, in
// memory and on loopback: oci-registry PORT
package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"

	"github.com/google/go-containerregistry/pkg/registry"
)

// Version is set by the linker.
var Version = "none"

func main() {
	if len(os.Args) != 2 || os.Args[1] == "--version" {
		fmt.Println(Version)
		return
	}
	quiet := log.New(io.Discard, "", 0)
	handler := registry.New(registry.WithReferrersSupport(true), registry.Logger(quiet))
	log.Fatal(http.ListenAndServe("127.0.0.1:"+os.Args[1], handler))
}
