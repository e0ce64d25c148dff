package io.jenkins.plugins.stagedflow.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.remoting.Channel;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.stagedflow.host.Backoff;
import io.jenkins.plugins.stagedflow.host.Console;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Asks the agent now and then whether an operation has something to do yet. Nobody waits for an answer: it is looked for the
 * next time, so that one thread asks for any number of builds.
 */
final class AgentLook {
    // A build of few is seen at once, and one of many costs little.
    private static final Backoff PACE = new Backoff(Duration.ofMillis(100), 1.1, Duration.ofSeconds(1));

    private final OperationStep step;
    private final AgentHost host;
    private final Site site;
    private final long start = System.nanoTime();
    private int looks;

    @CheckForNull
    private Future<Boolean> answer;

    AgentLook(OperationStep step, AgentHost host, Site site) {
        this.step = step;
        this.host = host;
        this.site = site;
    }

    /** Returns how long to wait before the next look. */
    Duration pause() {
        return PACE.after(++looks);
    }

    /** Returns how long the step has waited. */
    Duration waited() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Returns whether the agent went away. */
    boolean isLost() {
        return host.isLost();
    }

    /** Looks: returns whether there is something to do, be it that the agent does not know. */
    boolean isWorthwhile() throws InterruptedException {
        if (answer == null) {
            answer = asked();
        }
        return answer.isDone() && isYes();
    }

    private boolean isYes() throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            // The operation meets it again, and tells it.
            return true;
        } finally {
            answer = null;
        }
    }

    private Future<Boolean> asked() throws InterruptedException {
        HostOperation<Boolean> question = step.look(site.after(waited())).orElseThrow();
        OperationCall<Boolean> call = host.call(question, new ConsoleStream(Console.silent()::line));
        VirtualChannel channel = host.channel();
        try {
            // The built-in node would take a thread for it.
            return channel instanceof Channel
                    ? channel.callAsync(call)
                    : CompletableFuture.completedFuture(channel.call(call));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
