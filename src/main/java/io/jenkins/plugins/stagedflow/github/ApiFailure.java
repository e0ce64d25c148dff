package io.jenkins.plugins.stagedflow.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.kohsuke.github.HttpException;

/**
 * A failure of the API in words.
 *
 * @param status of the answer, 0 if there was none
 * @param reason who answered what
 * @param mayPass whether the same may succeed a little later
 */
record ApiFailure(int status, String reason, boolean mayPass) {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNPROCESSABLE = 422;
    private static final int SERVER_ERROR = 500;
    private static final int LONGEST = 300;

    static ApiFailure of(IOException e) {
        Optional<RefusedAnswerException> refused = cause(e, RefusedAnswerException.class);
        if (refused.isPresent()) {
            return new ApiFailure(FORBIDDEN, String.valueOf(refused.get().getMessage()), false);
        }
        if (cause(e, FileNotFoundException.class).isPresent()) {
            return new ApiFailure(NOT_FOUND, "GitHub answered 404: " + words(e), false);
        }
        int status = cause(e, HttpException.class)
                .map(HttpException::getResponseCode)
                .filter(code -> code > 0)
                .orElse(0);
        return status > 0
                ? new ApiFailure(status, "GitHub answered %d: %s".formatted(status, words(e)), status >= SERVER_ERROR)
                : new ApiFailure(
                        0,
                        "GitHub could not be asked: " + words(e),
                        cause(e, SSLException.class).isEmpty());
    }

    /** Returns whether there is a release of that tag, made by somebody else in the meantime. */
    boolean saysAlreadyExists() {
        return status == UNPROCESSABLE && reason.contains("already_exists");
    }

    /** Returns what can be done about it. */
    String remedy() {
        return switch (status) {
            case UNAUTHORIZED -> "Check the token: GitHub does not know it";
            case FORBIDDEN -> "Run again later, or give a token that may write contents there";
            case NOT_FOUND -> "Check 'repository' and 'apiUrl', and that the token may see the repository";
            default -> "";
        };
    }

    /** Returns the first of that type among the exception and what is behind it. */
    static <E extends Throwable> Optional<E> cause(Throwable e, Class<E> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    private static String words(IOException e) {
        String message = Optional.ofNullable(e.getMessage())
                .orElse(e.getClass().getSimpleName())
                .replaceFirst("^[^{]*(?=\\{)", "");
        String words = fromJson(message).orElse(message).strip().replaceAll("\\s*\\p{Cntrl}+\\s*", " / ");
        return words.isEmpty()
                ? "nothing else"
                : words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "...";
    }

    // {"message": "Validation Failed", "errors": [{"resource": "Release", "code": "already_exists", "field":
    // "tag_name"}]}
    private static Optional<String> fromJson(String text) {
        try {
            JsonNode answer = new ObjectMapper().readTree(text);
            StringBuilder words = new StringBuilder(answer.path("message").asText(""));
            answer.path("errors").forEach(error -> words.append("; ")
                    .append(error.path("field").asText(""))
                    .append(' ')
                    .append(error.path("code").asText(""))
                    .append(error.path("message").asText(error.asText(""))));
            return words.isEmpty() ? Optional.empty() : Optional.of(words.toString());
        } catch (JsonProcessingException e) {
            // A page of a proxy, or words of the library.
            return Optional.empty();
        }
    }
}
