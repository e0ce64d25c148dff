package io.jenkins.plugins.stagedflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.Test;

public class ScannerReportsTest {
    private static final String TRIVY = """
            {"SchemaVersion":2,"Results":[{"Target":"app/x.jar","Class":"lang-pkgs","Type":"jar",
              "Vulnerabilities":[{"VulnerabilityID":"CVE-1","PkgName":"a:b","PkgPath":"app/x.jar","InstalledVersion":"1",
                "FixedVersion":"2","Severity":"HIGH","Title":"bad","PrimaryURL":"https://avd.example/1",
                "Layer":{"Digest":"sha256:1","DiffID":"sha256:2"}}],
              "ExperimentalModifiedFindings":[
               {"Type":"vulnerability","Status":"not_affected","Statement":"vulnerable_code_not_present","Source":"a.vex",
                "Finding":{"VulnerabilityID":"CVE-2","PkgName":"c","InstalledVersion":"1","Severity":"CRITICAL"}},
               {"Type":"secret","Status":"ignored","Source":"ignored.txt",
                "Finding":{"RuleID":"key","Severity":"HIGH","StartLine":7}},
               {"Type":"misconfiguration","Status":"ignored","Finding":{"ID":"DS-1","Severity":"LOW","Status":"FAIL"}},
               {"Type":"license","Status":"unheard-of","Finding":{"Name":"GPL","PkgName":"d","Severity":"LOW"}}]}]}""";

    private static final String GRYPE = """
            {"matches":[
              {"vulnerability":{"id":"GHSA-1","severity":"Critical","dataSource":"https://github.example/GHSA-1",
                 "fix":{"versions":["1.2.1","2.1.3"],"state":"fixed"}},
               "relatedVulnerabilities":[{"id":"CVE-1","description":"Bad\\n  things"}],
               "artifact":{"name":"express","version":"1.1.1","type":"npm",
                 "locations":[{"path":"/app/package-lock.json","layerID":"sha256:3"}]}},
              {"vulnerability":{"id":"CVE-2","severity":"Negligible","fix":{"versions":[],"state":"wont-fix"}},
               "artifact":{"name":"tar","version":"1.34","type":"deb","locations":[]}}],
             "ignoredMatches":[
              {"vulnerability":{"id":"CVE-3","severity":"High"},"artifact":{"name":"tar","version":"1.34","type":"deb"},
               "appliedIgnoreRules":[{"vulnerability":"CVE-3","vex-status":"fixed","vex-justification":"patched here"}]},
              {"vulnerability":{"id":"CVE-4","severity":"High"},"artifact":{"name":"tar","version":"1.34","type":"deb"},
               "appliedIgnoreRules":[{"vulnerability":"CVE-4","reason":"accepted"}]}],
             "source":{"type":"directory","target":"/src"},
             "descriptor":{"name":"grype","version":"0.104.0"}}""";

    @Test
    public void shouldReadWhereTrivyFoundAPackage() {
        assertThat(TrivyReport.of(TRIVY).findings().found())
                .extracting(Finding::packageType, Finding::path, Finding::layer, Finding::status)
                .containsExactly(tuple("jar", "app/x.jar", "sha256:1", FindingStatus.OPEN));
    }

    @Test
    public void shouldReadWhatTrivyHidAndWhy() {
        assertThat(TrivyReport.of(TRIVY).findings().hidden())
                .extracting(Finding::kind, Finding::id, Finding::status, Finding::why, Finding::source)
                .containsExactly(
                        tuple("vuln", "CVE-2", FindingStatus.NOT_AFFECTED, "vulnerable_code_not_present", "a.vex"),
                        tuple("secret", "key", FindingStatus.IGNORED, "", "ignored.txt"),
                        tuple("misconfig", "DS-1", FindingStatus.IGNORED, "", ""),
                        tuple("license", "GPL", FindingStatus.IGNORED, "", ""));
    }

    @Test
    public void shouldNotOverlookAKindOfFindingThatNobodyKnows() {
        assertThatThrownBy(() ->
                        TrivyReport.of(TRIVY.replace("\"secret\"", "\"curse\"")).findings())
                .isInstanceOf(UnusableReportException.class)
                .hasMessage("it left out a finding of the kind 'curse'");
    }

    @Test
    public void shouldReadWhatGrypeItselfWrote() throws Exception {
        try (InputStream file = ScannerReportsTest.class.getResourceAsStream("grype-0.121.3.json")) {
            GrypeReport report = GrypeReport.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));

            assertThat(report.findings().found())
                    .extracting(
                            Finding::id,
                            Finding::severity,
                            Finding::packageName,
                            Finding::installedVersion,
                            Finding::fixedVersion,
                            Finding::title)
                    .containsExactly(tuple(
                            "CVE-2099-0003", Severity.HIGH, "left-pad", "1.3.0", "9.9.9", "left-pad pads too much"));
            assertThat(report.database(Instant.parse("2026-11-27T20:54:44Z")))
                    .contains(new DatabaseInfo("Grype's", "2026-11-25T20:54:44Z", 48, "manual import"));
        }
        assertThat(GrypeReport.of(GRYPE).database(Instant.now())).isEmpty();
    }

    @Test
    public void shouldReadGrypesMatches() {
        GrypeReport report = GrypeReport.of(GRYPE);

        assertThat(report.version()).isEqualTo("0.104.0");
        assertThat(report.about()).isEqualTo("/src");
        assertThat(report.findings().found())
                .containsExactly(
                        Finding.builder("vuln", "GHSA-1", Severity.CRITICAL)
                                .at("/app/package-lock.json", 0)
                                .inPackage("express", "npm", "1.1.1")
                                .fixedIn("1.2.1, 2.1.3")
                                .inFile("/app/package-lock.json")
                                .inLayer("sha256:3")
                                .titled("Bad things", "https://github.example/GHSA-1")
                                .build(),
                        Finding.builder("vuln", "CVE-2", Severity.LOW)
                                .at("/src", 0)
                                .inPackage("tar", "deb", "1.34")
                                .build());
    }

    @Test
    public void shouldReadWhatGrypeHidAndWhy() {
        assertThat(GrypeReport.of(GRYPE).findings().hidden())
                .extracting(Finding::id, Finding::status, Finding::why)
                .containsExactly(
                        tuple("CVE-3", FindingStatus.FIXED, "patched here"),
                        tuple("CVE-4", FindingStatus.IGNORED, "accepted"));
    }

    @Test
    public void shouldNotTakeHalfAReportOrAnotherOneForGrypes() {
        for (String json : List.of(
                "",
                "{}",
                GRYPE.substring(0, GRYPE.length() / 2),
                GRYPE.replace("\"grype\"", "\"syft\""),
                GRYPE.replace("\"matches\"", "\"artifacts\""))) {
            assertThatThrownBy(() -> GrypeReport.of(json)).isInstanceOf(UnusableReportException.class);
        }
        assertThatThrownBy(() ->
                        GrypeReport.of(GRYPE.replace("Critical", "Horrible")).findings())
                .hasMessage("it has a finding of the severity 'Horrible'");
    }
}
