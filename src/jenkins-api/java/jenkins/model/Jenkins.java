package jenkins.model;

import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import hudson.security.AccessControlled;
import hudson.security.Permission;

public class Jenkins implements AccessControlled, ItemGroup<TopLevelItem> {
    public static final Permission ADMINISTER = null;

    protected Jenkins() {}

    public static Jenkins get() {
        throw new UnsupportedOperationException("signature only");
    }

    @Override
    public boolean hasPermission(Permission permission) {
        throw new UnsupportedOperationException("signature only");
    }
}
