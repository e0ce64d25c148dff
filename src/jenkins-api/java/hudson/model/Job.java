package hudson.model;

public abstract class Job<J extends Job<J, R>, R extends Run<J, R>> extends Actionable implements Item {
    @Override
    public String getFullName() {
        throw new UnsupportedOperationException("signature only");
    }

    public R getLastBuild() {
        throw new UnsupportedOperationException("signature only");
    }

    public R getLastCompletedBuild() {
        throw new UnsupportedOperationException("signature only");
    }
}
