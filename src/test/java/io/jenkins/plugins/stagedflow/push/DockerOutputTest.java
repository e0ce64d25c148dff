package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.stagedflow.host.Command;
import io.jenkins.plugins.stagedflow.host.CommandResult;
import java.time.Duration;
import java.util.List;
import org.junit.Test;

public class DockerOutputTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @Test
    public void shouldFindTheDigest() {
        DockerOutput output = output(0, "a08ebd251f30: Pushed", "sha-1: digest: " + DIGEST + " size: 527", "Info: x");

        assertThat(output.digestOrFail()).isEqualTo(DIGEST);
    }

    @Test
    public void shouldNotMindADockerThatTellsNoDigest() {
        assertThat(output(0, "done").digestOrFail()).isEmpty();
    }

    @Test
    public void shouldGiveAsTheReasonWhatIsNotProgress() {
        assertThatThrownBy(() -> output(
                                1,
                                "The push refers to repository [r.example/timeout]",
                                "a08ebd251f30: Preparing",
                                "a08ebd251f30: Retrying in 1 second",
                                "denied: requested access to the resource is denied")
                        .digestOrFail())
                .hasMessage("denied: requested access to the resource is denied");
    }

    @Test
    public void shouldFallBackToTheExitStatus() {
        assertThatThrownBy(() -> output(1, "a08ebd251f30: Preparing").digestOrFail())
                .hasMessageContaining("exited with status 1");
    }

    @Test
    public void shouldTryAgainOnlyWhatCanPass() {
        for (String passing : new String[] {
            "Get \"http://127.0.0.1:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused",
            "received unexpected HTTP status: 503 Service Unavailable",
            "error parsing HTTP 429 response body: invalid character '<' looking for beginning of value",
            "toomanyrequests: You have reached your rate limit",
            "net/http: TLS handshake timeout",
            "unexpected EOF",
            "write tcp 10.0.0.1:1->10.0.0.2:2: write: connection reset by peer",
            "dial tcp: lookup r.example: no such host",
            "context deadline exceeded"
        }) {
            assertThat(failure(passing).mayPass()).as(passing).isTrue();
        }
    }

    @Test
    public void shouldNotTryAgainWhatCannotPass() {
        for (String lasting : new String[] {
            "denied: requested access to the resource is denied",
            "unauthorized: authentication required",
            "no basic auth credentials",
            "An image does not exist locally with the tag: r.example/app",
            "denied: quota exceeded, server answered status 503",
            "error parsing HTTP 413 response body",
            "name invalid"
        }) {
            assertThat(failure(lasting).mayPass()).as(lasting).isFalse();
        }
    }

    @Test
    public void shouldNotSpendTheTimeLimitAgain() {
        AttemptFailedException failure =
                catchThrowableOfType(AttemptFailedException.class, () -> output(CommandResult.TIMED_OUT, "i/o timeout")
                        .digestOrFail());

        assertThat(failure.mayPass()).isFalse();
        assertThat(failure).hasMessageContaining("did not end within");
    }

    private static AttemptFailedException failure(String line) {
        return catchThrowableOfType(
                AttemptFailedException.class, () -> output(1, line).digestOrFail());
    }

    private static DockerOutput output(int exitCode, String... lines) {
        Command command = Command.of("docker", "push", "r.example/app:sha-1").build();
        return new DockerOutput(new CommandResult(command, exitCode, "", List.of(lines), Duration.ZERO));
    }
}
