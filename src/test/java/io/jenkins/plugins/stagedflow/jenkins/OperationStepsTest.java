package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.beans.Introspector;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.Test;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

public class OperationStepsTest {
    private static final Set<JavaClass> STEPS = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.jenkins.plugins.stagedflow.jenkins")
                    .stream()
                    .filter(type -> type.isAssignableTo(OperationStep.class))
                    .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                    .collect(Collectors.toSet());

    @Test
    public void shouldHaveEveryStepThatJenkinsHas() {
        assertThat(STEPS.stream().map(OperationStepsTest::name))
                .containsExactlyInAnyOrderElementsOf(OperationSteps.names());
    }

    @Test
    public void shouldTakeTheArgumentsThatJenkinsBinds() {
        for (JavaClass step : STEPS) {
            assertThat(OperationSteps.arguments(name(step)).keySet())
                    .as(step.getSimpleName())
                    .containsExactlyInAnyOrderElementsOf(bound(step.reflect()));
        }
    }

    @Test
    public void shouldRefuseAnArgumentOfAnotherKindByName() {
        StepClass step = new StepClass(ParallelPushStep.class);

        assertThatThrownBy(() -> step.create(Map.of("images", "a", "registry", "r", "maxParallel", "many")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("maxParallel: 'many' is not valid; expected a whole number.");
        assertThatThrownBy(() -> step.create(Map.of("images", "a", "registry", "r", "retrys", 1)))
                .hasMessageContaining("'retrys' is not valid; expected one of images, ");
    }

    private static String name(JavaClass step) {
        return Introspector.decapitalize(step.getSimpleName().replaceFirst("Step$", ""));
    }

    private static Set<String> bound(Class<?> step) {
        Set<String> names = new TreeSet<>();
        for (var constructor : step.getConstructors()) {
            assertThat(constructor.isAnnotationPresent(DataBoundConstructor.class))
                    .isTrue();
            for (var parameter : constructor.getParameters()) {
                names.add(parameter.getName());
            }
        }
        for (var method : step.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                names.add(Introspector.decapitalize(method.getName().substring("set".length())));
            }
        }
        return names;
    }
}
