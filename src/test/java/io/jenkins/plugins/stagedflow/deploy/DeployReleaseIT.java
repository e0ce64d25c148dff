package io.jenkins.plugins.stagedflow.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Secret;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which commit is deployed, which images are kept, and several machines, on the real services. */
public class DeployReleaseIT {
    @ClassRule
    public static final ProductionImages IMAGES = new ProductionImages();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final TemporaryFolder elsewhere = new TemporaryFolder();

    private final RecordingConsole console = new RecordingConsole();
    private Production production;

    @Before
    public void createProduction() throws Exception {
        production = new Production(IMAGES.services(), folder.getRoot().toPath().toRealPath(), IMAGES.repository());
    }

    @After
    public void remove() throws Exception {
        production.shouldLeaveNothingTemporary();
        production.remove();
    }

    @Test
    public void shouldGoToTheVeryCommitAndBackToAnEarlierOne() throws Exception {
        String first = production.head();
        String released = production.commit("README", "released\n");
        String later = production.commit("README", "main has moved on\n");

        assertThat(production.deploy(version("2026.11.0").commit(released)).commit())
                .isEqualTo(released)
                .isEqualTo(production.head());
        assertThat(production.deploy(version("2026.11.1")).commit()).isEqualTo(later);
        DeployResult back = production.deploy(version("2026.11.0").commit(first));
        assertThat(back.commit()).isEqualTo(first).isEqualTo(production.head());
        assertThat(back.commitBefore()).isEqualTo(later);
        assertThat(production.checkout().resolve("README")).doesNotExist();
        assertThat(production.sh("git -C " + production.checkout() + " status --porcelain --branch"))
                .contains("## main...origin/main [behind 2]");
    }

    @Test
    public void shouldRefuseACommitThatTheBranchHasNot() throws Exception {
        String own = production
                .sh("cd source && git checkout -q -b side && git -c user.name=t -c user.email=t@localhost"
                        + " commit -q --allow-empty -m side && git push -q origin side && git rev-parse HEAD")
                .strip();

        OperationFailedException failure =
                production.failure(version("2026.11.0").commit(own));

        assertThat(failure)
                .hasMessageContaining("phase fetch: main of origin has no commit " + own)
                .hasMessageEndingWith("Nothing was changed on the target.");
        assertThat(production.failure(version("2026.11.0").commit("0".repeat(40))))
                .hasMessageContaining("main of origin has no commit 0000");
    }

    @Test
    public void shouldKeepTheImagesOfTheLastReleasesAndAWayBack() throws Exception {
        IMAGES.push("stable", "health", "stable 1\n");
        production.deploy(version("2026.11.0").keep(2).pruneUntil("0s"));
        production.deploy(version("2026.11.1").keep(2).pruneUntil("0s"));
        assertThat(tags()).contains("2026.11.0", "2026.11.1");
        production.deploy(version("stable").keep(2).pruneUntil("0s"));
        assertThat(tags()).contains("2026.11.1", "stable").doesNotContain("2026.11.0");

        // The tag moves on; what it held before must still be there to go back to.
        IMAGES.push("stable", "nothing", "stable 2 is broken\n");
        OperationFailedException failure =
                production.failure(version("stable").keep(2).pruneUntil("0s").healthTimeout(Duration.ofSeconds(2)));

        assertThat(failure).hasMessageEndingWith("It was rolled back: stable runs again and is healthy.");
        assertThat(production.answer()).isEqualTo("stable 1");
    }

    @Test
    public void shouldPullTheFormerImageAgainWhenSomebodyRemovedIt() throws Exception {
        production.deploy(version("2026.11.0"));
        TriggeringConsole thief = new TriggeringConsole(
                "[health]",
                () -> production.shQuietly("for i in $(docker images -q " + IMAGES.repository()
                        + ":2026.11.0); do docker rmi -f $i; done"));

        OperationFailedException failure =
                production.failure(version("2026.11.2").healthTimeout(Duration.ofSeconds(3)), thief);

        assertThat(failure).hasMessageEndingWith("It was rolled back: 2026.11.0 runs again and is healthy.");
        assertThat(thief.text()).contains("[rollback] logged in to");
        assertThat(production.answer()).isEqualTo("version 1 says hello");
    }

    @Test
    public void shouldTellImagesByDigest() throws Exception {
        DeployResult first = production.deploy(version("2026.11.0"));
        DeployResult second = production.deploy(version("2026.11.1"));

        assertThat(first.imagesBefore()).isEmpty();
        assertThat(first.running())
                .singleElement()
                .asString()
                .matches(java.util.regex.Pattern.quote(IMAGES.repository() + ":2026.11.0 " + IMAGES.repository())
                        + "@sha256:[0-9a-f]{64}");
        assertThat(second.imagesBefore()).isEqualTo(first.running());
    }

