package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Asks a URL once, over the network of the host.
 *
 * @param url what to ask
 * @param insecure whether any certificate will do
 * @param limit how long the answer may take
 */
record ProbeTask(URI url, boolean insecure, Duration limit) implements HostTask<ProbeTask.Answer> {
    @Override
    public Answer run(Console console) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url).timeout(limit).build();
        try {
            HttpClient client = insecure ? Clients.INSECURE : Clients.SECURE;
            return new Answer(
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode(), "");
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

    /** One client of each kind a JVM: each has threads of its own, and probes ask every second. */
    private static final class Clients {
        static final HttpClient SECURE = builder().build();
        static final HttpClient INSECURE =
                builder().sslContext(trustingEverybody()).build();

        private static HttpClient.Builder builder() {
            return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
        }

        private static SSLContext trustingEverybody() {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {new TrustEverybody()}, new SecureRandom());
                return context;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
