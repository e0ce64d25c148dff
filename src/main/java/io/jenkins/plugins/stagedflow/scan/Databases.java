package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.HostPath;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The databases of one call: each is brought once, checked, and then only read, by all its scans. What was fetched before
 * is used while it is fresh.
 */
final class Databases implements AutoCloseable {
    private final Host host;
    private final Timing timing;
    private final Trivy trivy;
    private final ScanCache cache;
    private final DatabaseOptions options;
    private final HostPath view;
    private final Map<DatabaseKind, DatabaseInfo> used = Collections.synchronizedMap(new EnumMap<>(DatabaseKind.class));

    Databases(Host host, Timing timing, Trivy trivy, ScanCache cache, DatabaseOptions options) {
        this.host = host;
        this.timing = timing;
        this.trivy = trivy;
        this.cache = cache;
        this.options = options;
        view = cache.directoryOfThisRun();
    }

    /** Returns the cache directory for Trivy, with the databases brought so far and nothing else. */
    HostPath cache() {
        return view;
    }

    /** Returns what was brought so far. */
    List<DatabaseInfo> used() {
        synchronized (used) {
            return List.copyOf(used.values());
        }
    }

    /**
     * Brings a database, unless that was done before. Who asks meanwhile waits.
     *
     * @throws OperationFailedException if there is none, it fails its check, or it is older than it may be
     */
    synchronized void bring(DatabaseKind kind, Console console) throws InterruptedException {
        if (used.containsKey(kind)) {
            return;
        }
        DatabaseState state =
                options.directory().isEmpty() ? cached(kind, console) : requireUsable(kind, opened(kind, offline()));
        requireAge(kind, state);
        DatabaseInfo info = info(kind, state);
        used.put(kind, info);
        console.line(info.summary());
    }

    @Override
    public void close() {
        host.files().delete(view);
    }

    private DatabaseState cached(DatabaseKind kind, Console console) throws InterruptedException {
        DatabaseState there = opened(kind, cache.directory());
        if (there.isFresh(now(), kind.rest())) {
            return there;
        }
        if (!there.isUsable() && host.files().exists(cache.directory().resolve(kind.directory()))) {
            console.line("The " + kind.label() + " database of the cache is not used: " + there.problem());
        }
        try {
            fetch(kind, console.named("database"));
        } catch (OperationFailedException e) {
            return former(kind, there, e, console);
        }
        return requireUsable(kind, opened(kind, cache.directory()));
    }

    private void fetch(DatabaseKind kind, Console console) throws InterruptedException {
        HostPath staging = cache.temporary("fetch-");
        try {
            new DatabaseFetch(host, timing, trivy).fetch(kind, options.repositories(kind), staging, console);
            // Before anybody else can see it.
            requireUsable(kind, host.call(new OpenDatabase(kind, staging, false, view), console));
            String problem = host.call(new PublishDatabase(kind, staging, cache.directory()), console);
            if (!problem.isEmpty()) {
                throw failure(kind, problem);
            }
        } finally {
            host.files().delete(staging);
        }
    }

    // A registry that cannot be reached for a while is no reason not to deliver, while the limit of the age is kept.
    private DatabaseState former(DatabaseKind kind, DatabaseState there, OperationFailedException e, Console console)
            throws InterruptedException {
        if (!there.isUsable() || isTooOld(kind, there)) {
            throw e;
        }
        console.line(
                "A newer " + kind.label() + " database could not be had, the one at hand is used: " + e.getMessage());
        return requireUsable(kind, opened(kind, cache.directory()));
    }

    private DatabaseState opened(DatabaseKind kind, HostPath from) throws InterruptedException {
        boolean shared = options.directory().isEmpty();
        return host.call(new OpenDatabase(kind, from, shared, view), Console.silent());
    }

    private HostPath offline() {
        return host.directory().resolve(options.directory());
    }

    private DatabaseState requireUsable(DatabaseKind kind, DatabaseState state) {
        if (!state.isUsable()) {
            throw failure(kind, state.problem());
        }
        return state;
    }

    private OperationFailedException failure(DatabaseKind kind, String problem) {
        boolean ours = options.directory().isEmpty();
        return new OperationFailedException(
                "use Trivy's " + kind.label() + " database",
                problem,
                ours
                        ? "Look at what " + kind.field() + " name; nothing can be said about an image without it"
                        : "Put a whole one there: databaseDirectory must hold " + kind.directory() + "/" + kind.file()
                                + " and " + kind.directory() + "/metadata.json");
    }

    private void requireAge(DatabaseKind kind, DatabaseState state) {
        if (isTooOld(kind, state)) {
            throw new OperationFailedException(
                    "use Trivy's " + kind.label() + " database of " + state.updatedAt(),
                    "it is " + words(state.age(now())) + " old, and maxDbAge allows " + words(options.maxAge()),
                    "Bring a newer one, or allow it by a larger maxDbAge (0 allows any age)");
        }
    }

    // How old the list of Java archives is says little: archives do not change.
    private boolean isTooOld(DatabaseKind kind, DatabaseState state) {
        return kind == DatabaseKind.VULNERABILITY
                && !options.maxAge().isZero()
                && state.age(now()).compareTo(options.maxAge()) > 0;
    }

    private static String words(Duration time) {
        return time.toDays() >= 2 ? time.toDays() + " days" : time.toHours() + " hours";
    }

    private DatabaseInfo info(DatabaseKind kind, DatabaseState state) {
        List<String> repositories = options.repositories(kind);
        String source = options.directory().isEmpty()
                ? repositories.isEmpty() ? "Trivy's repositories" : String.join(", ", repositories)
                : offline().value();
        double hours = Math.round(state.age(now()).toMinutes() / 6.0) / 10.0;
        return new DatabaseInfo(kind.label(), state.updatedAt().toString(), hours, source);
    }

    private Instant now() {
        return timing.clock().instant();
    }
}
