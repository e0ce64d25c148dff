package io.jenkins.plugins.stagedflow.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.Test;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The pages of the steps say of each argument what the help in Jenkins says. */
public class StepDocsTest {
    private static final Path HELP = Path.of("src/main/resources/io/jenkins/plugins/stagedflow/jenkins");
    private static final Path PAGES = Path.of("docs", "steps");
    private static final String BEGIN = "<!-- Written by StepDocsTest from the help of the step. -->\n";
    private static final String END = "<!-- The end of what is written by StepDocsTest. -->\n";

    @Test
    public void shouldSayWhatTheHelpSays() throws Exception {
        for (Class<?> step : steps()) {
            String section = BEGIN + section(step) + END;
            Path page = PAGES.resolve(pageOf(step));
            if ("write".equals(System.getProperty("stagedflow.docs"))) {
                write(page, functionOf(step), section);
            }

            assertThat(page).as("the page of %s", functionOf(step)).exists();
            assertThat(Files.readString(page))
                    .as("run 'mvn test -Dtest=StepDocsTest -Dstagedflow.docs=write' and commit the pages")
                    .contains(section);
        }
    }

    @Test
    public void shouldHaveHelpForEveryArgument() throws Exception {
        for (Class<?> step : steps()) {
            arguments(step).forEach((name, type) -> assertThat(helpOf(step, "-" + name))
                    .as("%s of %s", name, functionOf(step))
                    .exists());
        }
    }

    private static List<Class<?>> steps() throws IOException {
        try (Stream<Path> folders = Files.list(HELP)) {
            return folders.filter(folder -> Files.exists(folder.resolve("help.html")))
                    .map(folder -> folder.getFileName().toString())
                    .filter(name -> name.endsWith("Step"))
                    .sorted()
                    .<Class<?>>map(StepDocsTest::load)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(StepDocsTest.class.getPackageName() + "." + name, false, loader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError("help without a step", e);
        }
    }

    private static ClassLoader loader() {
        return StepDocsTest.class.getClassLoader();
    }

    private static String section(Class<?> step) throws IOException {
        StringBuilder section = new StringBuilder("## Arguments in a Jenkinsfile\n\n")
                .append(text(helpOf(step, "")))
                .append("\n\n| argument | value | what it is |\n| --- | --- | --- |\n");
        for (Map.Entry<String, Class<?>> argument : arguments(step).entrySet()) {
            section.append("| `%s` | %s | %s |\n"
                    .formatted(
                            argument.getKey(),
                            kind(argument.getValue()),
                            text(helpOf(step, "-" + argument.getKey())).replace("|", "\\|")));
        }
        return section.toString();
    }

    private static Map<String, Class<?>> arguments(Class<?> step) {
        Map<String, Class<?>> arguments = new TreeMap<>();
        for (Constructor<?> constructor : step.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                for (Parameter parameter : constructor.getParameters()) {
                    arguments.put(parameter.getName(), parameter.getType());
                }
            }
        }
        for (Method method : step.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String name = method.getName().substring("set".length());
                arguments.put(
                        name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
                        method.getParameterTypes()[0]);
            }
        }
        return arguments;
    }

    private static String kind(Class<?> type) {
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == double.class) {
            return "number";
        }
        if (List.class.isAssignableFrom(type)) {
            return "list";
        }
        return Map.class.isAssignableFrom(type) ? "map" : type == String.class ? "text" : "text, list or map";
    }

    private static Path helpOf(Class<?> step, String suffix) {
        return HELP.resolve(step.getSimpleName()).resolve("help" + suffix + ".html");
    }

    private static String text(Path help) throws IOException {
        return Files.readString(help)
                .replaceAll("</?code>", "`")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String functionOf(Class<?> step) {
        String name = step.getSimpleName().replaceFirst("Step$", "");
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static String pageOf(Class<?> step) {
        String[] words = step.getSimpleName().replaceFirst("Step$", "").split("(?<=[a-z])(?=[A-Z])");
        return String.join(
                        "-",
                        Arrays.stream(words)
                                .map(word -> word.toLowerCase(Locale.ROOT))
                                .toList()) + ".md";
    }

    private static void write(Path page, String function, String section) throws IOException {
        String text = Files.exists(page) ? Files.readString(page) : "# " + function + "\n";
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        Files.writeString(
                page,
                begin < 0 || end < 0
                        ? text.stripTrailing() + "\n\n" + section
                        : text.substring(0, begin) + section + text.substring(end + END.length()));
    }
}
