package hudson.model;

import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class Descriptor<T extends Describable<T>> {
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

    public static class FormException extends Exception {
        private static final long serialVersionUID = 1L;

        public FormException(Throwable cause, String formField) {
            super(cause);
        }
    }
}
