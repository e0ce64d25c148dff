package io.jenkins.plugins.stagedflow.scan;

import static io.jenkins.plugins.stagedflow.scan.SampleScan.vulnerability;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.Test;

public class MergedFindingsTest {
    private static final Finding ZLIB = vulnerability("CVE-1", Severity.HIGH, "zlib", "1.2", "1.3");

    @Test
    public void shouldMakeOneRowWithFourMarksOfWhatFourImagesHave() {
        MergedFindings merged = merged(image("a", ZLIB), image("b", ZLIB), image("c", ZLIB), image("d", ZLIB));

        assertThat(merged.rows()).hasSize(1);
        assertThat(merged.rows().get(0).images()).containsExactly("a", "b", "c", "d");
        assertThat(merged.counts()).containsExactly(Map.entry("HIGH", 1));
    }

    @Test
    public void shouldKeepApartWhatIsNotTheSame() {
        MergedFindings merged = merged(
                image("a", ZLIB, vulnerability("CVE-1", Severity.HIGH, "zlib", "1.1", "1.3")),
                image("b", vulnerability("CVE-1", Severity.HIGH, "zlib-dev", "1.2", "1.3")),
                image("c", secret("key", 1), secret("key", 2)));

        assertThat(merged.rows()).hasSize(5);
    }

    @Test
    public void shouldMergePackagesWhereverTheyLie() {
        Finding here = ZLIB.with().at("x (debian)", 0).inFile("opt/a").build();
        Finding there = ZLIB.with().at("y (debian)", 0).inFile("opt/b").build();

        MergedFindings merged = merged(image("a", here, there));

        assertThat(merged.rows()).hasSize(1);
        assertThat(merged.rows().get(0).marks())
                .extracting(MergedFinding.Mark::image, MergedFinding.Mark::place)
                .containsExactly(tuple("a", "opt/a"), tuple("a", "opt/b"));
        assertThat(merged.rows().get(0).images()).containsExactly("a");
    }

    @Test
    public void shouldPutTheWorstFirst() {
        MergedFindings merged = merged(image(
                "a",
                vulnerability("CVE-2", Severity.LOW, "a", "1", "2"),
                vulnerability("CVE-3", Severity.CRITICAL, "b", "1", "2"),
                vulnerability("CVE-1", Severity.CRITICAL, "b", "1", "2")));

        assertThat(merged.rows()).extracting(row -> row.finding().id()).containsExactly("CVE-1", "CVE-3", "CVE-2");
        assertThat(merged.counts()).containsExactly(Map.entry("CRITICAL", 2), Map.entry("LOW", 1));
    }

    @Test
    public void shouldKeepWhatWasHiddenApart() {
        Finding hidden = ZLIB.with()
                .status(FindingStatus.NOT_AFFECTED, "never called", "app.vex.json")
                .build();

        MergedFindings merged = MergedFindings.of(new ScanResult(
                "1",
                List.of(SampleScan.image("a", new Findings(List.of(), List.of(hidden)), Earlier.nothing(), "now")),
                1));

        assertThat(merged.rows()).isEmpty();
        assertThat(merged.hidden()).hasSize(1);
        assertThat(merged.hidden().get(0).finding().why()).isEqualTo("never called");
    }

    @Test
    public void shouldNameTheLowestVersionThatMendsAll() {
        List<Upgrade> upgrades = merged(
                        image(
                                "a",
                                vulnerability("CVE-1", Severity.HIGH, "log4j", "2.11.0", "2.3.2, 2.12.4, 2.17.1"),
                                vulnerability("CVE-2", Severity.CRITICAL, "log4j", "2.11.0", "2.12.2, 2.15.0"),
                                vulnerability("CVE-3", Severity.HIGH, "log4j", "2.11.0", "")),
                        image("b", vulnerability("CVE-1", Severity.HIGH, "log4j", "2.11.0", "2.3.2, 2.12.4, 2.17.1")))
                .upgrades();

        assertThat(upgrades).hasSize(1);
        assertThat(upgrades.get(0).summary()).isEqualTo("log4j 2.11.0 to 2.12.4");
        assertThat(upgrades.get(0).findings()).containsExactly("CVE-2", "CVE-1");
        assertThat(upgrades.get(0).unfixed()).isEqualTo(1);
        assertThat(upgrades.get(0).images()).containsExactly("a", "b");
    }

    @Test
    public void shouldNotCallALineMendedThatAnAdvisoryDoesNotName() {
        List<Upgrade> upgrades = merged(image(
                        "a",
                        vulnerability("CVE-1", Severity.HIGH, "log4j", "2.11.0", "2.12.4, 2.17.1"),
                        vulnerability("CVE-2", Severity.HIGH, "log4j", "2.11.0", "2.15.0")))
                .upgrades();

        assertThat(upgrades).extracting(Upgrade::to).containsExactly("2.17.1");
    }

    @Test
    public void shouldGiveEachInstalledLineItsOwnUpgrade() {
        List<Upgrade> upgrades = merged(image(
                        "a",
                        vulnerability("CVE-1", Severity.HIGH, "semver", "5.7.1", "7.5.2, 6.3.1, 5.7.2"),
                        vulnerability("CVE-1", Severity.HIGH, "semver", "6.3.0", "7.5.2, 6.3.1, 5.7.2")))
                .upgrades();

        assertThat(upgrades).extracting(Upgrade::to).containsExactly("5.7.2", "6.3.1");
    }

    @Test
    public void shouldPutWhatTakesTheWorstAwayFirst() {
        List<Upgrade> upgrades = merged(image(
                        "a",
                        vulnerability("CVE-1", Severity.HIGH, "many", "1", "2"),
                        vulnerability("CVE-2", Severity.HIGH, "many", "1", "3"),
                        vulnerability("CVE-3", Severity.CRITICAL, "worst", "1", "2"),
                        vulnerability("CVE-4", Severity.CRITICAL, "never", "1", ""),
                        secret("key", 1)))
                .upgrades();

        assertThat(upgrades).extracting(Upgrade::summary).containsExactly("worst 1 to 2", "many 1 to 3");
    }

    private static Finding secret(String file, int line) {
        return Finding.builder("secret", "private-key", Severity.HIGH)
                .at(file, line)
                .build();
    }

    private static ImageScan image(String name, Finding... findings) {
        return SampleScan.image(name, findings);
    }

    private static MergedFindings merged(ImageScan... images) {
        return MergedFindings.of(new ScanResult("0.68.2", List.of(images), 1));
    }
}
