package io.jenkins.plugins.stagedflow.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Test;

public class StartedWorkTest {
    @Test
    public void shouldGoOnBesideTheThreadThatStartedIt() throws Exception {
        CountDownLatch caller = new CountDownLatch(1);
        ParallelWork.Work<String> waiting = () -> {
            caller.await();
            return "done";
        };

        try (StartedWork<String> work = ParallelWork.start(Map.of("one", waiting), 1)) {
            caller.countDown();

            assertThat(work.outcomes().get("one").value()).contains("done");
        }
    }

    @Test
    public void shouldHaveEndedWhenItIsClosed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean cleanedUp = new AtomicBoolean();
        ParallelWork.Work<String> endless = () -> {
            try {
                begun.countDown();
                TimeUnit.HOURS.sleep(1);
                return "";
            } finally {
                cleanedUp.set(true);
            }
        };

        try (StartedWork<String> work = ParallelWork.start(Map.of("endless", endless), 1)) {
            begun.await();
            assertThat(work).isNotNull();
        }

        assertThat(cleanedUp).isTrue();
    }
}
