package hudson.model;

import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class Descriptor<T extends Describable<T>> implements Saveable {
    public final transient Class<? extends T> clazz;

    protected Descriptor() {
        throw new UnsupportedOperationException("signature only");
    }

    public String getDisplayName() {
        throw new UnsupportedOperationException("signature only");
    }

    public T newInstance(StaplerRequest2 request, JSONObject formData) throws FormException {
        throw new UnsupportedOperationException("signature only");
    }

    public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
        throw new UnsupportedOperationException("signature only");
    }

    @Override
    public synchronized void save() {
        throw new UnsupportedOperationException("signature only");
    }

    public synchronized void load() {
        throw new UnsupportedOperationException("signature only");
    }

    public static final class FormException extends Exception {
        private static final long serialVersionUID = 1L;

        public FormException(Throwable cause, String formField) {
            super(cause);
        }
    }
}
