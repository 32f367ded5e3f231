// Command grype-database writes a vulnerability database for Grype from a list of advisories.
package main

import (
	"encoding/json"
	"log"
	"os"
	"time"

	v6 "github.com/anchore/grype/grype/db/v6"
	"github.com/spf13/afero"
)

type advisory struct {
	ID, CVE, Ecosystem, Package, Fixed, Title, Word, Vector string
	IsExploited                                             bool
	Epss                                                    float64
}

func main() {
	log.SetFlags(0)
	if err := write(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

// write reads the advisories from a file and makes the database in a folder.
func write(from, folder string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	var advisories []advisory
	if err := json.Unmarshal(text, &advisories); err != nil {
		return err
	}
	store, err := v6.NewWriter(v6.Config{DBDirPath: folder})
	if err != nil {
		return err
	}
	if err := store.SetDBMetadata(); err != nil {
		return err
	}
	captured := time.Date(2026, 9, 2, 0, 0, 0, 0, time.UTC)
	provider := &v6.Provider{ID: "example", Version: "1", Processor: "example", DateCaptured: &captured, InputDigest: "none"}
	for _, each := range advisories {
		if err := add(store, provider, captured, each); err != nil {
			return err
		}
	}
	if err := store.Close(); err != nil {
		return err
	}
	_, err = v6.WriteImportMetadata(afero.NewOsFs(), folder, "")
	return err
}

func add(store v6.Writer, provider *v6.Provider, captured time.Time, each advisory) error {
	fix := &v6.Fix{State: v6.NotFixedStatus}
	constraint := ">=0"
	if each.Fixed != "" {
		fix = &v6.Fix{State: v6.FixedStatus, Version: each.Fixed}
		constraint = "<" + each.Fixed
	}
	var severities []v6.Severity
	if each.Word != "" {
		severities = append(severities, v6.Severity{Scheme: v6.SeveritySchemeCHML, Value: each.Word, Rank: 1})
	}
	if each.Vector != "" {
		severities = append(severities, v6.Severity{Scheme: v6.SeveritySchemeCVSS, Value: v6.CVSSSeverity{Vector: each.Vector, Version: "3.1"}, Rank: 2})
	}
	var cves, aliases []string
	if each.CVE != "" {
		cves, aliases = []string{each.CVE}, []string{each.CVE}
	}
	vulnerability := &v6.VulnerabilityHandle{
		Name: each.ID, Status: v6.VulnerabilityActive, PublishedDate: &captured, ModifiedDate: &captured, Provider: provider, ProviderID: provider.ID,
		BlobValue: &v6.VulnerabilityBlob{
			ID: each.ID, Description: each.Title, Aliases: aliases, Severities: severities,
			References: []v6.Reference{{URL: "https://example.com/advisories/" + each.ID}},
		},
	}
	if err := store.AddVulnerabilities(vulnerability); err != nil {
		return err
	}
	affected := &v6.AffectedPackageHandle{
		Vulnerability: vulnerability,
		Package:       &v6.Package{Name: each.Package, Ecosystem: each.Ecosystem},
		BlobValue:     &v6.PackageBlob{CVEs: cves, Ranges: []v6.Range{{Version: v6.Version{Type: "semver", Constraint: constraint}, Fix: fix}}},
	}
	if err := store.AddAffectedPackages(affected); err != nil {
		return err
	}
	if each.Epss > 0 {
		if err := store.AddEpss(&v6.EpssHandle{Cve: each.CVE, Epss: each.Epss, Percentile: 0.9, Date: captured}); err != nil {
			return err
		}
	}
	if !each.IsExploited {
		return nil
	}
	return store.AddKnownExploitedVulnerabilities(&v6.KnownExploitedVulnerabilityHandle{
		Cve:       each.CVE,
		BlobValue: &v6.KnownExploitedVulnerabilityBlob{Cve: each.CVE, VendorProject: "example", Product: each.Package, DateAdded: &captured},
	})
}
