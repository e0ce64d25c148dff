package io.jenkins.plugins.stagedflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What goes wrong in production, brought about on the real sshd, git, docker and compose. */
public class DeployFaultsIT {
    @ClassRule
    public static final ProductionImages IMAGES = new ProductionImages();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Production production;
    private FaultyLine line;

    @Before
    public void createProduction() throws Exception {
        production = new Production(IMAGES.services(), folder.getRoot().toPath().toRealPath(), IMAGES.repository());
        line = production.line();
    }

    @After
    public void remove() throws Exception {
        line.close();
        production.shouldLeaveNothingTemporary();
        production.remove();
    }

    @Test
    public void shouldTakeItsOwnLockOverWhenTheConnectionFreezes() throws Exception {
        production.deploy(version("2026.11.0"));
        TriggeringConsole console = new TriggeringConsole("[health]", line::freeze);

        OperationFailedException failure =
                production.failure(over(line, "2026.11.2").keepAlive(Duration.ofSeconds(1)), console);

        assertThat(failure)
                .as(console.text())
                .hasMessageContaining("phase health: the connection broke")
                .hasMessageEndingWith("It was rolled back: 2026.11.0 runs again and is healthy.");
        assertThat(production.answer()).isEqualTo("version 1 says hello");
    }

    @Test
    public void shouldTakeALockOverThatNobodyIsBehind() throws Exception {
        production.deploy(version("2026.11.0"));
        CountDownLatch frozen = new CountDownLatch(1);
        Thread deployment = new Thread(() -> deployUntilInterrupted(new TriggeringConsole("[health]", () -> {
            line.freeze();
            line.refuse();
            frozen.countDown();
        })));
        deployment.start();
        frozen.await();

        assertThat(production.failure(version("2026.11.1"))).hasMessageContaining("another deployment to");
        // As if its last sign of life was long ago.
        production.sh("touch -d '5 minutes ago' " + production.checkout() + "/.git/staged-flow/owner");
        RecordingConsole console = new RecordingConsole();
        DeployResult result = production.deploy(version("2026.11.1"), console);

        assertThat(console.text())
                .contains("was not heard of for 30")
                .contains("an earlier deployment did not reach its end: the way back leads to");
        assertThat(result.versionBefore()).isEqualTo("2026.11.0");
        assertThat(result.versionDeployed()).isEqualTo("2026.11.1");
        deployment.interrupt();
        deployment.join();
        assertThat(production.answer()).isEqualTo("version 2 says hello");
    }

    @Test
    public void shouldSayThatNothingIsKnownWhenTheTargetIsGoneForGood() throws Exception {
        production.deploy(version("2026.11.0"));
        TriggeringConsole console = new TriggeringConsole("[health]", line::closeForGood);

        OperationFailedException failure =
                production.failure(over(line, "2026.11.2").commandTimeout(Duration.ofSeconds(6)), console);

        assertThat(failure)
                .hasMessageContaining("phase health: the connection broke")
                .hasMessageContaining("The rollback failed too (it could not be reached again within 6 s")
                .hasMessageContaining("what runs now could not be found out")
                .hasMessageContaining("the next deployment still knows the way back to 2026.11.0");
        DeployResult result = (DeployResult) failure.partialResult().orElseThrow();
        assertThat(result.versionDeployed()).isEmpty();
        assertThat(result.rolledBack()).isFalse();

        // That next one fails as well, and it is the last good version that comes back.
        OperationFailedException next = production.failure(version("2026.11.2").healthTimeout(Duration.ofSeconds(2)));
        assertThat(next).hasMessageEndingWith("It was rolled back: 2026.11.0 runs again and is healthy.");
        assertThat(production.answer()).isEqualTo("version 1 says hello");
    }

