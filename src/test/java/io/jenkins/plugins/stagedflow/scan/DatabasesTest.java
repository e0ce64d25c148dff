package io.jenkins.plugins.stagedflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Databases as they come from mirrors, caches and directories: whole ones, and others. */
public class DatabasesTest {
    private static final List<String> MIRRORS = List.of("mirror.one/db:2", "mirror.two/db:2");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final RecordingConsole console = new RecordingConsole();
    private final List<Duration> waits = new ArrayList<>();
    private LocalHost host;
    private Path workspace;

    @Before
    public void createHost() throws Exception {
        workspace = folder.newFolder("workspace").toPath();
        Path program = folder.getRoot().toPath().resolve("bin/trivy");
        StandInTrivy.write(program, workspace, "exit 9");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PATH", program.getParent() + ":" + System.getenv("PATH"));
        host = new LocalHost(workspace, environment);
    }

    @Test
    public void shouldFetchOnceAndReuseWhatIsFresh() throws Exception {
        DatabaseInfo first = bring(options());
        DatabaseInfo second = bring(options());

        assertThat(second.updatedAt()).isEqualTo(first.updatedAt());
        assertThat(fetched()).containsExactly("vulnerability");
        assertThat(workspace.resolve("cache")).isDirectoryNotContaining("glob:**/{run,fetch}-*");
        assertThat(console.text()).contains("vulnerability database of ").contains("old, from Trivy's repositories");
    }

    @Test
    public void shouldFetchANewerOneWhenThereIsOne() throws Exception {
        TestDatabase.write(workspace.resolve("cache"), Instant.now().minus(Duration.ofDays(2)));

        DatabaseInfo info = bring(options());

        assertThat(fetched()).hasSize(1);
        assertThat(info.ageHours()).isLessThan(1);
    }

    @Test
    public void shouldTakeTheNextRepositoryWhenOneHasNone() throws Exception {
        onFetch("if [ $repository = mirror.one/db:2 ]; then echo 'MANIFEST_UNKNOWN: 404 Not Found' >&2; exit 1; fi");

        assertThat(bring(options().from(MIRRORS)).source()).isEqualTo("mirror.one/db:2, mirror.two/db:2");
        assertThat(fetched()).containsExactly("vulnerability mirror.one/db:2", "vulnerability mirror.two/db:2");
        assertThat(waits).isEmpty();
    }

    @Test
    public void shouldTryAgainLaterWhenARepositoryIsBusy() throws Exception {
        onFetch("if [ ! -e busy ]; then : >busy; echo 'unexpected status code 429 Too Many Requests' >&2; exit 1; fi");

        bring(options().from(MIRRORS.subList(0, 1)));

        assertThat(fetched()).hasSize(2);
        assertThat(waits).singleElement().satisfies(wait -> assertThat(wait).isBetween(seconds(1), seconds(2)));
        assertThat(console.text()).contains("could not be fetched yet, trying again in ");
    }

    @Test
    public void shouldGiveUpAfterFourRoundsAndNameEveryRepository() throws Exception {
        onFetch("echo \"GET https://$repository: unexpected status code 503 Service Unavailable\" >&2; exit 1");

        assertThatThrownBy(() -> bring(options().from(MIRRORS)))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("fetch Trivy's vulnerability database from mirror.one/db:2, mirror.two/db:2")
                .hasMessageContaining("mirror.two/db:2: Trivy exited with status 1 (GET https://mirror.two")
                .hasMessageContaining("dbRepositories");
        assertThat(fetched()).hasSize(8);
        assertThat(waits).hasSize(3);
    }

    @Test
    public void shouldNotTryAgainWhatCannotPass() throws Exception {
        onFetch("echo 'DENIED: requested access to the resource is denied' >&2; exit 1");

        assertThatThrownBy(() -> bring(options())).hasMessageContaining("DENIED");
        assertThat(fetched()).hasSize(1);
    }

    @Test
    public void shouldUseTheOneAtHandWhenNoNewerOneCanBeHad() throws Exception {
        TestDatabase.write(workspace.resolve("cache"), Instant.now().minus(Duration.ofDays(2)));
        onFetch("echo 'no such host' >&2; exit 1");

        assertThat(bring(options()).ageHours()).isBetween(47.0, 49.0);
        assertThat(console.text()).contains("A newer vulnerability database could not be had, the one at hand is used");
    }

    @Test
    public void shouldNotUseOneThatIsTooOldUnlessItMayBe() throws Exception {
        TestDatabase.write(workspace.resolve("cache"), Instant.now().minus(Duration.ofDays(9)));
        onFetch("cp '" + workspace + "/cache/db/metadata.json' \"$cache/db/metadata.json\"");

        assertThatThrownBy(() -> bring(options()))
                .hasMessageContaining("it is 9 days old, and maxDbAge allows 7 days")
                .hasMessageContaining("larger maxDbAge (0 allows any age)");
        assertThat(bring(options().notOlderThan(Duration.ZERO)).ageHours()).isGreaterThan(200);
    }

    @Test
    public void shouldNotKeepAnEmptyDatabase() throws Exception {
        onFetch(": >\"$cache/db/trivy.db\"");

        assertThatThrownBy(() -> bring(options())).hasMessageContaining("trivy.db is missing or empty");
        assertThat(workspace.resolve("cache/db")).doesNotExist();
    }

