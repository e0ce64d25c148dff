package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostFiles;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.ManualTiming;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.registry.ImageSummary;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.registry.Repository;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class SinglePushTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String OTHER = "sha256:" + "f".repeat(64);

    private final ManualTiming timing = new ManualTiming();
    private final RecordingConsole console = new RecordingConsole();
    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    public void shouldTryAgainLongerAndLongerUntilItArrives() throws Exception {
        transport.fail("connection reset", true).fail("connection reset", true).succeed(DIGEST);

        PushedImage image = push(3);

        assertThat(image.status()).isEqualTo("pushed");
        assertThat(image.attempts()).isEqualTo(3);
        assertThat(image.digest()).isEqualTo(DIGEST);
        assertThat(image.bytes()).isEqualTo(42);
        assertThat(image.seconds()).isPositive();
        assertThat(timing.waits()).hasSize(2).isSorted();
        assertThat(console.lines())
                .first()
                .asString()
                .startsWith("[app] attempt 1 of 4 failed (connection reset); the next one is in ");
    }

    @Test
    public void shouldGiveUpAfterTheLastRetry() throws Exception {
        transport.fail("EOF", true).fail("EOF", true);

        PushedImage image = push(1);

        assertThat(image.status()).isEqualTo("failed");
        assertThat(image.reason()).isEqualTo("EOF");
        assertThat(image.attempts()).isEqualTo(2);
        assertThat(console.lines()).last().isEqualTo("[app] failed: EOF");
    }

    @Test
    public void shouldNotTryAgainWhatCannotPass() throws Exception {
        transport.fail("denied", false);

        assertThat(push(3).attempts()).isEqualTo(1);
        assertThat(timing.waits()).isEmpty();
    }

    @Test
    public void shouldFailWhenTheRegistryHoldsSomethingElse() throws Exception {
        transport.succeed(OTHER);

        PushedImage image = push(3);

        assertThat(image.status()).isEqualTo("failed");
        assertThat(image.reason()).contains(DIGEST).contains(OTHER);
    }

    @Test
    public void shouldBelieveTheRegistryWhenTheTransportTellsNoDigest() throws Exception {
        transport.succeed("");

        assertThat(push(3).digest()).isEqualTo(DIGEST);
    }

    private PushedImage push(int retries) throws InterruptedException {
        PlannedPush push = new PlannedPush("app", "app", new Repository("r.example", "app").tagged("sha-1"));
        TransferOptions options = new TransferOptions(Compression.GZIP, 1, retries, timing.timing());
        return new SinglePush(new AnsweringHost(), console, transport, RegistryLogin.anonymous(), options, push).run();
    }

    private static final class ScriptedTransport implements ImageTransport {
        private final Deque<Object> attempts = new ArrayDeque<>();

        ScriptedTransport fail(String reason, boolean mayPass) {
            attempts.add(new AttemptFailedException(reason, mayPass));
            return this;
        }

        void succeed(String digest) {
            attempts.add(digest);
        }

        @Override
        public Optional<String> find(PlannedPush push) {
            return Optional.of(push.local());
        }

        @Override
        public String push(PlannedPush push, Console lines) {
            Object attempt = attempts.remove();
            if (attempt instanceof AttemptFailedException failure) {
                throw failure;
            }
            return (String) attempt;
        }

        @Override
        public void close() {
            attempts.clear();
        }
    }

    /** A host from which the registry is seen to hold the image. */
    private static final class AnsweringHost implements Host {
        @Override
        @SuppressWarnings("unchecked")
        public <T extends Serializable> T call(HostTask<T> task, Console lines) {
            return (T)
                    (task instanceof io.jenkins.plugins.stagedflow.registry.InspectImage
                            ? new ImageSummary(DIGEST, 42)
                            : new Repository("r.example", "app"));
        }

        @Override
        public HostPath directory() {
            return new HostPath("/");
        }

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }

        @Override
        public HostFiles files() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CommandResult run(Command command, Console lines) {
            throw new UnsupportedOperationException();
        }
    }
}
