package io.jenkins.plugins.stagedflow.runner.steps;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Patterns of files as Ant has them, separated by commas: {@code *} and {@code ?} within a name, {@code **} for any
 * directories, and a directory with a slash behind it for all that is in it.
 *
 * @see <a href="https://ant.apache.org/manual/dirtasks.html#patterns">Ant's patterns</a>
 */
public final class FilePattern {
    private final List<Pattern> patterns;

    private FilePattern(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /** Returns the patterns of a text; an empty one matches nothing. */
    public static FilePattern of(String text) {
        return new FilePattern(Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(FilePattern::pattern)
                .toList());
    }

    /** Returns whether a path, relative and with slashes, matches one of them. */
    public boolean matches(String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
    }

    /** Returns the files below a directory that match these and not the others, relative to it, in order. */
    List<Path> below(Path directory, FilePattern excluded) {
        if (patterns.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(directory::relativize)
                    .filter(file -> matches(text(file)) && !excluded.matches(text(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new OperationFailedException("look for files in " + directory, String.valueOf(e.getMessage()), "", e);
        }
    }

    private static String text(Path file) {
        return file.toString().replace('\\', '/');
    }

    private static Pattern pattern(String ant) {
        String whole = ant.replaceFirst("^\\./", "") + (ant.endsWith("/") ? "**" : "");
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < whole.length(); ) {
            i += append(regex, whole, i);
        }
        return Pattern.compile(regex.toString());
    }

    // Two stars between slashes stand for no directory, too.
    private static int append(StringBuilder regex, String ant, int at) {
        if (ant.startsWith("**/", at)) {
            regex.append("(?:.*/)?");
            return 3;
        }
        if (ant.startsWith("**", at)) {
            regex.append(".*");
            return 2;
        }
        char next = ant.charAt(at);
        regex.append(next == '*' ? "[^/]*" : next == '?' ? "[^/]" : Pattern.quote(String.valueOf(next)));
        return 1;
    }
}
