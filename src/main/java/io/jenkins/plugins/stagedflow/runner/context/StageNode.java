package io.jenkins.plugins.stagedflow.runner.context;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a run that has a name: the run itself, a stage, a branch. Its parts are in the order they began. */
public final class StageNode {
    private final String name;
    private final Kind kind;
    private final Clock clock;
    private final Instant start;

    @CheckForNull
    private final StageNode around;

    private final List<StageNode> parts = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private Duration took = Duration.ZERO;
    private Result result = Result.SUCCESS;
    private String message = "";
    private boolean skipped;

    private StageNode(@CheckForNull StageNode around, String name, Kind kind, Clock clock) {
        this.around = around;
        this.name = name;
        this.kind = kind;
        this.clock = clock;
        start = clock.instant();
    }

    /** Returns a new run. */
    public static StageNode run(String name, Clock clock) {
        return new StageNode(null, name, Kind.RUN, clock);
    }

    /** Adds a part that begins now. */
    public synchronized StageNode begin(String part, Kind partKind) {
        StageNode node = new StageNode(this, part, partKind, clock);
        parts.add(node);
        return node;
    }

    /** Ends it now. */
    public synchronized void end(Result how, String why) {
        took = Duration.between(start, clock.instant());
        result = result.and(how);
        message = message.isEmpty() ? why : message;
    }

    /** Makes its result worse, for a reason. */
    public synchronized void worsen(Result how, String why) {
        result = result.and(how);
        message = message.isEmpty() ? why : message;
    }

    /** Marks that it was left out, for a reason. */
    public synchronized void skip(String why) {
        skipped = true;
        result = Result.NOT_BUILT;
        message = why;
    }

    /** Keeps the result of a step of this suite, for the summary. */
    public synchronized void record(String step, Map<?, ?> value) {
        operations.add(new Operation(step, value));
    }

    /** Returns the results of steps of this suite, in their order. */
    public synchronized List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** Returns the part of the run it is a part of, if it is not the run itself. */
    public Optional<StageNode> around() {
        return Optional.ofNullable(around);
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns what it is. */
    public Kind kind() {
        return kind;
    }

    /** Returns how long it took. */
    public synchronized Duration took() {
        return took;
    }

    /** Returns how it ended. */
    public synchronized Result result() {
        return result;
    }

    /** Returns why it ended so, or an empty text. */
    public synchronized String message() {
        return message;
    }

    /** Returns whether it was left out. */
    public synchronized boolean isSkipped() {
        return skipped;
    }

    /** Returns its parts. */
    public synchronized List<StageNode> parts() {
        return List.copyOf(parts);
    }

    /**
     * What a step of this suite returned.
     *
     * @param step its name
     * @param result its result
     */
    public record Operation(String step, Map<?, ?> result) {}

    /** What a part of a run is. */
    public enum Kind {
        /** The run as a whole. */
        RUN,
        /** A stage. */
        STAGE,
        /** A branch of a parallel step. */
        BRANCH
    }
}
