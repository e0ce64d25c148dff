package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks all parts of the stack at once until all of them are healthy at the same time, or the time of one is over. */
final class HealthCheck {
    private final Host host;
    private final Console console;
    private final Timing timing;
    private final Progress progress;

    HealthCheck(Host host, Console console, Timing timing, Progress progress) {
        this.host = host;
        this.console = console;
        this.timing = timing;
        this.progress = progress;
    }

    /**
     * Returns when all parts are healthy.
     *
     * @throws OperationFailedException if one did not become healthy, or did not stay so: names each and why
     */
    void await(List<HealthProbe> probes) throws InterruptedException {
        List<HealthWait> all = probes.stream()
                .map(probe -> new HealthWait(host, console, timing, probe))
                .toList();
        List<HealthWait> waiting = all;
        while (!waiting.isEmpty()) {
            becomeHealthy(waiting);
            waiting = noLongerHealthy(all);
        }
    }

    private void becomeHealthy(List<HealthWait> waiting) throws InterruptedException {
        Map<String, ParallelWork.Work<Boolean>> work = new LinkedHashMap<>();
        waiting.forEach(wait -> work.put(wait.name(), () -> {
            progress.healthy(wait.await());
            return true;
        }));
        String failures = ParallelWork.run(work, work.size()).values().stream()
                .flatMap(outcome -> outcome.failure().stream())
                .map(Throwable::getMessage)
                .collect(Collectors.joining("; "));
        if (!failures.isEmpty()) {
            throw new OperationFailedException(
                    "prove the stack healthy", failures, "See the logs of these services, or raise their time-outs");
        }
    }

    // One may have gone while others came; only all of them at once are a healthy stack.
    private List<HealthWait> noLongerHealthy(List<HealthWait> all) throws InterruptedException {
        Map<String, ParallelWork.Work<Boolean>> work = new LinkedHashMap<>();
        all.forEach(wait -> work.put(wait.name(), wait::isHealthy));
        Map<String, Outcome<Boolean>> outcomes = ParallelWork.run(work, work.size());
        List<HealthWait> gone = new ArrayList<>();
        for (HealthWait wait : all) {
            if (!outcomes.get(wait.name()).get()) {
                progress.unhealthy(wait.name());
                console.line(wait.name() + " was healthy and is not any more: " + wait.last());
                gone.add(wait);
            }
        }
        return gone;
    }
}
