package io.jenkins.plugins.stagedflow.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;

/** Words for failures of a connection, some of which come without any. */
final class Causes {
    private Causes() {}

    static String words(IOException e) {
        if (e instanceof ConnectException) {
            return isUnresolved(e) ? "no such host" : "nobody answers there";
        }
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? "the connection broke (" + e.getClass().getSimpleName() + ")"
                : message;
    }

    private static boolean isUnresolved(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof UnresolvedAddressException;
    }
}
