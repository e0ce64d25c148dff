package io.jenkins.plugins.stagedflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.stagedflow.Services;
import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The real Trivy on images in the real registry. */
public class TrivyScanIT {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Services services = Services.running();
    private final RecordingConsole console = new RecordingConsole();
    private final String namespace =
            services.get("REGISTRY") + "/scan-" + UUID.randomUUID().toString().substring(0, 8) + "/";
    private Host host;
    private Path workspace;

    @Before
    public void createWorkspace() throws Exception {
        workspace = folder.newFolder("workspace").toPath();
        host = services.host(workspace);
    }

    @Test
    public void shouldFailWithExactlyThePlantedSecrets() throws Exception {
        image().file("keys/id_rsa", privateKey())
                .file("config/credentials", "aws_access_key_id = " + cloudToken() + "\n")
                .file("config/harmless", "colour = blue\n")
                .push(namespace + "planted:1");

        OperationFailedException failure = failure(secrets().image("planted", namespace + "planted:1"));

        assertThat(failure)
                .hasMessageStartingWith("Could not pass the scan: planted: 1 CRITICAL, 1 HIGH. Mend what was found");
        ImageScan scan = result(failure).images().get(0);
        assertThat(scan.findings())
                .extracting(Finding::kind, Finding::id, Finding::severity, Finding::target)
                .containsExactlyInAnyOrder(
                        tuple("secret", "private-key", Severity.HIGH, "/keys/id_rsa"),
                        tuple("secret", "aws-access-key-id", Severity.CRITICAL, "/config/credentials"));
        assertThat(scan.counts())
                .containsEntry("CRITICAL", 1)
                .containsEntry("HIGH", 1)
                .hasSize(2);
        assertThat(scan.passed()).isFalse();
        assertThat(result(failure).passedDigests()).isEmpty();
        assertThat(sarif(scan).at("/runs/0/results")).hasSize(2);
    }

    @Test
    public void shouldFindASecretInTheEnvironmentOfAnImage() throws Exception {
        image().dockerfile("ENV AWS_ACCESS_KEY_ID=" + cloudToken()).push(namespace + "env:1");

        OperationFailedException failure = failure(secrets().image("env", namespace + "env:1"));

        assertThat(result(failure).images().get(0).findings())
                .extracting(Finding::id)
                .contains("aws-access-key-id");
    }

    @Test
    public void shouldPassACleanImageByTheDigestItsTagHas() throws Exception {
        String digest = image().file("hello", "hello\n").push(namespace + "clean:1");

        ScanResult result = scan(secrets().image("team/clean", namespace + "clean:1"));

        ImageScan scan = result.images().get(0);
        assertThat(result.passed()).isTrue();
        assertThat(result.passedDigests()).containsExactly(java.util.Map.entry("team/clean", digest));
        assertThat(scan.reference()).isEqualTo(namespace + "clean@" + digest);
        assertThat(scan.findings()).isEmpty();
        assertThat(Path.of(scan.json())).exists().hasParent(workspace.resolve("trivy-reports"));
        assertThat(sarif(scan).at("/version").asText()).isEqualTo("2.1.0");
        assertThat(sarif(scan).at("/runs/0/results").isArray()).isTrue();
        assertThat(sarif(scan).at("/runs/0/automationDetails/id").asText()).isEqualTo("trivy/team/clean/");
    }

    @Test
    public void shouldLetFindingsPassWhenTheyNeedNotFail() throws Exception {
        image().file("id_rsa", privateKey()).push(namespace + "planted:1");

        ScanResult result =
                scan(secrets().image("planted", namespace + "planted:1").failOnFindings(false));

        assertThat(result.passed()).isFalse();
        assertThat(result.passedDigests()).isEmpty();
    }

    @Test
    public void shouldNotCountSeveritiesThatWereNotAskedFor() throws Exception {
        image().file("id_rsa", privateKey()).push(namespace + "planted:1");

        ScanResult result =
                scan(secrets().image("planted", namespace + "planted:1").severity(List.of("CRITICAL")));

        assertThat(result.passed()).isTrue();
        assertThat(Files.readString(Path.of(result.images().get(0).json()))).contains("private-key");
    }

