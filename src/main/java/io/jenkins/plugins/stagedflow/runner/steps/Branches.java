package io.jenkins.plugins.stagedflow.runner.steps;

import com.cloudbees.groovy.cps.Outcome;
import io.jenkins.plugins.stagedflow.runner.context.Interruption;
import io.jenkins.plugins.stagedflow.runner.context.Result;
import io.jenkins.plugins.stagedflow.runner.context.StepFailure;
import io.jenkins.plugins.stagedflow.runner.cps.PipelineThread;
import io.jenkins.plugins.stagedflow.runner.cps.StepCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The branches of one parallel step, all on the thread of the pipeline. */
final class Branches {
    private final StepCall call;
    private final int count;
    private final boolean failFast;
    private final Map<String, PipelineThread> threads = new LinkedHashMap<>();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final List<Throwable> failures = new ArrayList<>();

    Branches(StepCall call, int count, boolean failFast) {
        this.call = call;
        this.count = count;
        this.failFast = failFast;
    }

    void add(String name, PipelineThread thread) {
        threads.put(name, thread);
    }

    void ended(String name, Outcome outcome) {
        outcomes.put(name, outcome);
        if (outcome.isFailure()) {
            failed(name, outcome.getAbnormal());
        }
        if (outcomes.size() == count) {
            finish();
        }
    }

    private void failed(String name, Throwable failure) {
        failures.add(failure);
        call.context().note("Failed in branch " + name);
        if (failFast && failures.size() == 1) {
            Interruption cause = new Interruption(Result.ABORTED, "Failed in branch " + name);
            threads.forEach((other, thread) -> {
                if (!outcomes.containsKey(other)) {
                    thread.stop(cause);
                }
            });
        }
    }

    private void finish() {
        if (failures.isEmpty()) {
            Map<String, Object> values = new LinkedHashMap<>();
            threads.keySet().forEach(name -> values.put(name, outcomes.get(name).getNormal()));
            call.succeed(values);
        } else {
            call.fail(worst());
        }
    }

    // With failFast the first failure is the reason of the others; else the worst, and of equals the first, tells.
    private Throwable worst() {
        List<Throwable> order = new ArrayList<>(failures);
        if (!failFast) {
            order.sort(Comparator.comparingInt(Branches::mildness));
        }
        Throwable worst = order.get(0);
        order.subList(1, order.size()).stream().filter(other -> other != worst).forEach(worst::addSuppressed);
        return worst;
    }

    private static int mildness(Throwable failure) {
        if (failure instanceof Interruption interruption) {
            return 2 + Result.values().length - interruption.getResult().ordinal();
        }
        return failure instanceof StepFailure ? 1 : 0;
    }
}
