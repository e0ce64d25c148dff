package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.io.Serializable;
import java.util.Collection;
import java.util.Map;

/** Brings a value of a Pipeline to the type of a step's argument, as far as Jenkins does. */
final class StepArgument {
    private StepArgument() {}

    /**
     * Returns the value as the type.
     *
     * @throws InvalidRequestException naming the argument, if it is of another kind
     */
    static Object of(String argument, Class<?> type, Object value) {
        Serializable plain = Plain.value(value);
        if (type == int.class) {
            return number(argument, plain);
        }
        Class<?> wanted = type == boolean.class ? Boolean.class : type;
        if (!wanted.isInstance(plain)) {
            throw new InvalidRequestException(argument, value, expected(wanted));
        }
        return plain;
    }

    private static int number(String argument, Serializable value) {
        try {
            return value instanceof Number number
                    ? Math.toIntExact(number.longValue())
                    : Integer.parseInt(value.toString());
        } catch (NumberFormatException | ArithmeticException e) {
            throw new InvalidRequestException(argument, value, "a whole number");
        }
    }

    private static String expected(Class<?> type) {
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "a map";
        }
        return type == Boolean.class ? "true or false" : "a text";
    }
}