    @Test
    public void shouldSayHowMuchAnIgnoreFileHid() throws Exception {
        image().file("id_rsa", privateKey()).push(namespace + "planted:1");
        Files.writeString(workspace.resolve("ignored.txt"), "private-key\n");

        ScanResult result =
                scan(secrets().image("planted", namespace + "planted:1").ignoreFile("ignored.txt"));

        assertThat(result.passed()).isTrue();
        assertThat(result.images().get(0).ignored()).isEqualTo(1);
        assertThat(result.images().get(0).ignoredFindings())
                .extracting(Finding::id, Finding::status)
                .containsExactly(tuple("private-key", FindingStatus.IGNORED));
        assertThat(console.text())
                .contains("[planted] nothing found (1 ignored)")
                .contains("Nothing is left to judge: all that was found (1) is ignored by ignored.txt. Look into it");
    }

    @Test
    public void shouldFailOnlyOnWhatTheBaseLineHasNot() throws Exception {
        String key = privateKey();
        image().file("id_rsa", key).push(namespace + "planted:1");
        image().file("id_rsa", key)
                .file("credentials", "aws_access_key_id = " + cloudToken() + "\n")
                .push(namespace + "planted:2");
        scan(secrets()
                .image("planted", namespace + "planted:1")
                .failOnFindings(false)
                .outputDirectory("before"));
        Gate gate = new Gate(0, 0, "before/_scan.json", List.of());

        ScanResult same =
                scan(secrets().image("planted", namespace + "planted:1").gate(gate));
        OperationFailedException failure =
                failure(secrets().image("planted", namespace + "planted:2").gate(gate));

        assertThat(same.passedDigests()).containsOnlyKeys("planted");
        assertThat(failure)
                .isInstanceOf(FindingsException.class)
                .hasMessageContaining("planted: 1 CRITICAL beside 1 of the base line.");
        assertThat(ScanJson.read(Files.readString(workspace.resolve("trivy-reports/_scan.json"))))
                .contains(result(failure));
    }

    @Test
    public void shouldNotReadAnIgnoreFileThatLiesInTheWorkspaceByChance() throws Exception {
        image().file("id_rsa", privateKey()).push(namespace + "planted:1");
        Files.writeString(workspace.resolve(".trivyignore"), "private-key\n");
        Files.writeString(workspace.resolve("trivy.yaml"), "scan:\n  skip-files: [\"**/id_rsa\"]\n");

        OperationFailedException failure = failure(secrets().image("planted", namespace + "planted:1"));

        assertThat(failure).hasMessageContaining("1 HIGH");
    }

    @Test
    public void shouldFindAMisconfiguredFileWithoutANetwork() throws Exception {
        image().file("app/Dockerfile", "FROM debian:12\nADD secret.txt /app/\nEXPOSE 22\nUSER root\n")
                .push(namespace + "open:1");

        OperationFailedException failure = failure(request()
                .scanners(List.of("misconfig"))
                .severity(List.of("HIGH", "MEDIUM"))
                .image("open", namespace + "open:1"));

        assertThat(result(failure).images().get(0).findings()).isNotEmpty().allSatisfy(finding -> assertThat(finding)
                .extracting(Finding::kind, Finding::target)
                .containsExactly("misconfig", "app/Dockerfile"));
        assertThat(console.text()).contains("Detected config files").doesNotContain("ERROR", "Falling back");
    }

    @Test
    public void shouldNameTheImageThatIsMissingAndScanTheOthersToTheEnd() throws Exception {
        String digest = image().file("hello", "hello\n").push(namespace + "here:1");

        OperationFailedException failure = failure(secrets()
                .image("first", namespace + "here:1")
                .image("gone", namespace + "gone:1")
                .image("vanished", namespace + "here@sha256:" + "0".repeat(64))
                .image("last", namespace + "here:1"));

        assertThat(failure)
                .hasMessageContaining("gone: could not be scanned")
                .hasMessageContaining("the registry has no such image")
                .hasMessageContaining("vanished: could not be scanned");
        assertThat(result(failure).passedDigests())
                .containsOnlyKeys("first", "last")
                .containsValue(digest);
    }

    @Test
    public void shouldSayThatTheDatabaseCannotBeFetched() {
        assertThatThrownBy(() -> scan(request()
                        .image("any", namespace + "any:1")
                        .databases(kept().from(List.of("127.0.0.1:9/mirror/trivy-db:2")))))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("fetch Trivy's vulnerability database from 127.0.0.1:9/mirror/trivy-db:2")
                .hasMessageContaining("connection refused")
                .hasMessageContaining("dbRepositories")
                .hasMessageContaining("secret and misconfig");
    }

