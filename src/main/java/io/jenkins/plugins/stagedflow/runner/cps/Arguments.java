package io.jenkins.plugins.stagedflow.runner.cps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a step was called with. Texts with variables in them are plain texts here. */
public final class Arguments {
    private final String step;
    private final Map<String, Object> named;

    @CheckForNull
    private final Closure<?> body;

    private Arguments(String step, Map<String, Object> named, @CheckForNull Closure<?> body) {
        this.step = step;
        this.named = Collections.unmodifiableMap(named);
        this.body = body;
    }

    /**
     * Returns the arguments of a call, as Groovy packs them.
     *
     * @throws InvalidRequestException naming the step and the argument it does not know
     */
    static Arguments of(Signature signature, @CheckForNull Object packed) {
        List<Object> values = new ArrayList<>(
                packed instanceof Object[] several ? Arrays.asList(several) : Collections.singletonList(packed));
        Closure<?> body = null;
        if (signature.block() && !values.isEmpty() && values.get(values.size() - 1) instanceof Closure<?> last) {
            body = last;
            values.remove(values.size() - 1);
        }
        Arguments arguments = new Arguments(signature.name(), named(signature, values), body);
        arguments.check(signature);
        return arguments;
    }

    private static Map<String, Object> named(Signature signature, List<Object> values) {
        Map<String, Object> named = new LinkedHashMap<>();
        if (values.size() > 1) {
            throw new InvalidRequestException(signature.name(), values, "named arguments");
        }
        if (values.size() == 1 && values.get(0) instanceof Map<?, ?> map && !isTheSoleArgument(signature, map)) {
            map.forEach((name, value) -> named.put(String.valueOf(name), PlainText.in(value)));
        } else if (values.size() == 1) {
            if (signature.sole().isEmpty()) {
                throw new InvalidRequestException(
                        signature.name(), String.valueOf(values.get(0)), "named arguments, or none");
            }
            named.put(signature.sole(), PlainText.in(values.get(0)));
        }
        return named;
    }

    // A map is the value of the only argument unless it names that argument.
    private static boolean isTheSoleArgument(Signature signature, Map<?, ?> map) {
        return signature.arguments().size() == 1
                && !signature.open()
                && !signature.sole().isEmpty()
                && !map.containsKey(signature.sole());
    }

    private void check(Signature signature) {
        if (!signature.open()) {
            named.keySet().stream()
                    .filter(name -> !signature.arguments().contains(name))
                    .findFirst()
                    .ifPresent(unknown -> {
                        throw new InvalidRequestException(
                                step, unknown, "one of " + String.join(", ", signature.arguments()));
                    });
        }
        if (signature.block() && body == null) {
            throw new InvalidRequestException(step, "", "a block { … }");
        }
    }

    /** Returns all values by their names. */
    public Map<String, Object> all() {
        return named;
    }

    /** Returns the block. */
    public Closure<?> body() {
        if (body == null) {
            throw new InvalidRequestException(step, "", "a block { … }");
        }
        return body;
    }

    /** Returns whether there is a value. */
    public boolean has(String name) {
        return named.get(name) != null;
    }

    /** Returns a value of any kind. */
    public Optional<Object> value(String name) {
        return Optional.ofNullable(named.get(name));
    }

    /** Returns a text that must be there. */
    public String text(String name) {
        Object value = named.get(name);
        if (value == null) {
            throw refusal(name, "", "a text");
        }
        return text(name, "");
    }

    /** Returns a text, the given one if it is left out. */
    public String text(String name, String otherwise) {
        Object value = named.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof CharSequence || value instanceof Number || value instanceof Enum<?>) {
            return value.toString();
        }
        throw refusal(name, value, "a text");
    }

    /** Returns a truth, the given one if it is left out. */
    public boolean flag(String name, boolean otherwise) {
        Object value = named.get(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw refusal(name, value, "true or false");
    }

    /** Returns a whole number, the given one if it is left out. */
    public long number(String name, long otherwise) {
        Object value = named.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return value instanceof Number number ? number.longValue() : Long.parseLong(value.toString());
        } catch (NumberFormatException e) {
            throw refusal(name, value, "a whole number");
        }
    }

    /** Returns the texts of a list, none if it is left out. */
    public List<String> texts(String name) {
        Object value = named.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        throw refusal(name, value, "a list");
    }

    /** Returns a refusal of a value. */
    public InvalidRequestException refusal(String name, Object value, String expected) {
        return new InvalidRequestException(step + "." + name, value, expected);
    }
}
