package io.jenkins.plugins.stagedflow.scan;

import static io.jenkins.plugins.stagedflow.scan.SampleScan.image;
import static io.jenkins.plugins.stagedflow.scan.SampleScan.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class EarlierTest {
    private static final String MONDAY = "2026-11-23T10:00:00Z";
    private static final String TUESDAY = "2026-11-24T10:00:00Z";
    private static final String TODAY = "2026-11-25T10:00:00Z";
    private static final Finding OLD = vulnerability("CVE-1", Severity.HIGH, "zlib", "1.2", "1.3");
    private static final Finding NEW = vulnerability("CVE-2", Severity.HIGH, "zlib", "1.2", "1.3");

    @Test
    public void shouldFailOnlyOnWhatIsNew() {
        Earlier earlier = baseline(scan(MONDAY, image("app", OLD)));

        ScanResult same = SampleScan.of(earlier, TODAY, image("app", OLD));
        ScanResult more = SampleScan.of(earlier, TODAY, image("app", OLD, NEW));

        assertThat(same.passed()).isTrue();
        assertThat(same.images().get(0).summary()).isEqualTo("nothing new beside 1 of the base line");
        assertThat(more.passed()).isFalse();
        assertThat(more.images().get(0).summary()).isEqualTo("1 HIGH beside 1 of the base line");
        assertThat(more.images().get(0).counts()).containsExactly(Map.entry("HIGH", 2));
    }

    @Test
    public void shouldKnowAFindingAgainWhenItsVersionOrLineMoved() {
        Finding secret = secret(3);
        Earlier earlier = baseline(scan(MONDAY, image("app", OLD, secret)));

        ScanResult moved = SampleScan.of(
                earlier,
                TODAY,
                image("app", vulnerability("CVE-1", Severity.HIGH, "zlib", "1.2.1", "1.3"), secret(30)));

        assertThat(moved.passed()).isTrue();
    }

    @Test
    public void shouldNotTakeASecondKeyInAFileForTheKnownOne() {
        Earlier earlier = baseline(scan(MONDAY, image("app", secret(3))));

        assertThat(SampleScan.of(earlier, TODAY, image("app", secret(3), secret(9)))
                        .passed())
                .isFalse();
    }

    @Test
    public void shouldNotKnowInOneImageWhatAnotherHad() {
        Earlier earlier = baseline(scan(MONDAY, image("app", OLD), image("web")));

        assertThat(SampleScan.of(earlier, TODAY, image("web", OLD)).passed()).isFalse();
    }

    @Test
    public void shouldTellSinceWhenAFindingIsThere() {
        ScanResult monday = scan(MONDAY, image("app", OLD));
        ScanResult tuesday =
                SampleScan.of(new Earlier(Optional.empty(), List.of(monday)), TUESDAY, image("app", OLD, NEW));
        ScanResult today =
                SampleScan.of(new Earlier(Optional.empty(), List.of(tuesday)), TODAY, image("app", NEW, OLD));

        assertThat(today.passed()).isFalse();
        assertThat(today.images().get(0).findings())
                .extracting(Finding::firstSeen)
                .containsExactly(TUESDAY, MONDAY);
    }

    @Test
    public void shouldHandTheTrendOn() {
        ScanResult monday = scan(MONDAY, image("app", OLD), image("web", OLD));
        ScanResult tuesday = SampleScan.of(baseline(monday), TUESDAY, image("app", OLD, NEW));
        ScanResult today = SampleScan.of(new Earlier(Optional.of(monday), List.of(tuesday)), TODAY, image("app"));

        assertThat(today.earlier())
                .containsExactly(new TrendPoint(MONDAY, Map.of("HIGH", 1)), new TrendPoint(TUESDAY, Map.of("HIGH", 2)));
    }

    @Test
    public void shouldReadWhatItWrote() {
        Finding hidden = NEW.with()
                .status(FindingStatus.IGNORED, "harmless", "ignored.txt")
                .build();
        ScanResult result = SampleScan.of(
                baseline(scan(MONDAY, image("app", OLD))),
                TODAY,
                image("app", new Findings(List.of(OLD), List.of(hidden)), Earlier.nothing(), TODAY));

        assertThat(ScanJson.read(text(result))).contains(result);
    }

    @Test
    public void shouldReadWhatAnEarlierVersionWrote() {
        ScanResult result = ScanJson.read("""
                        {"trivyVersion":"0.68.2","seconds":2.5,"images":[{"name":"app","digest":"sha256:1","passed":false,
                         "error":"","counts":{"HIGH":1},"ignored":2,"findings":[{"kind":"vuln","id":"CVE-1",
                          "severity":"HIGH","target":"t","line":0,"packageName":"zlib","installedVersion":"1.1",
                          "fixedVersion":"1.3","title":"","url":""}]}]}""").orElseThrow();

        assertThat(result.scanner()).isEqualTo("Trivy 0.68.2");
        assertThat(result.images().get(0).ignored()).isEqualTo(2);
        assertThat(MergedFindings.of(result).rows().get(0).images()).containsExactly("app");
        assertThat(SampleScan.of(baseline(result), TODAY, image("app", OLD)).passed())
                .isTrue();
    }

    @Test
    public void shouldNotTakeOtherFilesForAScan() {
        for (String text : List.of(
                "",
                "{}",
                "[]",
                "{\"images\":[]}",
                "{\"images\":[{\"name\":\"a\",\"digest\":\"d\"}]}",
                "{\"images\":[")) {
            assertThat(ScanJson.read(text)).as(text).isEmpty();
        }
    }

    private static Earlier baseline(ScanResult result) {
        return new Earlier(Optional.of(result), List.of());
    }

    private static ScanResult scan(String time, ImageScan... images) {
        return SampleScan.of(Earlier.nothing(), time, images);
    }

    private static String text(ScanResult result) {
        return new String(ScanJson.write(result), StandardCharsets.UTF_8);
    }

    private static Finding secret(int line) {
        return Finding.builder("secret", "private-key", Severity.HIGH)
                .at("keys", line)
                .build();
    }
}
