package io.jenkins.plugins.stagedflow.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The library knows the arguments of the steps that stand in its configurations: no more, no less. */
public class StepOptionsTest {
    private static final LibraryClasses LIBRARY = new LibraryClasses();
    private static final Map<String, String> STEPS = Map.of(
            "PARALLEL_PUSH", "ParallelPushStep",
            "K3S_BOOT", "K3sBootStep",
            "STACK_READY", "StackReadyStep",
            "TRIVY_SCAN", "TrivyScanStep",
            "CRANE_PROMOTE", "CranePromoteStep",
            "CALVER_RELEASE", "CalverReleaseStep",
            "SSH_DEPLOY", "SshDeployStep");

    @Test
    public void shouldBeTheArgumentsOfTheSteps() throws Exception {
        for (Map.Entry<String, String> step : STEPS.entrySet()) {
            assertThat(new TreeMap<>((Map<?, ?>) LIBRARY.field("StepOptions", step.getKey())))
                    .as("StepOptions.%s in library/src/stagedflow/StepOptions.groovy", step.getKey())
                    .isEqualTo(argumentsOf(step.getValue()));
        }
    }

    private static Map<String, String> argumentsOf(String step) throws Exception {
        Class<?> type = Class.forName("io.jenkins.plugins.stagedflow.jenkins." + step);
        Map<String, String> arguments = new TreeMap<>();
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String name = method.getName().substring("set".length());
                arguments.put(
                        name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1),
                        kind(name, method.getParameters()[0]));
            }
        }
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                Arrays.stream(constructor.getParameters())
                        .forEach(parameter -> arguments.put(parameter.getName(), kind(parameter.getName(), parameter)));
            }
        }
        return arguments;
    }

    private static String kind(String name, Parameter parameter) {
        Class<?> type = parameter.getType();
        if (List.class.isAssignableFrom(type)) {
            return parameter.getParameterizedType().getTypeName().contains("String") ? "names" : "list";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "texts";
        }
        if (type == String.class) {
            return "text";
        }
        return type == int.class
                ? "number"
                : type == boolean.class ? "flag" : name.equalsIgnoreCase("host") ? "host" : "any";
    }
}
