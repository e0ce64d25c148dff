package io.jenkins.plugins.stagedflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ScanValuesTest {
    private static final Finding FINDING = new Finding(
            "vuln", "CVE-1", Severity.HIGH, "usr/lib/a b.jar", 0, "zlib", "1", "2", "<b>bad & \"worse\"", "not a url");

    @Test
    public void shouldHaveTheDefaultsOfTheStep() {
        ScanRequest request = request().build();

        assertThat(request.severity()).containsExactly(Severity.HIGH, Severity.CRITICAL);
        assertThat(request.scanners()).containsExactly(Scanner.VULN);
        assertThat(request.ignoreUnfixed()).isTrue();
        assertThat(request.failOnFindings()).isTrue();
        assertThat(request.timeout()).hasMinutes(5);
        assertThat(request.program()).isEqualTo(TrivyProgram.ofHost("0.68.2"));
        assertThat(request.databases()).isEqualTo(DatabaseOptions.usual());
    }

    @Test
    public void shouldNotChangeWhenItsBuilderDoes() {
        ScanRequest.Builder builder = request();
        ScanRequest request = builder.build();

        builder.failOnFindings(false).image("more", "localhost/more:1");

        assertThat(request.failOnFindings()).isTrue();
        assertThat(request.images()).containsOnlyKeys("app");
    }

    @Test
    public void shouldRefuseWhatCannotBeMeant() {
        refuses(ScanRequest.builder(), "images: nothing is given");
        refuses(request().image("b c", "localhost/b:1"), "images: 'b c'");
        refuses(request().image("b", "localhost/b;c:1"), "images: 'b;c'");
        refuses(request().image("b", "localhost/b:" + "t".repeat(200)), "images: '" + "t".repeat(77));
        refuses(request().severity(List.of("HIGH", "BAD")), "severity: 'BAD'");
        refuses(request().severity(List.of()), "severity: nothing is given");
        refuses(request().scanners(List.of("virus")), "scanners: 'virus'");
        refuses(request().scanners(List.of()), "scanners: nothing is given");
        refuses(request().timeout(Duration.ofSeconds(-1)), "timeout: '-1 s'");
        refuses(request().maxParallel(0), "maxParallel: '0'");
        refuses(request().sboms(List.of("word")), "sbom: 'word'");
        refuses(request().vex(List.of("a", "a")), "vex: 'a'");
        refuses(request().outputDirectory(""), "outputDirectory: nothing is given");
        refuses(
                request().severity(List.of("CRITICAL")).gate(new Gate(0, 3, "", List.of())),
                "maxHigh: '3' is not valid; expected HIGH among the severities that count");
        refuses(
                request().login("https://hub", new RegistryLogin("me", Secret.of("hunter2"))),
                "registry: 'https://hub'");
    }

    @Test
    public void shouldRefuseAProgramThatCannotBeMeant() {
        String sum = "a".repeat(64);

        refuses(() -> TrivyProgram.ofHost("latest"), "trivyVersion: 'latest'");
        refuses(() -> new TrivyProgram("0.68.2", "", "abc"), "trivySha256: 'abc'");
        refuses(() -> new TrivyProgram("0.68.2", "ftp://mirror/trivy.tar.gz", sum), "trivyUrl: 'ftp://");
        refuses(() -> new TrivyProgram("0.68.2", "https://mirror/trivy.tar.gz", ""), "nothing is installed unchecked");
        assertThat(new TrivyProgram("0.68.2", "", sum).archive("amd64"))
                .hasToString("https://github.com/aquasecurity/trivy/releases/download/v0.68.2/"
                        + "trivy_0.68.2_Linux-64bit.tar.gz");
        assertThat(new TrivyProgram("0.68.2", "https://m/{version}/{architecture}.tgz", sum).archive("aarch64"))
                .hasToString("https://m/0.68.2/ARM64.tgz");
    }

    @Test
    public void shouldRefuseDatabasesThatCannotBeMeant() {
        DatabaseOptions usual = DatabaseOptions.usual();

        refuses(() -> usual.from(List.of("--exit-code")), "dbRepositories: '--exit-code'");
        refuses(() -> usual.javaFrom(List.of("a b")), "javaDbRepositories: 'a b'");
        refuses(() -> usual.from(List.of("ghcr.io/a/db:2")).in("databases"), "databaseDirectory: 'databases'");
        refuses(() -> usual.notOlderThan(Duration.ofHours(-1)), "maxDbAge: '-1 h'");
    }

    @Test
    public void shouldRefuseAGateThatCannotBeMeant() {
        assertThatThrownBy(() -> new Gate(-1, 0, "", List.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("maxCritical: '-1'");
        assertThatThrownBy(() -> new Gate(0, 0, "", List.of("a", "a")))
                .hasMessageContaining("earlier: 'a' is not valid; expected each one only once");
    }

    @Test
    public void shouldLetThroughAsManyFindingsAsTheGateSays() {
        Finding critical = SampleScan.vulnerability("CVE-9", Severity.CRITICAL, "a", "1", "2");
        Gate gate = new Gate(0, 2, "", List.of());

        assertThat(gate.passes(List.of(FINDING, FINDING))).isTrue();
        assertThat(gate.passes(List.of(FINDING, FINDING, FINDING))).isFalse();
        assertThat(gate.passes(List.of(critical))).isFalse();
        assertThat(gate.passes(List.of(
                        critical.with().status(FindingStatus.KNOWN, "", "").build())))
                .isTrue();
    }

    @Test
    public void shouldWriteHostileTextsAsTextIntoSarif() throws Exception {
        JsonNode log = sarif(FINDING);

        assertThat(log.at("/runs/0/tool/driver/rules/0/shortDescription/text").asText())
                .isEqualTo("<b>bad & \"worse\"");
        assertThat(log.at("/runs/0/tool/driver/rules/0").has("helpUri")).isFalse();
        assertThat(log.at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("usr/lib/a%20b.jar");
    }

    @Test
    public void shouldLetSarifResultsOfOneRuleShareIt() throws Exception {
        JsonNode log = sarif(FINDING, FINDING);

        assertThat(log.at("/runs/0/tool/driver/rules")).hasSize(1);
        assertThat(log.at("/runs/0/results")).hasSize(2);
        assertThat(log.at("/runs/0/results/1/ruleIndex").asInt()).isZero();
        assertThat(log.at("/runs/0/results/1/level").asText()).isEqualTo("error");
    }

    @Test
    public void shouldGiveOnlyPassedDigestsToThePromotion() {
        ImageScan good = SampleScan.image("good");
        ImageScan bad = SampleScan.image("bad", FINDING);

        ScanResult result = new ScanResult("0.68.2", List.of(good, bad, ImageScan.failed("gone", "r/gone", "gone")), 2);

        assertThat(result.passedDigests()).containsExactly(Map.entry("good", "sha256:good"));
        assertThat(result.passed()).isFalse();
    }

    private static ScanRequest.Builder request() {
        return ScanRequest.builder().image("app", "localhost:5000/demo/app:1");
    }

    private static void refuses(ScanRequest.Builder request, String message) {
        refuses(request::build, message);
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InvalidRequestException.class).hasMessageContaining(message);
    }

    private static JsonNode sarif(Finding... findings) throws Exception {
        return new ObjectMapper()
                .readTree(new SarifReport(
                                "app", "r/app@sha256:1", "Trivy 0.68.2", new Findings(List.of(findings), List.of()))
                        .json());
    }
}
