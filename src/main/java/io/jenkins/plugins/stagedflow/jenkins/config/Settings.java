package io.jenkins.plugins.stagedflow.jenkins.config;

import java.util.List;

/** What is set once for all steps. */
public interface Settings {
    /** Returns what steps use where the Jenkinsfile gives no argument. */
    Defaults defaults();

    /** Returns where deployments may go. */
    Targets allowedTargets();

    /** Returns settings of somebody who has set nothing. */
    static Settings none() {
        return new Settings() {
            @Override
            public Defaults defaults() {
                return new Defaults("", "", "", "", "", "", "", List.of(), List.of(), "");
            }

            @Override
            public Targets allowedTargets() {
                return new Targets(List.of(), false, "");
            }
        };
    }
}
