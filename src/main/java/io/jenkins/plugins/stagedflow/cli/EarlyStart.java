package io.jenkins.plugins.stagedflow.cli;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/**
 * Makes ready beside the main thread what takes a tenth of a second each: Groovy, which picocli asks for where it is on the
 * class path, and the certificates of the Java machine, which every client of HTTP wants.
 */
final class EarlyStart {
    private EarlyStart() {}

    /** Returns at once. What fails here fails again, and is told, where it is needed. */
    static void begin() {
        Thread thread = new Thread(EarlyStart::load, "early start");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        try {
            Class.forName("groovy.lang.Closure");
            SSLContext.getDefault();
        } catch (ClassNotFoundException | LinkageError | GeneralSecurityException e) {
            // See above.
            return;
        }
    }
}
