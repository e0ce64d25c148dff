package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import io.jenkins.plugins.stagedflow.host.HttpGet;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks a URL once, over the network of the host.
 *
 * @param url what to ask
 * @param insecure whether any certificate will do
 * @param limit how long the answer may take
 */
record ProbeTask(URI url, boolean insecure, Duration limit) implements HostTask<ProbeTask.Answer> {
    private static final int STATUS_ONLY = 0;

    @Override
    public Answer run(Console console) throws InterruptedException {
        Optional<SSLSocketFactory> trusts = insecure ? Optional.of(TrustEverybody.FACTORY) : Optional.empty();
        try {
            return new Answer(
                    new HttpGet(url, limit, false, trusts).send(STATUS_ONLY).status(), "");
        } catch (IOException e) {
            String message = e.getMessage();
            return new Answer(0, message == null ? "no connection" : message);
        }
    }

    /**
     * What came back.
     *
     * @param status the HTTP status, 0 without an answer
     * @param problem why there was no answer, or an empty text
     */
    record Answer(int status, String problem) implements Serializable {
        String description() {
            return problem.isEmpty() ? "the last answer had status " + status : problem;
        }
    }
}
