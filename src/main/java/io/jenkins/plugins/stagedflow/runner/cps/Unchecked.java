package io.jenkins.plugins.stagedflow.runner.cps;

/** Throws any failure of a step into the program, which may catch it by its type. */
final class Unchecked {
    private Unchecked() {}

    /** Throws the failure; the return type is for the compiler. */
    static RuntimeException of(Throwable failure) {
        return Unchecked.<RuntimeException>thrown(failure);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException thrown(Throwable failure) throws T {
        throw (T) failure;
    }
}