    @Test
    public void shouldNotUseATruncatedDatabase() throws Exception {
        onFetch("dd if=/dev/null of=\"$cache/db/trivy.db\" bs=1 seek=9000 2>/dev/null");

        assertThatThrownBy(() -> bring(options())).hasMessageContaining("trivy.db: it is cut off: 9000 of at least");
    }

    @Test
    public void shouldNotUseADatabaseWithoutVulnerabilities() throws Exception {
        // The name of the bucket becomes another one, as in a database that somebody has begun to fill.
        onFetch("sed -i 's/vulnerability/vulnerabilitx/' \"$cache/db/trivy.db\"");

        assertThatThrownBy(() -> bring(options())).hasMessageContaining("there is no vulnerability in it");
    }

    @Test
    public void shouldNotUseSomethingElse() throws Exception {
        onFetch("echo '<html>Please log in</html>' >\"$cache/db/trivy.db\"");

        assertThatThrownBy(() -> bring(options())).hasMessageContaining("it is no database of Trivy");
    }

    @Test
    public void shouldNotUseADatabaseThatDoesNotTellItsAge() throws Exception {
        onFetch("rm \"$cache/db/metadata.json\"");

        assertThatThrownBy(() -> bring(options())).hasMessageContaining("does not tell when it was made");
    }

    @Test
    public void shouldFetchAgainWhatWasDamagedInTheCache() throws Exception {
        bring(options());
        damage(workspace.resolve("cache/db/trivy.db"));

        bring(options());

        assertThat(console.text()).contains("of the cache is not used").contains("was expected");
        assertThat(fetched()).hasSize(2);
    }

    @Test
    public void shouldUseADirectoryThatSomebodyElseBrings() throws Exception {
        TestDatabase.write(workspace.resolve("offline"), Instant.now().minus(Duration.ofDays(3)));

        DatabaseInfo info = bring(options().in("offline"));

        assertThat(info.source()).isEqualTo(workspace.resolve("offline").toString());
        assertThat(info.ageHours()).isBetween(71.0, 73.0);
        assertThat(workspace.resolve("fetched")).doesNotExist();
    }

    @Test
    public void shouldHoldAnOfflineDatabaseAgainstItsChecksum() throws Exception {
        Path file = TestDatabase.write(workspace.resolve("offline"), Instant.now());
        ChecksumFile.write(file);
        bring(options().in("offline"));
        damage(file);

        assertThatThrownBy(() -> bring(options().in("offline")))
                .hasMessageContaining("trivy.db: its SHA-256 is ")
                .hasMessageContaining("databaseDirectory must hold db/trivy.db and db/metadata.json");
    }

    @Test
    public void shouldSayThatThereIsNoOfflineDatabase() throws Exception {
        assertThatThrownBy(() -> bring(options().in("nowhere")))
                .hasMessageContaining("use Trivy's vulnerability database")
                .hasMessageContaining("nowhere/db is missing");
    }

    @Test
    public void shouldKeepADatabaseForAScanWhileAnotherReplacesIt() throws Exception {
        try (Databases running = databases(options())) {
            running.bring(DatabaseKind.VULNERABILITY, console);
            Path used = Path.of(running.cache().value(), "db", "trivy.db");
            TestDatabase.write(workspace.resolve("cache"), Instant.now().minus(Duration.ofDays(2)));

            bring(options());

            assertThat(used).exists();
            assertThat(BoltFile.problem(used, "vulnerability")).isEmpty();
        }
    }

    @Test
    public void shouldCheckTheDatabaseOfJavaArchives() throws Exception {
        onFetch("head -c 200 \"$cache/java-db/trivy-java.db\" >half; cp half \"$cache/java-db/trivy-java.db\"");

        assertThatThrownBy(() -> bring(options(), DatabaseKind.JAVA))
                .hasMessageContaining("trivy-java.db: it is cut off: 200 of 4096 bytes are there");
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }

    private static void damage(Path file) throws Exception {
        try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
            damaged.seek(damaged.length() - 1);
            damaged.write('!');
        }
        Files.setLastModifiedTime(
                file, java.nio.file.attribute.FileTime.from(Instant.now().plusSeconds(5)));
    }

    private void onFetch(String script) throws Exception {
        Files.writeString(workspace.resolve("fetches"), script + "\n");
    }

    private List<String> fetched() throws Exception {
        return Files.readAllLines(workspace.resolve("fetched"));
    }

    private static DatabaseOptions options() {
        return DatabaseOptions.usual().keptIn("cache");
    }

    private DatabaseInfo bring(DatabaseOptions options) throws Exception {
        return bring(options, DatabaseKind.VULNERABILITY);
    }

    private DatabaseInfo bring(DatabaseOptions options, DatabaseKind kind) throws Exception {
        try (Databases databases = databases(options)) {
            databases.bring(kind, console);
            return databases.used().get(0);
        }
    }

    private Databases databases(DatabaseOptions options) throws Exception {
        Timing timing = new Timing(Clock.systemUTC(), waits::add);
        HostPath work = new HostPath(folder.newFolder().toString());
        ScanCache cache = ScanCache.of(host, options.cacheDirectory());
        return new Databases(host, timing, new Trivy(host, "trivy", work, Optional.empty()), cache, options);
    }
}