    @Test
    public void shouldCountTheVulnerabilitiesThatAVersionMends() throws Exception {
        provideDatabase();
        alpine().push(namespace + "alpine:1");

        OperationFailedException failure = failure(request().image("alpine", namespace + "alpine:1"));

        assertThat(failure).hasMessageContaining("alpine: 1 CRITICAL.");
        ImageScan scan = result(failure).images().get(0);
        assertThat(scan.findings())
                .extracting(Finding::id, Finding::packageName, Finding::installedVersion, Finding::fixedVersion)
                .containsExactly(tuple("CVE-2099-0001", "zlib", "1.2.3-r0", "9.9.9-r0"));
        assertThat(sarif(scan)
                        .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .startsWith("127.0.0.1%3A")
                .endsWith("%20(alpine%203.19.1)");
    }

    @Test
    public void shouldCountVulnerabilitiesWithoutAFixToo() throws Exception {
        provideDatabase();
        alpine().push(namespace + "alpine:1");

        assertThat(failure(request().ignoreUnfixed(false).image("alpine", namespace + "alpine:1")))
                .hasMessageContaining("alpine: 1 CRITICAL, 1 HIGH.");
    }

    @Test
    public void shouldNameWhatAPackageLicenceIsAbout() throws Exception {
        alpine().push(namespace + "alpine:1");

        OperationFailedException failure = failure(request()
                .scanners(List.of("license"))
                .severity(List.of("LOW"))
                .image("alpine", namespace + "alpine:1"));

        assertThat(result(failure).images().get(0).findings())
                .extracting(Finding::summary)
                .containsExactly("LOW Zlib (zlib in OS Packages)");
    }

    @Test
    public void shouldNotPassAnImageWithJavaArchivesWhoseDatabaseCannotBeFetched() throws Exception {
        provideDatabase();
        alpine().program(jarOfTheClasses()).push(namespace + "java:1");

        OperationFailedException failure = failure(request()
                .databases(kept().javaFrom(List.of("127.0.0.1:9/mirror/trivy-java-db:1")))
                .image("java", namespace + "java:1"));

        assertThat(failure)
                .hasMessageContaining(
                        "java: could not be scanned: Could not fetch Trivy's Java database from 127.0.0.1:9")
                .hasMessageContaining("javaDbRepositories");
    }

    @Test
    public void shouldTellByTheFetchedDatabaseWhatAJavaArchiveIs() throws Exception {
        provideDatabase();
        String mirror = TestDatabaseRepository.push(
                services, DatabaseKind.JAVA, namespace.split("/", 2)[1] + "trivy-java-db", Instant.now());
        new TestImage(services, folder.newFolder().toPath())
                .bytes("root/app/renamed.jar", TestDatabase.archive())
                .push(namespace + "java:2");

        OperationFailedException failure = failure(request()
                .databases(kept().javaFrom(List.of(services.get("REGISTRY") + "/" + mirror)))
                .image("java", namespace + "java:2"));

        assertThat(result(failure).images().get(0).findings())
                .extracting(Finding::id, Finding::packageName, Finding::installedVersion, Finding::fixedVersion)
                .containsExactly(tuple("CVE-2099-0004", "com.example:greeting", "1.0.0", "2.0.0"));
        assertThat(console.text()).contains("Java database of ");
    }

    @Test
    public void shouldRefuseAnotherVersionOfTrivy() {
        assertThatThrownBy(
                        () -> scan(secrets().image("any", namespace + "any:1").program(TrivyProgram.ofHost("0.1.2"))))
                .hasMessageContaining("use Trivy 0.1.2")
                .hasMessageContaining("the host has version '0.68.2'");
    }

    @Test
    public void shouldFindTheSameInImagesThatShareLayersAsInEachAlone() throws Exception {
        provideDatabase();
        TestImage image = alpine().bytes("root/weight", weight());
        image.push(namespace + "base:1");
        image.bytes("more/hello", "hello".getBytes(StandardCharsets.UTF_8))
                .dockerfile("COPY more/ /app/")
                .push(namespace + "backend:1");

        OperationFailedException failure =
                failure(request().image("backend", namespace + "backend:1").image("base", namespace + "base:1"));

        assertThat(result(failure).images())
                .allSatisfy(scan ->
                        assertThat(scan.findings()).extracting(Finding::id).containsExactly("CVE-2099-0001"));
        assertThat(workspace.resolve("cache")).isDirectoryNotContaining("glob:**/run-*");
    }

    // Trivy looks for no secrets in what it takes for the layers of a base image.
    @Test
    public void shouldNotLetWhatIsKnownOfOneImageHideTheSecretsOfAnother() throws Exception {
        TestImage image = image().file("keys/id_rsa", privateKey()).bytes("root/weight", weight());
        image.push(namespace + "base:1");
        image.bytes("more/token", ("aws_access_key_id = " + cloudToken() + "\n").getBytes(StandardCharsets.UTF_8))
                .dockerfile("COPY more/ /app/")
                .push(namespace + "backend:1");

        OperationFailedException failure =
                failure(secrets().image("backend", namespace + "backend:1").image("base", namespace + "base:1"));

        assertThat(result(failure).images())
                .extracting(
                        ImageScan::name,
                        scan -> scan.findings().stream().map(Finding::id).toList())
                .containsExactly(tuple("backend", List.of("aws-access-key-id")), tuple("base", List.of("private-key")));
    }

    @Test
    public void shouldScanManyImagesAtOnceWithoutWaitingForOneCache() throws Exception {
        image().file("hello", "hello\n").push(namespace + "many:1");
        ScanRequest.Builder many = secrets().maxParallel(8);
        for (int i = 0; i < 16; i++) {
            many.image("image-" + i, namespace + "many:1");
        }

        assertThat(scan(many).passedDigests()).hasSize(16);
    }

    @Test
    public void shouldLeaveNoPasswordInOutputOrFiles() throws Exception {
        image().file("hello", "hello\n").push(namespace + "clean:1");
        List<String> before = temporaryFiles();

        scan(secrets().image("clean", namespace + "clean:1"));

        String password = services.contentOf("PUSHER_PASSWORD_FILE");
        assertThat(console.text()).doesNotContain(password);
        try (Stream<Path> files = Files.walk(workspace)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain(password);
            }
        }
        assertThat(temporaryFiles()).isSubsetOf(before);
    }

