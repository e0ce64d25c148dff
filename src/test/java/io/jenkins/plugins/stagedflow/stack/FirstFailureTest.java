package io.jenkins.plugins.stagedflow.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Test;

public class FirstFailureTest {
    @Test
    public void shouldInterruptTheOthersWhenOneFails() {
        AtomicBoolean interrupted = new AtomicBoolean();

        assertThatThrownBy(() -> FirstFailure.run(List.of(
                        () -> {
                            try {
                                Thread.sleep(60_000);
                            } catch (InterruptedException e) {
                                interrupted.set(true);
                                throw e;
                            }
                        },
                        () -> {
                            throw new OperationFailedException("do it", "it is bad", "");
                        })))
                .hasMessage("Could not do it: it is bad.");
        assertThat(interrupted).isTrue();
    }

    @Test
    public void shouldReturnWhenAllAreDone() throws Exception {
        AtomicBoolean first = new AtomicBoolean();
        AtomicBoolean second = new AtomicBoolean();

        FirstFailure.run(List.of(() -> first.set(true), () -> second.set(true)));

        assertThat(first).isTrue();
        assertThat(second).isTrue();
    }
}