    @Test
    public void shouldSayPlainlyThatTheRollbackFailedAndWhatRuns() throws Exception {
        production.deploy(version("2026.11.0"));
        String lock = production.checkout() + "/.git/index.lock";
        TriggeringConsole console = new TriggeringConsole("[health]", () -> production.shQuietly("touch " + lock));

        OperationFailedException failure =
                production.failure(version("2026.11.2").healthTimeout(Duration.ofSeconds(2)), console);

        assertThat(failure)
                .hasMessageContaining("phase health: ")
                .hasMessageContaining("The rollback failed too (the checkout could not be set back to")
                .hasMessageContaining("a git process")
                .hasMessageContaining("now there are: " + IMAGES.repository() + ":2026.11.2 running");
        DeployResult result = (DeployResult) failure.partialResult().orElseThrow();
        assertThat(result.rolledBack()).isFalse();
        assertThat(result.running()).hasSize(1);
        production.sh("rm " + lock);
        assertThat(production.deploy(version("2026.11.1")).versionBefore()).isEqualTo("2026.11.0");
    }

    @Test
    public void shouldSetTheCheckoutBackWhenTheMoveIsCutOffHalfWay() throws Exception {
        String before = production.deploy(version("2026.11.0")).commit();
        slowFilter();
        TriggeringConsole console = new TriggeringConsole("[checkout]", line::cut);

        OperationFailedException failure = production.failure(over(line, "2026.11.1"), console);

        assertThat(failure)
                .hasMessageContaining("phase checkout: the connection broke")
                .hasMessageEndingWith("the checkout is at " + before + " as before.");
        assertThat(production.sh("git -C " + production.checkout() + " status --porcelain"))
                .isEmpty();
        assertThat(production.answer()).isEqualTo("version 1 says hello");
    }

    @Test
    public void shouldRecoverACheckoutThatNobodyCouldSetBack() throws Exception {
        String before = production.deploy(version("2026.11.0")).commit();
        slowFilter();
        TriggeringConsole console = new TriggeringConsole("[checkout]", line::closeForGood);
        OperationFailedException failure =
                production.failure(over(line, "2026.11.1").commandTimeout(Duration.ofSeconds(8)), console);
        assertThat(failure).hasMessageContaining("the checkout may be half way to");
        production.sh("git -C " + production.checkout() + " config filter.slow.smudge cat");

        DeployResult result = production.deploy(version("2026.11.1"));

        assertThat(result.versionBefore()).isEqualTo("2026.11.0");
        assertThat(result.commitBefore()).isEqualTo(before);
        assertThat(production.sh("git -C " + production.checkout() + " status --porcelain"))
                .isEmpty();
        assertThat(production.answer()).isEqualTo("version 2 says hello");
    }

    @Test
    public void shouldStopBeforeADiskThatIsAlmostFull() throws Exception {
        SmallDisk disk = new SmallDisk(production, "12m");
        try {
            assertThat(production.failure(version("2026.11.0")))
                    .hasMessageContaining("MiB are free at " + production.checkout()
                            + " on the target, and 16 MiB are needed for the files of the" + " checkout")
                    .hasMessageEndingWith("Nothing was changed on the target.");
        } finally {
            disk.close();
        }
        assertThat(production.failure(version("2026.11.0").minFreeDisk(1024 * 1024)))
                .hasMessageContaining("and 1048576 MiB are needed for images");
        assertThat(production.containers()).isEmpty();
    }

    @Test
    public void shouldComeThroughADiskThatFillsUp() throws Exception {
        try (SmallDisk disk = new SmallDisk(production, "20m")) {
            String before = production.deploy(version("2026.11.0")).commit();
            production.sh("head -c 12000000 /dev/urandom >source/large");
            production.commit("README", "a large file comes along\n");

            OperationFailedException failure =
                    production.failure(version("2026.11.1").minFreeDisk(0));

            assertThat(failure)
                    .hasMessageContaining("phase checkout: ")
                    .hasMessageContaining("unable to write file large")
                    .hasMessageContaining(" MiB are free there)")
                    .hasMessageEndingWith("the checkout is at " + before + " as before.");
            assertThat(production.sh("git -C " + production.checkout() + " status --porcelain"))
                    .isEmpty();
            assertThat(production.answer()).isEqualTo("version 1 says hello");
            disk.grow("100m");
            assertThat(production.deploy(version("2026.11.1")).versionBefore()).isEqualTo("2026.11.0");
        }
    }

