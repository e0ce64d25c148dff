package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.beans.Introspector;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A step's class as Jenkins binds arguments to it: the parameters of its constructor, then its setters. */
final class StepClass {
    private final String name;
    private final Constructor<?> constructor;
    private final Map<String, Method> setters = new TreeMap<>();

    StepClass(Class<? extends OperationStep> type) {
        name = Introspector.decapitalize(type.getSimpleName().replaceFirst("Step$", ""));
        constructor = type.getConstructors()[0];
        Arrays.stream(type.getMethods())
                .filter(method -> method.getName().startsWith("set") && method.getParameterCount() == 1)
                .forEach(method ->
                        setters.put(Introspector.decapitalize(method.getName().substring("set".length())), method));
    }

    /** Returns the name a Pipeline calls the step by. */
    String name() {
        return name;
    }

    /** Returns argument to whether the step cannot do without it. */
    Map<String, Boolean> arguments() {
        Map<String, Boolean> arguments = new LinkedHashMap<>();
        for (Parameter parameter : constructor.getParameters()) {
            arguments.put(parameter.getName(), true);
        }
        setters.keySet().forEach(setter -> arguments.put(setter, false));
        return arguments;
    }

    /**
     * Returns the step with the given arguments.
     *
     * @throws InvalidRequestException naming the argument that is unknown, missing or of another kind
     */
    OperationStep create(Map<String, ?> arguments) {
        refuseUnknown(arguments.keySet());
        try {
            OperationStep step = (OperationStep) constructor.newInstance(required(arguments));
            for (Map.Entry<String, Method> setter : setters.entrySet()) {
                if (arguments.get(setter.getKey()) != null) {
                    set(step, setter.getValue(), setter.getKey(), arguments);
                }
            }
            return step;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The step " + name + " cannot be made", e);
        }
    }

    private void set(OperationStep step, Method setter, String argument, Map<String, ?> arguments)
            throws ReflectiveOperationException {
        setter.invoke(step, StepArgument.of(argument, setter.getParameterTypes()[0], arguments.get(argument)));
    }

    private Object[] required(Map<String, ?> arguments) {
        return Arrays.stream(constructor.getParameters())
                .map(parameter -> StepArgument.of(
                        parameter.getName(), parameter.getType(), present(parameter.getName(), arguments)))
                .toArray();
    }

    private static Object present(String argument, Map<String, ?> arguments) {
        Object value = arguments.get(argument);
        if (value == null) {
            throw new InvalidRequestException(argument, "", "a value");
        }
        return value;
    }

    private void refuseUnknown(Set<String> given) {
        Set<String> known = arguments().keySet();
        given.stream().filter(argument -> !known.contains(argument)).findFirst().ifPresent(unknown -> {
            throw new InvalidRequestException(name, unknown, "one of " + String.join(", ", known));
        });
    }
}
