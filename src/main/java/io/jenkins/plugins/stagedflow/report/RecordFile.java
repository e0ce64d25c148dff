package io.jenkins.plugins.stagedflow.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file about a stage: {@code NN-name.json}.
 *
 * @param number its place in the order of stages, from 1
 * @param name the stage's name, as far as it can stand in a file name
 * @param file the whole name
 */
record RecordFile(int number, String name, String file) implements Comparable<RecordFile> {
    private static final Pattern FORMAT = Pattern.compile("([0-9]{2,6})-(.+)\\.json");
    private static final Comparator<RecordFile> ORDER =
            Comparator.comparingInt(RecordFile::number).thenComparing(RecordFile::file);
    private static final int LONGEST_NAME = 60;

    /** Returns the files among the names, in order; other names are left out. */
    static List<RecordFile> among(List<String> names) {
        return names.stream()
                .map(RecordFile::parse)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
    }

    /** Returns the file after the given ones for a stage. */
    static RecordFile next(List<RecordFile> present, String stage) {
        int highest = present.stream().mapToInt(RecordFile::number).max().orElse(0);
        return new RecordFile(highest + 1, slug(stage), "%02d-%s.json".formatted(highest + 1, slug(stage)));
    }

    /** Returns the name of a stage as it stands in a file name. */
    static String slug(String stage) {
        String slug =
                stage.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "stage" : slug.substring(0, Math.min(slug.length(), LONGEST_NAME));
    }

    @Override
    public int compareTo(RecordFile other) {
        return ORDER.compare(this, other);
    }

    private static Optional<RecordFile> parse(String file) {
        Matcher matcher = FORMAT.matcher(file);
        return matcher.matches()
                ? Optional.of(new RecordFile(Integer.parseInt(matcher.group(1)), matcher.group(2), file))
                : Optional.empty();
    }
}
