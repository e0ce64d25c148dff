package io.jenkins.plugins.stagedflow.deploy;

import io.jenkins.plugins.stagedflow.host.CommandResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;

/**
 * A shell on the target that runs one script. The script goes to its standard input, which then stays open: the script
 * takes its end for the end of the caller.
 */
final class RemoteScript implements AutoCloseable {
    /** The exit status of a script that was ended at its time limit. */
    static final int TIMED_OUT = CommandResult.TIMED_OUT;

    /** The exit status of a script whose end was not learned, because the connection broke. */
    static final int LOST = -1;

    /** The exit status of a script that was ended by a signal. */
    static final int KILLED = 128;

    private static final Duration TO_OPEN = Duration.ofSeconds(20);
    private static final Duration TO_CLOSE = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(10);

    // The limit is kept on the target too, where its scripts can still clean up.
    private static final String SHELL =
            "sh -c 'timeout -k 5 1 true 2>/dev/null && exec timeout -k 5 %d sh -s; exec sh -s'";

    private final ChannelExec channel;
    private final Duration limit;
    private final LineStream lines;
    private final CountDownLatch closed = new CountDownLatch(1);

    private RemoteScript(ChannelExec channel, Duration limit, LineStream lines) {
        this.channel = channel;
        this.limit = limit;
        this.lines = lines;
        channel.addCloseFutureListener(future -> closed.countDown());
    }

    static RemoteScript start(ClientSession session, String script, Duration limit, RemoteOutput output)
            throws InterruptedException {
        LineStream lines = new LineStream(output::line);
        try {
            ChannelExec channel = session.createExecChannel(SHELL.formatted(Math.max(1, limit.toSeconds())));
            channel.setRedirectErrorStream(true);
            channel.setOut(lines);
            RemoteScript running = new RemoteScript(channel, limit, lines);
            channel.open().verify(TO_OPEN);
            running.send(script);
            return running;
        } catch (IOException | IllegalStateException e) {
            Interruption.rethrow(e);
            throw new ConnectionLostException("the connection broke (" + e.getMessage() + ")");
        }
    }

    /** Waits for the end of the script and returns its exit status, {@link #TIMED_OUT}, {@link #KILLED} or {@link #LOST}. */
    int exitStatus() throws InterruptedException {
        if (!closed.await(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS)) {
            return TIMED_OUT;
        }
        lines.close();
        Integer status = channel.getExitStatus();
        return status != null ? status : channel.getExitSignal() == null ? LOST : KILLED;
    }

    /** Returns whether the script has ended. */
    boolean isOver() {
        return closed.getCount() == 0;
    }

    /** Gives the script a sign of life, which is an empty line. */
    void signOfLife() {
        try {
            send("\n");
        } catch (IOException e) {
            // The connection broke: whoever waits for the script learns it.
            return;
        }
    }

    /** Ends the script if it still runs, and gives it a moment to clean up. */
    @Override
    public void close() {
        boolean ended = false;
        try {
            endInput();
            ended = closed.await(TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            channel.close(!ended);
        }
    }

    private void endInput() {
        try {
            channel.getInvertedIn().close();
        } catch (IOException e) {
            // The connection is broken: that is the end of the input too.
            return;
        }
    }

    private void send(String text) throws IOException {
        OutputStream input = channel.getInvertedIn();
        input.write(text.getBytes(StandardCharsets.UTF_8));
        input.flush();
    }
}