    @Test
    public void shouldFindFilesThatGitDoesNotKnowWhenItChecksTheNewOnes() throws Exception {
        Files.writeString(production.checkout().resolve(".env"), "GREETING=from the machine\n");
        production.commit("fixed.env", "MORE=1\n");
        String compose = Files.readString(production.checkout().resolve("compose.yml"));
        production.commit(
                "compose.yml",
                compose.replace(
                        "    environment:",
                        "    env_file: [fixed.env]\n    labels:\n      greeting: ${GREETING:?}\n    environment:"));

        assertThat(production.deploy(version("2026.11.0")).healthy()).isTrue();
    }

    @Test
    public void shouldOnlyTellThePlan() throws Exception {
        String before = production.sh("find " + production.checkout() + " | sort");
        Secret key = Secret.of("the-api-key-" + System.nanoTime());
        String commit = production.head();

        DeployResult planned = production.deploy(
                version("2026.11.0")
                        .port(1)
                        .commit(commit)
                        .env(Map.of("GREETING", "it's me"))
                        .secretEnv(Map.of("API_KEY", key))
                        .plan(true),
                console);

        String plan = String.join("\n", planned.plan());
        assertThat(plan)
                .contains("connect to root@127.0.0.1:1")
                .contains("[fetch] git fetch \"$SF_REMOTE\" \"$SF_BRANCH\"")
                .contains("[checkout] SF_COMMIT='" + commit + "'")
                .contains("[images] compose pull")
                .contains("[images] SF_REGISTRY_PASSWORD='****'")
                .contains("[up] export GREETING='it'\\''s me'")
                .contains("[up] export API_KEY='****'")
                .contains("[up] compose up -d --remove-orphans")
                .contains("[prune] docker image prune")
                .contains("[rollback] ");
        assertThat(console.lines()).isEqualTo(planned.plan());
        assertThat(plan)
                .doesNotContain(key.reveal())
                .doesNotContain(IMAGES.services().contentOf("READER_PASSWORD_FILE"));
        assertThat(production.sh("find " + production.checkout() + " | sort")).isEqualTo(before);
    }

    @Test
    public void shouldStopARolloutAtTheFirstFailure() throws Exception {
        Production second = another();
        try {
            RolloutRequest request = new RolloutRequest(
                    List.of(
                            version("2026.11.0").build(),
                            second.request()
                                    .imageTag("2026.11.2")
                                    .healthTimeout(Duration.ofSeconds(1))
                                    .build(),
                            version("2026.11.1").directory("/nowhere").build()),
                    false);

            OperationFailedException failure = rolloutFailure(request);

            assertThat(failure)
                    .hasMessageContaining("Could not deploy to root@127.0.0.1")
                    .hasMessageContaining("phase health")
                    .hasMessageContaining("The new version stays on root@127.0.0.1")
                    .hasMessageContaining("Not begun: root@127.0.0.1:"
                            + production.request().build().target().port() + ":/nowhere");
            assertThat(((RolloutResult) failure.partialResult().orElseThrow()).targets())
                    .extracting(RolloutResult.Item::state)
                    .containsExactly("deployed", "failed", "not begun");
            assertThat(production.answer()).isEqualTo("version 1 says hello");
            assertThat(second.containers()).isEmpty();
        } finally {
            second.remove();
        }
    }

    @Test
    public void shouldSendACanaryBeforeAllOthers() throws Exception {
        Production second = another();
        try {
            OperationFailedException failure = rolloutFailure(new RolloutRequest(
                    List.of(
                            version("2026.11.2")
                                    .healthTimeout(Duration.ofSeconds(1))
                                    .build(),
                            second.request().imageTag("2026.11.2").build()),
                    true));
            assertThat(failure).hasMessageContaining("Not begun: ");
            assertThat(second.containers()).isEmpty();

            RolloutResult result = new SshRollout(
                            IMAGES.services().host(folder.getRoot().toPath()), console)
                    .deploy(new RolloutRequest(
                            List.of(
                                    version("2026.11.1").build(),
                                    second.request().imageTag("2026.11.1").build()),
                            true));
            assertThat(result.targets())
                    .allSatisfy(item -> assertThat(item.state()).isEqualTo("deployed"));
            assertThat(second.answer()).isEqualTo("version 2 says hello");
        } finally {
            second.remove();
        }
    }

    private Production another() throws Exception {
        return new Production(IMAGES.services(), elsewhere.getRoot().toPath().toRealPath(), IMAGES.repository());
    }

    private OperationFailedException rolloutFailure(RolloutRequest request) {
        return catchThrowableOfType(
                OperationFailedException.class,
                () -> new SshRollout(IMAGES.services().host(folder.getRoot().toPath()), console).deploy(request));
    }

    private List<String> tags() throws InterruptedException {
        return production
                .sh("docker images --format '{{.Tag}}' " + IMAGES.repository())
                .lines()
                .toList();
    }

    private DeployRequestBuilder version(String tag) {
        return production.request().imageTag(tag);
    }
}
