package io.jenkins.plugins.stagedflow.release;

import io.jenkins.plugins.stagedflow.git.TagObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the last lines of a version's tag keep: which images belong to the version, so that a run that was cut off can be
 * completed with these very ones, and which run it was.
 *
 * @param images repository to digest
 * @param run names the run that wrote the tag; empty if none of ours did
 * @param withdrawn whether that run is taking the version back
 * @param when when the tag was written
 */
record TagRecord(Map<String, String> images, String run, boolean withdrawn, Instant when) {
    private static final Pattern IMAGE = Pattern.compile("Image: ([^@\\s]+)@(sha(?:256|512):[0-9a-f]+)");
    private static final Pattern RUN = Pattern.compile("Release-Run: ([0-9a-f-]+)");
    private static final String WITHDRAWN = "Withdrawn: yes";

    TagRecord {
        images = Map.copyOf(images);
    }

    /** Returns the record of a tag that nobody of us wrote. */
    static TagRecord none() {
        return new TagRecord(Map.of(), "", false, Instant.EPOCH);
    }

    /** Returns what the last paragraph of a tag's message keeps. */
    static TagRecord of(TagObject tag) throws IOException {
        Map<String, String> images = new TreeMap<>();
        String run = "";
        boolean withdrawn = false;
        for (String line : lastParagraph(tag.message()).split("\n")) {
            Matcher image = IMAGE.matcher(line);
            Matcher named = RUN.matcher(line);
            if (image.matches()) {
                images.put(image.group(1), image.group(2));
            } else if (named.matches()) {
                run = named.group(1);
            } else {
                withdrawn |= line.equals(WITHDRAWN);
            }
        }
        return new TagRecord(images, run, withdrawn, tag.when());
    }

    /** Returns the lines to keep. */
    String trailers() {
        String lines = new TreeMap<>(images)
                .entrySet().stream()
                        .map(image -> "Image: " + image.getKey() + "@" + image.getValue() + "\n")
                        .collect(Collectors.joining());
        return lines + (run.isEmpty() ? "" : "Release-Run: " + run + "\n") + (withdrawn ? WITHDRAWN + "\n" : "");
    }

    /** Returns whether the tag was written less than that time ago. */
    boolean isYoungerThan(Duration age, Instant now) {
        return when.plus(age).isAfter(now);
    }

    private static String lastParagraph(String message) {
        String text = message.strip();
        return text.substring(text.lastIndexOf("\n\n") + 1).strip();
    }
}
