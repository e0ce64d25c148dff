package io.jenkins.plugins.stagedflow.push;

import io.jenkins.plugins.stagedflow.host.CommandResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code docker push} says at its end. */
record DockerOutput(CommandResult result) {
    private static final Pattern DIGEST = Pattern.compile("\\S+: digest: (sha256:[0-9a-f]{64}) size: \\d+");
    private static final Pattern PROGRESS =
            Pattern.compile("The push refers to .*|[0-9a-f]{12}: .*|Using default tag: .*");
    private static final Pattern FINAL = Pattern.compile(
            "denied|unauthorized|authentication required|no basic auth|insufficient_scope|does not exist|no such image",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PASSING = Pattern.compile(
            "(?:HTTP|status)\\D{0,20}(?:408|429|5\\d\\d)|too ?many ?requests|internal server error|bad gateway"
                    + "|service unavailable|gateway time-?out|connection re(?:fused|set)|broken pipe|\\bEOF\\b|time-?out"
                    + "|deadline exceeded|no such host|temporary failure|network is unreachable",
            Pattern.CASE_INSENSITIVE);

    /** Returns the digest that docker pushed, empty if it does not say. */
    String digestOrFail() {
        if (!result.isSuccess()) {
            throw new AttemptFailedException(reason(), mayPass());
        }
        return result.lastLines().stream()
                .map(DIGEST::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElse("");
    }

    private String reason() {
        return result.exitCode() == CommandResult.TIMED_OUT || words().isEmpty() ? result.reason() : words();
    }

    private boolean mayPass() {
        return result.exitCode() != CommandResult.TIMED_OUT
                && !FINAL.matcher(words()).find()
                && PASSING.matcher(words()).find();
    }

    private String words() {
        return result.lastLines().stream()
                .filter(line -> !PROGRESS.matcher(line).matches())
                .collect(Collectors.joining(" / "));
    }
}