    @Test
    public void shouldReadFiftyMegabytesOfOutput() throws Exception {
        production.hook("post-merge", "yes 0123456789012345678901234567890123456789012345678 | head -c 50000000");
        production.commit("README", "more\n");
        LongAdder lines = new LongAdder();

        DeployResult result = production.deploy(version("2026.11.0"), Console.to(text -> lines.increment()));

        assertThat(result.healthy()).isTrue();
        assertThat(lines.sum()).isGreaterThanOrEqualTo(1_000_000);
    }

    @Test
    public void shouldRefuseComposeFilesThatAreNotValidBeforeAnythingIsChanged() throws Exception {
        String before = production.deploy(version("2026.11.0")).commit();
        String bad = production.commit("compose.yml", "services: [this, is, no, map]\n");

        OperationFailedException failure = production.failure(version("2026.11.1"));

        assertThat(failure)
                .hasMessageContaining("phase check: compose does not accept the files of commit " + bad)
                .hasMessageEndingWith("Nothing was changed on the target.");
        assertThat(production.head()).isEqualTo(before);
        assertThat(production.answer()).isEqualTo("version 1 says hello");
    }

    @Test
    public void shouldNotOverwriteAFileThatGitDoesNotKnow() throws Exception {
        String before = production.deploy(version("2026.11.0")).commit();
        production.commit("settings", "from the commit\n");
        Path settings = production.checkout().resolve("settings");
        Files.writeString(settings, "of the machine\n");

        OperationFailedException failure = production.failure(version("2026.11.1"));

        assertThat(failure)
                .hasMessageContaining("phase checkout: the files of the checkout do not let commit")
                .hasMessageContaining("settings");
        assertThat(settings).hasContent("of the machine");
        assertThat(production.head()).isEqualTo(before);
    }

    @Test
    public void shouldKeepTheLimitOfTheWholeDeployment() throws Exception {
        production.deploy(version("2026.11.0"));

        OperationFailedException failure =
                production.failure(version("2026.11.2").timeout(Duration.ofSeconds(8)));

        assertThat(failure)
                .hasMessageContaining("the deployment did not end within 8 s")
                .hasMessageEndingWith("It was rolled back: 2026.11.0 runs again and is healthy.");
    }

    @Test
    public void shouldRollBackWhenTheVersionCannotBeReachedFromHere() throws Exception {
        DeployResult good = production.deploy(version("2026.11.0").agentHealthUrl(production.healthUrl()));
        assertThat(good.phases()).containsKey("agent-health");

        OperationFailedException failure = production.failure(
                version("2026.11.1").agentHealthUrl("http://127.0.0.1:1/").healthTimeout(Duration.ofSeconds(3)));

        assertThat(failure)
                .hasMessageContaining("http://127.0.0.1:1/ did not become healthy within 3 s, asked from here")
                .hasMessageContaining("The rollback failed too (http://127.0.0.1:1/")
                .hasMessageContaining("now there are: " + IMAGES.repository() + ":2026.11.0 running");
    }

    private void deployUntilInterrupted(Console console) {
        try {
            production.deploy(over(line, "2026.11.2").commandTimeout(Duration.ofSeconds(10)), console);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // A filter of git that takes its time, so that a move of the checkout can be caught half way.
    private void slowFilter() throws Exception {
        production.sh(
                "git -C " + production.checkout() + " config filter.slow.smudge 'echo smudging >&2; sleep 3; cat'");
        production.sh("cd source && echo new >a-new-file && echo '*.slow filter=slow' >.gitattributes");
        production.commit("file.slow", "slow\n");
    }

    private DeployRequestBuilder version(String tag) {
        return production.request().imageTag(tag);
    }

    private DeployRequestBuilder over(FaultyLine way, String tag) {
        return production.request(way).imageTag(tag);
    }
}
