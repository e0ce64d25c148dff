package io.jenkins.plugins.stagedflow.runner.declarative;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.runner.cps.PipelineThread;
import io.jenkins.plugins.stagedflow.runner.scm.ChangedFiles;
import io.jenkins.plugins.stagedflow.runner.steps.FilePattern;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The conditions of {@code when} that have no others in them. */
public final class Conditions {
    private static final List<String> MOMENTS = List.of("beforeOptions", "beforeInput", "beforeAgent");
    private static final String VALUE = "value";
    private static final String PATTERN = "pattern";

    private final Optional<ChangedFiles> changes;

    /** Creates conditions over the files that have changed. */
    public Conditions(Optional<ChangedFiles> changes) {
        this.changes = changes;
    }

    String moment(List<List<Object>> all) {
        return MOMENTS.stream()
                .filter(moment -> all.stream().anyMatch(condition -> isSet(condition, moment)))
                .findFirst()
                .orElse("");
    }

    boolean holds(String kind, List<Object> arguments) throws InterruptedException {
        return switch (kind) {
            case "branch" -> matches(variable("BRANCH_NAME"), arguments);
            case "tag" -> matches(variable("TAG_NAME"), arguments);
            case "buildingTag" -> !variable("TAG_NAME").isEmpty();
            case "changeRequest" -> isChangeRequest(arguments);
            case "environment" -> isSet(named(kind, arguments));
            case "equals" -> areEqual(named(kind, arguments));
            case "changeset" -> isTouched(arguments);
            // The moments at which conditions are looked at are none themselves.
            default -> true;
        };
    }

    private static boolean isSet(List<Object> condition, String moment) {
        return moment.equals(condition.get(0)) && Boolean.TRUE.equals(condition.get(1));
    }

    private static boolean isChangeRequest(List<Object> arguments) {
        if (!arguments.isEmpty()) {
            throw new InvalidRequestException(
                    "when changeRequest", arguments, "no filter: the local runner knows only whether CHANGE_ID is set");
        }
        return !variable("CHANGE_ID").isEmpty();
    }

    private static boolean isSet(Map<?, ?> arguments) {
        String value = variable(String.valueOf(arguments.get("name")));
        String wanted = String.valueOf(arguments.get(VALUE));
        return Boolean.TRUE.equals(arguments.get("ignoreCase")) ? value.equalsIgnoreCase(wanted) : value.equals(wanted);
    }

    private static boolean areEqual(Map<?, ?> arguments) {
        return Objects.equals(arguments.get("expected"), arguments.get("actual"))
                || String.valueOf(arguments.get("expected")).equals(String.valueOf(arguments.get("actual")));
    }

    private boolean isTouched(List<Object> arguments) throws InterruptedException {
        if (changes.isEmpty()) {
            return false;
        }
        for (String file : changes.get().since(variable("STAGED_FLOW_BASE"))) {
            if (matches(file, arguments)) {
                return true;
            }
        }
        return false;
    }

    // As in Jenkins: Ant's patterns unless another comparison is named.
    private static boolean matches(String value, List<Object> arguments) {
        Map<?, ?> named = !arguments.isEmpty() && arguments.get(0) instanceof Map<?, ?> map
                ? map
                : Map.of(PATTERN, arguments.isEmpty() ? "**" : String.valueOf(arguments.get(0)));
        String pattern = String.valueOf(named.get(PATTERN));
        Object comparator = named.get("comparator");
        if ("EQUALS".equals(comparator)) {
            return value.equals(pattern);
        }
        return "REGEXP".equals(comparator)
                ? Pattern.matches(pattern, value)
                : !value.isEmpty() && FilePattern.of(pattern).matches(value);
    }

    private static Map<?, ?> named(String kind, List<Object> arguments) {
        if (arguments.size() == 1 && arguments.get(0) instanceof Map<?, ?> named) {
            return named;
        }
        throw new InvalidRequestException("when " + kind, arguments, "named arguments");
    }

    private static String variable(String name) {
        String value = PipelineThread.current().context().environment().get(name);
        return value == null ? "" : value;
    }
}
