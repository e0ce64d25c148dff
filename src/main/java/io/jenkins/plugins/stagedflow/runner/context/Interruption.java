package io.jenkins.plugins.stagedflow.runner.context;

/** Something ended the work of a run from outside: a time limit, a failed branch beside it, the user. */
public final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Result result;
    private final boolean actual;

    /** Creates an interruption that gives the run the result, for the reason. */
    public Interruption(Result result, String reason) {
        this(result, reason, true);
    }

    private Interruption(Result result, String reason, boolean actual) {
        super(reason);
        this.result = result;
        this.actual = actual;
    }

    /** Returns this as a failure of the block that was interrupted, which what is around it may try again. */
    public Interruption asFailure() {
        return new Interruption(result, String.valueOf(getMessage()), false);
    }

    /** Returns whether what is around is to end too. */
    public boolean isActual() {
        return actual;
    }

    /** Returns the result of what was interrupted. */
    public Result getResult() {
        return result;
    }

    /** Returns the result that a failure gives what it ends. */
    public static Result resultOf(Throwable failure) {
        return failure instanceof Interruption interruption ? interruption.result : Result.FAILURE;
    }
}
