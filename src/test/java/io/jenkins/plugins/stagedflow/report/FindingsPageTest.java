package io.jenkins.plugins.stagedflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.scan.ScanJson;
import io.jenkins.plugins.stagedflow.scan.ScanResult;
import java.io.IOException;
import java.util.List;
import org.junit.Test;

public class FindingsPageTest {
    private static final String HOSTILE =
            "</td></style></script><script>alert('1')</script><img src=x onerror=\"alert(1)\">&amp;\u202e\u0000";

    @Test
    public void shouldSayFirstWhatItComesTo() {
        assertThat(FindingsPage.of(SampleScans.ordinary()))
                .contains("<title>Scan of 4 images: findings</title>")
                .contains("3 of 4 images do not pass. 6 upgrades take 8 of 11 findings away.")
                .contains("An image fails with findings of CRITICAL, HIGH, MEDIUM, beside those of the base line.");
    }

    @Test
    public void shouldTellWhatCouldNotBeScannedFromWhatIsClean() {
        ScanResult broken = scan("{\"name\":\"app\",\"passed\":false,\"error\":\"Trivy exited with status 137\"}");
        ScanResult clean = scan("{\"name\":\"app\",\"passed\":true,\"digest\":\"sha256:1\"}");
        ScanResult ignored = scan(
                "{\"name\":\"app\",\"passed\":true,\"ignored\":1,\"ignoredFindings\":[{\"id\":\"CVE-1\",\"status\":\"IGNORED\"}]}");

        assertThat(FindingsPage.of(broken))
                .contains("<title>Scan of 1 image: incomplete</title>")
                .contains("1 image could not be scanned: nothing is known about it.")
                .contains("could not be scanned: Trivy exited with status 137");
        assertThat(FindingsPage.of(clean)).contains("1 image: passed</title>").contains("Nothing was found.");
        assertThat(FindingsPage.of(ignored))
                .contains("All that was found is ignored: 1 finding, listed below.")
                .contains("no reason given");
        assertThat(FindingsPage.of(scan(""))).contains("0 images: incomplete</title>");
    }

    @Test
    public void shouldSayHowOldTheDatabaseWas() {
        ScanResult scan = ScanJson.read(json("""
                {"trivyVersion":"0.68.2","images":[{"name":"app","passed":true}],"databases":[{"name":"vulnerability",
                 "updatedAt":"2026-11-22T06:00:00Z","ageHours":75.2,"source":"ghcr.io/aquasecurity/trivy-db:2"}]}"""));

        assertThat(FindingsPage.of(scan))
                .contains("Compared with the vulnerability database of 2026-11-22T06:00:00Z, 3 days old, from"
                        + " ghcr.io/aquasecurity/trivy-db:2.");
    }

    @Test
    public void shouldShowHostileNamesAsText() {
        String page = FindingsPage.of(SampleScans.named(HOSTILE));

        assertThat(page.replace("<script>'use strict';", ""))
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("\u202e")
                .contains("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    }

    @Test
    public void shouldLinkToNothingButWebAddresses() {
        for (String url : List.of(
                "javascript:alert(1)",
                " javascript:alert(1)",
                "JAVASCRIPT:alert(1)",
                "data:text/html,x",
                "//evil.example",
                "file:///etc/passwd",
                "https:evil",
                "java\tscript:alert(1)")) {
            assertThat(FindingsPage.of(SampleScans.named(url))).as(url).doesNotContain("href=");
        }
        assertThat(FindingsPage.of(SampleScans.named("https://good.example/a?b&c")))
                .contains("<a href=\"https://good.example/a?b&amp;c\" rel=\"noreferrer\">");
    }

    @Test
    public void shouldWriteTheSameForATerminal() {
        assertThat(FindingsText.of(SampleScans.ordinary())).isEqualTo("""
                IMAGE           RESULT    CRITICAL  HIGH  OTHER  IGNORED
                base            findings         1     3      0        2
                backend         findings         2     5      1        2
                cert-generator  clean            0     2      0        1
                frontend        findings         0     3      1        0

                UPGRADE   INSTALLED         TO                       MENDS               IMAGES
                libssl3   3.0.15-1~deb12u1  3.0.16-1~deb12u1         1 CRITICAL, 1 HIGH  base, backend, cert-generator
                urllib3   1.26.5            1.26.20                  1 CRITICAL, 1 HIGH  backend
                semver    5.7.1             5.7.2                    1 HIGH              frontend
                semver    6.3.0             6.3.1                    1 HIGH              frontend
                zlib1g    1:1.2.13.dfsg-1   1:1.2.13.dfsg-1+deb12u1  1 HIGH              base, backend, frontend
                requests  2.31.0            2.32.4                   1 MEDIUM            backend

                NO UPGRADE FOR  SEVERITY  IN                 IMAGES
                private-key     HIGH      app/keys/id_rsa:1  backend
                CVE-2026-07777  HIGH      perl-base          base, backend, cert-generator
                DS-0002         MEDIUM    app/Dockerfile:9   frontend
                """);
    }

    @Test
    public void shouldKeepATerminalFromBeingMovedByAName() {
        assertThat(FindingsText.of(SampleScans.named("a\u001b[2J\nb\u202e")).replace("\n", ""))
                .contains("a?[2J?b?")
                .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}]");
    }

    private static ScanResult scan(String image) {
        return ScanJson.read(json("{\"images\":[" + image + "]}"));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