    private TestImage image() throws Exception {
        return new TestImage(services, folder.newFolder().toPath());
    }

    // Enough to be worth waiting for.
    private static byte[] weight() {
        byte[] weight = new byte[3 * 1024 * 1024];
        new Random(1).nextBytes(weight);
        return weight;
    }

    private TestImage alpine() throws Exception {
        return image().file("etc/os-release", "NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.19.1\n")
                .file("etc/alpine-release", "3.19.1\n")
                .file("lib/apk/db/installed", "P:zlib\nV:1.2.3-r0\nA:x86_64\no:zlib\nL:Zlib\n\n");
    }

    private void provideDatabase() throws Exception {
        TestDatabase.write(workspace.resolve("cache"), Instant.now());
    }

    private static String jarOfTheClasses() throws Exception {
        return Path.of(org.yaml.snakeyaml.Yaml.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }

    private static DatabaseOptions kept() {
        return DatabaseOptions.usual().keptIn("cache");
    }

    private ScanRequest.Builder request() {
        return ScanRequest.builder()
                .login(
                        services.get("REGISTRY"),
                        new RegistryLogin(services.get("PUSHER_USER"), services.secret("PUSHER_PASSWORD_FILE")))
                .databases(kept());
    }

    private ScanRequest.Builder secrets() {
        return request().scanners(List.of("secret"));
    }

    private ScanResult scan(ScanRequest.Builder request) throws InterruptedException {
        return new TrivyScan(host, console, Timing.system()).scan(request.build());
    }

    private OperationFailedException failure(ScanRequest.Builder request) {
        return catchThrowableOfType(OperationFailedException.class, () -> scan(request));
    }

    private static ScanResult result(OperationFailedException failure) {
        return (ScanResult) failure.partialResult().orElseThrow();
    }

    private static JsonNode sarif(ImageScan scan) throws Exception {
        return new ObjectMapper().readTree(Files.readString(Path.of(scan.sarif())));
    }

    private String privateKey() throws Exception {
        return host.run(
                        Command.of("openssl", "genrsa", "-traditional", "2048")
                                .captured()
                                .build(),
                        Console.silent())
                .orFail("make a key", "")
                .output();
    }

    // Put together here, so that no file of the sources looks as if it held one.
    private static String cloudToken() {
        return "AK" + "IA"
                + new Random()
                        .ints(16, 'B', 'Y')
                        .mapToObj(letter -> String.valueOf((char) letter))
                        .collect(Collectors.joining());
    }

    private static List<String> temporaryFiles() {
        String[] names = new java.io.File(System.getProperty("java.io.tmpdir"))
                .list((directory, name) ->
                        name.startsWith("staged-flow-scan-") || name.startsWith("staged-flow-docker-"));
        return List.of(names == null ? new String[0] : names);
    }
}
