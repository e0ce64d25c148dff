package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.FaultProxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps a step from its end until it is opened, by requests that it holds or refuses so long. */
final class Gate {
    private static final int UNAVAILABLE = 503;
    private static final long SECONDS_HELD = 300;

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    /** Holds requests. */
    FaultProxy.Fault holding() {
        return passing -> {
            reached.countDown();
            opened.await(SECONDS_HELD, TimeUnit.SECONDS);
            passing.on();
        };
    }

    /** Answers that the server is not available. */
    FaultProxy.Fault refusing() {
        return passing -> {
            reached.countDown();
            if (opened.getCount() == 0) {
                passing.on();
            } else {
                passing.answer(UNAVAILABLE, "");
            }
        };
    }

    boolean isReached() {
        return reached.getCount() == 0;
    }

    void open() {
        opened.countDown();
    }
}
