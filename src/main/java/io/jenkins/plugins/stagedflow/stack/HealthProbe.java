package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.host.Require;
import java.io.Serializable;
import java.time.Duration;

/**
 * How one part of the stack proves that it is healthy.
 *
 * @param name how the part is called in messages and results
 * @param url what it must answer to, over http or https
 * @param timeout how long it may take until it does
 * @param insecure whether any certificate will do, for this probe only
 * @param expectedStatus the HTTP status of a healthy answer
 */
public record HealthProbe(String name, String url, Duration timeout, boolean insecure, int expectedStatus)
        implements Serializable {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(120);
    private static final int OK = 200;

    /** Checks the values. */
    public HealthProbe {
        Require.text("health.name", name);
        Require.httpUrl("health.url", url);
        Require.timeLimit("health.timeout", timeout);
        Require.between("health.expectedStatus", expectedStatus, 100, 599);
    }

    /** Returns a probe that expects status 200 within two minutes, over https with a certificate that verifies. */
    public static HealthProbe of(String name, String url) {
        return new HealthProbe(name, url, USUAL_TIMEOUT, false, OK);
    }

    /** Returns this probe with another limit. */
    public HealthProbe within(Duration limit) {
        return new HealthProbe(name, url, limit, insecure, expectedStatus);
    }

    /** Returns this probe taking any certificate. */
    public HealthProbe withAnyCertificate() {
        return new HealthProbe(name, url, timeout, true, expectedStatus);
    }

    /** Returns this probe expecting another status. */
    public HealthProbe expecting(int status) {
        return new HealthProbe(name, url, timeout, insecure, status);
    }
}
