package io.jenkins.plugins.stagedflow.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class ValuesTest {
    @Test
    public void shouldNotShowASecretUnlessRevealed() {
        Secret secret = Secret.of("hunter2");

        assertThat(secret).hasToString("****").isEqualTo(Secret.of("hunter2")).isNotEqualTo(Secret.of("other"));
        assertThat(secret.reveal()).isEqualTo("hunter2");
    }

    @Test
    public void shouldMaskASecretInEveryFormItTurnsUpIn() {
        Mask mask =
                Mask.nothing().with(List.of(Secret.of("p&ss word!"), Secret.of("line-one-of-key\nline-two-of-key\n")));

        assertThat(mask.apply("a p&ss word! b")).isEqualTo("a **** b");
        assertThat(mask.apply("url?x=p%26ss+word%21")).isEqualTo("url?x=****");
        assertThat(mask.apply("cCZzcyB3b3JkIQ==")).isEqualTo("****");
        assertThat(mask.apply("said line-two-of-key")).isEqualTo("said ****");
    }

    @Test
    public void shouldMaskTheLongerOfTwoSecretsWhole() {
        Mask mask = Mask.nothing().with(List.of(Secret.of("abc"), Secret.of("abcdef")));

        assertThat(mask.apply("abcdef abc")).isEqualTo("**** ****");
    }

    @Test
    public void shouldNotMaskEverythingForAnEmptySecret() {
        assertThat(Mask.nothing().with(List.of(Secret.of(""), Secret.of("\n"))).apply("text"))
                .isEqualTo("text");
    }

    @Test
    public void shouldPrefixLinesWithTheNameOfTheWork() {
        RecordingConsole console = new RecordingConsole();

        console.named("push")
                .named("backend")
                .masking(List.of(Secret.of("hunter2")))
                .line("one hunter2\ntwo");

        assertThat(console.lines()).containsExactly("[push] [backend] one ****", "[push] [backend] two");
    }

    @Test
    public void shouldWaitLongerEachTimeUpToTheLimit() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(5));

        assertThat(List.of(backoff.after(1), backoff.after(2), backoff.after(3), backoff.after(4)))
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(5));
        assertThat(backoff.after(2, 1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    public void shouldStopLookingAtTheDeadline() throws Exception {
        ManualTiming time = new ManualTiming();

        Optional<String> found = time.timing()
                .poll(
                        time.timing().deadline(Duration.ofSeconds(3)),
                        new Backoff(Duration.ofSeconds(2), 1, Duration.ofSeconds(2)),
                        Optional::empty);

        assertThat(found).isEmpty();
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(1));
    }

    @Test
    public void shouldRunAllParallelWorkToItsEndAndKeepEveryFailure() throws Exception {
        Map<String, ParallelWork.Work<String>> work = new LinkedHashMap<>();
        work.put("good", () -> "done");
        work.put("bad", () -> {
            throw new OperationFailedException("do it", "it is bad", "");
        });
        work.put("late", () -> {
            Thread.sleep(50);
            return "late";
        });

        Map<String, Outcome<String>> outcomes = ParallelWork.run(work, 3);

        assertThat(outcomes.keySet()).containsExactly("good", "bad", "late");
        assertThat(outcomes.get("good").value()).contains("done");
        assertThat(outcomes.get("late").value()).contains("late");
        assertThat(outcomes.get("bad").failure())
                .get()
                .hasToString(
                        "io.jenkins.plugins.stagedflow.host.OperationFailedException: Could not do it: it is bad.");
    }

    @Test
    public void shouldNameFieldAndValueOfARefusal() {
        assertThatThrownBy(() -> Require.port("port", 70_000))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("port: '70000' is not valid; expected a number from 1 to 65535.");
        assertThatThrownBy(() -> Require.timeLimit("timeout", Duration.ofSeconds(-1)))
                .hasMessageContaining("'-1 s'");
        assertThatThrownBy(() -> Require.distinct("images", List.of(), "at least one image"))
                .hasMessageContaining("images");
        assertThatThrownBy(() -> Require.distinct("images", List.of("a", "a"), ""))
                .hasMessageContaining("'a'");
    }

    @Test
    public void shouldNotPrintThePasswordOfARefusedUrl() {
        assertThatThrownBy(() -> Require.httpUrl("healthUrl", "http://me:hunter2@localhost/"))
                .hasMessageContaining("healthUrl")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    public void shouldResolvePathsOfAHost() {
        HostPath path = new HostPath("/srv/app/");

        assertThat(path.resolve("a/b")).hasToString("/srv/app/a/b");
        assertThat(path.resolve("/etc/x")).hasToString("/etc/x");
        assertThat(path.parent()).hasToString("/srv");
        assertThat(path.name()).isEqualTo("app");
        assertThatThrownBy(() -> new HostPath("relative")).isInstanceOf(IllegalArgumentException.class);
    }
}
