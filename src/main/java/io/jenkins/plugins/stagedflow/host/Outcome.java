package io.jenkins.plugins.stagedflow.host;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Optional;

/** How one of several pieces of parallel work ended: with a value or with a failure. */
public final class Outcome<T> {
    @CheckForNull
    private final T value;

    @CheckForNull
    private final RuntimeException failure;

    private Outcome(@CheckForNull T value, @CheckForNull RuntimeException failure) {
        this.value = value;
        this.failure = failure;
    }

    static <T> Outcome<T> of(T value) {
        return new Outcome<>(value, null);
    }

    static <T> Outcome<T> failed(RuntimeException failure) {
        return new Outcome<>(null, failure);
    }

    /** Returns the value if the work succeeded. */
    public Optional<T> value() {
        return Optional.ofNullable(value);
    }

    /** Returns the failure if the work failed. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns the value or throws the failure. */
    public T get() {
        if (failure != null) {
            throw failure;
        }
        return value().orElseThrow();
    }
}
