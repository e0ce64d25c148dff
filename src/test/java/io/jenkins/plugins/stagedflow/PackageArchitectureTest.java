package io.jenkins.plugins.stagedflow;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beAnnotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInAnyPackage;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchUnitRunner;
import com.tngtech.archunit.lang.ArchRule;
import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import java.nio.file.Path;
import org.junit.runner.RunWith;

/** Holds the packages against the diagram in {@code docs/} and against the rules of the layers. */
@RunWith(ArchUnitRunner.class)
@AnalyzeClasses(packages = "io.jenkins.plugins.stagedflow", importOptions = ImportOption.DoNotIncludeTests.class)
public class PackageArchitectureTest {
    private static final String ALL = "io.jenkins.plugins.stagedflow..";

    @ArchTest
    static final ArchRule PACKAGES_DEPEND_AS_THE_DIAGRAM_SHOWS = classes()
            .should(adhereToPlantUmlDiagram(
                    Path.of("docs", "architecture.puml"), consideringOnlyDependenciesInAnyPackage(ALL)));

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.jenkins.plugins.stagedflow.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ENGINE_DOES_NOT_KNOW_JENKINS = noClasses()
            .that(not(resideInAPackage("..stagedflow.jenkins..")))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("hudson..", "jenkins..", "org.jenkinsci..", "org.kohsuke.stapler.."));

    @ArchTest
    static final ArchRule ENGINE_DOES_NOT_KNOW_ITS_MOUTHS = noClasses()
            .that(not(resideInAnyPackage("..stagedflow.jenkins..", "..stagedflow.cli..", "..stagedflow.runner..")))
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("..stagedflow.jenkins..", "..stagedflow.cli..", "..stagedflow.runner.."));

    @ArchTest
    static final ArchRule PROCESSES_ARE_STARTED_BY_THE_HOST_ONLY = noClasses()
            .that(not(resideInAPackage("..stagedflow.host..")))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .callMethod(Runtime.class, "exec", String[].class);

    @ArchTest
    static final ArchRule EVERY_PACKAGE_IS_NON_NULL_BY_DEFAULT =
            classes().that().haveSimpleName("package-info").should(beAnnotatedWith(DefaultAnnotation.class));
}
