package org.jenkinsci.plugins.workflow.libs;

import hudson.model.AbstractDescribableImpl;

public class LibraryConfiguration extends AbstractDescribableImpl<LibraryConfiguration> {
    public LibraryConfiguration(String name, LibraryRetriever retriever) {
        throw new UnsupportedOperationException("signature only");
    }

    public void setDefaultVersion(String defaultVersion) {
        throw new UnsupportedOperationException("signature only");
    }

    public void setAllowVersionOverride(boolean allowVersionOverride) {
        throw new UnsupportedOperationException("signature only");
    }

    public void setIncludeInChangesets(boolean includeInChangesets) {
        throw new UnsupportedOperationException("signature only");
    }
}
