package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.io.IOException;
import jenkins.model.ArtifactManager;

public abstract class Run<J extends Job<J, R>, R extends Run<J, R>> extends Actionable
        implements AccessControlled, Saveable {
    public static final Permission ARTIFACTS = null;

    public J getParent() {
        throw new UnsupportedOperationException("signature only");
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException("signature only");
    }

    public String getUrl() {
        throw new UnsupportedOperationException("signature only");
    }

    public int getNumber() {
        throw new UnsupportedOperationException("signature only");
    }

    public R getPreviousBuild() {
        throw new UnsupportedOperationException("signature only");
    }

    public Result getResult() {
        throw new UnsupportedOperationException("signature only");
    }

    public void setResult(Result r) {
        throw new UnsupportedOperationException("signature only");
    }

    public final synchronized ArtifactManager pickArtifactManager() throws IOException {
        throw new UnsupportedOperationException("signature only");
    }

    @Override
    public boolean hasPermission(Permission p) {
        throw new UnsupportedOperationException("signature only");
    }

    @Override
    public synchronized void save() throws IOException {
        throw new UnsupportedOperationException("signature only");
    }
}
