package io.jenkins.plugins.stagedflow.github;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.time.Instant;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * An answer after which it is no use to go on: the token has asked more than it may, or asking elsewhere is not safe.
 *
 * @see <a href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">rate limits</a>
 */
final class RefusedAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    private RefusedAnswerException(String message) {
        super(message);
    }

    static RefusedAnswerException limit(GitHubConnectorResponse response) {
        String limit = "GitHub answered %d: the rate limit of this token is used up".formatted(response.statusCode());
        return new RefusedAnswerException(limit + until(response));
    }

    static RefusedAnswerException redirect(int status, String target) {
        return new RefusedAnswerException(
                "GitHub answered %d: it points to %s, where the token is not sent".formatted(status, target));
    }

    private static String until(GitHubConnectorResponse response) {
        String retryAfter = number(response.header("Retry-After"));
        if (!retryAfter.isEmpty()) {
            return ", for " + retryAfter + " s";
        }
        String reset = number(response.header("X-RateLimit-Reset"));
        return reset.isEmpty() ? "" : " until " + Instant.ofEpochSecond(Long.parseLong(reset));
    }

    private static String number(@CheckForNull String header) {
        return header != null && header.matches("[0-9]{1,10}") ? header : "";
    }
}
