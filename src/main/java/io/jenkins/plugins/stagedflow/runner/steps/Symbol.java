package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.runner.cps.Arguments;
import io.jenkins.plugins.stagedflow.runner.cps.Signature;
import io.jenkins.plugins.stagedflow.runner.cps.Step;
import io.jenkins.plugins.stagedflow.runner.cps.Steps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value that a Jenkinsfile names by a word, such as {@code string(name: 'X')}, to hand it to a step.
 *
 * @param name the word
 * @param values what stands behind it
 */
public record Symbol(String name, Map<String, Object> values) {
    private static final List<String> WORDS = List.of(
            "usernamePassword",
            "usernameColonPassword",
            "file",
            "sshUserPrivateKey",
            "string",
            "text",
            "password",
            "booleanParam",
            "choice",
            "parameters",
            "pipelineTriggers",
            "cron",
            "pollSCM",
            "upstream",
            "buildDiscarder",
            "logRotator",
            "disableConcurrentBuilds",
            "disableResume",
            "durabilityHint",
            "rateLimitBuilds",
            "throttle",
            "githubPush",
            "credentials");

    /** Returns the steps that make them. */
    static List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        WORDS.forEach(word -> steps.add(Steps.now(
                Signature.of(word).sole("value").withAnyArgument(),
                call -> new Symbol(word, call.arguments().all()))));
        return steps;
    }

    /** Returns the words. */
    public static List<String> words() {
        return WORDS;
    }

    /** Returns an argument that must be a list of them. */
    static List<Symbol> list(Arguments arguments, String name) {
        return list(name, arguments.value(name).orElse(List.of()));
    }

    /** Returns a value that must be a list of them. */
    static List<Symbol> list(String field, Object value) {
        if (value instanceof Collection<?> list && list.stream().allMatch(Symbol.class::isInstance)) {
            return list.stream().map(Symbol.class::cast).toList();
        }
        throw new InvalidRequestException(field, value, "a list such as [string(…)]");
    }

    /** Returns this with another value. */
    Symbol with(String field, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(field, value);
        return new Symbol(name, more);
    }

    /** Returns a text that must be there. */
    String text(String field) {
        return optional(field).orElseThrow(() -> new InvalidRequestException(name + "." + field, "", "a text"));
    }

    /** Returns a text if it is there. */
    Optional<String> optional(String field) {
        return Optional.ofNullable(values.get(field)).map(Object::toString);
    }

    /** Returns the id of credentials. */
    String id() {
        return text("credentialsId");
    }

    /** Returns a refusal of the whole. */
    InvalidRequestException refusal(String expected) {
        return new InvalidRequestException("symbol", name, expected);
    }
}
