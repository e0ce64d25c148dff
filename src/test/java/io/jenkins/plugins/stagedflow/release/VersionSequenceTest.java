package io.jenkins.plugins.stagedflow.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.git.RemoteRef;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.Test;

public class VersionSequenceTest {
    private static final String FEBRUARY = "2026.2.";
    private static final String COMMIT = "c".repeat(40);

    @Test
    public void shouldStartAMonthWithZero() {
        assertThat(next()).isEqualTo("2026.2.0");
        assertThat(next("2026.1.7", "2025.2.9", "2026.12.3", "2026.20.1")).isEqualTo("2026.2.0");
    }

    @Test
    public void shouldCountOnFromTheHighestNotFromTheNumberOfTags() {
        assertThat(next("2026.2.0", "2026.2.9", "2026.2.10", "2026.2.3")).isEqualTo("2026.2.11");
    }

    @Test
    public void shouldNotCountTagsThatAreNoVersionOfTheMonth() {
        assertThat(next(
                        "v2026.2.5",
                        "2026.02.6",
                        "2026.2.07",
                        "2026.2.8-rc1",
                        "2026.2.",
                        "2026.2.x",
                        "2026.2.-1",
                        "2026.2.1.2",
                        "2026.2.+3",
                        "2026.2.٣",
                        " 2026.2.4",
                        "2026.2",
                        "26.2.4",
                        "release/2026.2.4"))
                .isEqualTo("2026.2.0");
    }

    @Test
    public void shouldCountNumbersOfAnySize() {
        assertThat(next("2026.2.2147483647")).isEqualTo("2026.2.2147483648");
        assertThat(next("2026.2.9223372036854775807", "2026.2.5")).isEqualTo("2026.2.9223372036854775808");
        assertThat(next("2026.2." + "9".repeat(30))).isEqualTo("2026.2.1" + "0".repeat(30));
    }

    @Test
    public void shouldFindTheHighestVersionOfACommit() {
        VersionSequence sequence = new VersionSequence(
                FEBRUARY,
                List.of(
                        tag("2026.2.3", COMMIT),
                        tag("2026.2.10", COMMIT),
                        tag("2026.2.11", "d".repeat(40)),
                        tag("2026.1.99", COMMIT),
                        tag("v2026.2.98", COMMIT)));

        assertThat(sequence.of(COMMIT)).contains(version("2026.2.10"));
        assertThat(sequence.of("e".repeat(40))).isEmpty();
    }

    @Test
    public void shouldAlwaysReturnAVersionAboveAllOfTheMonthThatLeavesNoGapAboveTheHighest() {
        Random random = new Random(20_260_223);
        for (int round = 0; round < 2_000; round++) {
            List<String> tags = randomTags(random);
            String month = "%d.%d.".formatted(2020 + random.nextInt(8), 1 + random.nextInt(12));

            CalendarVersion next = sequence(month, tags).next();

            List<CalendarVersion> present = ofMonth(month, tags);
            assertThat(tags).doesNotContain(next.toString());
            assertThat(CalendarVersion.parse(month, next.toString())).contains(next);
            assertThat(present).allMatch(version -> version.compareTo(next) < 0);
            if (next.patch().signum() == 0) {
                assertThat(present).isEmpty();
            } else {
                assertThat(present)
                        .contains(new CalendarVersion(month, next.patch().subtract(BigInteger.ONE)));
            }
            Collections.shuffle(tags, random);
            assertThat(sequence(month, tags).next()).isEqualTo(next);
        }
    }

    private static List<String> randomTags(Random random) {
        String[] shapes = {
            "%d.%d.%d", "%d.%d.%d", "%d.%d.%d", "v%d.%d.%d", "%d.%02d.%d", "%d.%d.%03d", "%d.%d.%d-rc", "%d-%d-%d"
        };
        List<String> tags = new ArrayList<>();
        for (int i = random.nextInt(200); i > 0; i--) {
            long patch = random.nextInt(20) == 0 ? 1L << (31 + random.nextInt(20)) : random.nextInt(30);
            tags.add(shapes[random.nextInt(shapes.length)].formatted(
                    2020 + random.nextInt(8), 1 + random.nextInt(13), patch));
        }
        return tags;
    }

    // Written another way than the code under test: by splitting and rendering again.
    private static List<CalendarVersion> ofMonth(String prefix, List<String> tags) {
        return tags.stream()
                .filter(tag -> tag.startsWith(prefix))
                .map(tag -> tag.substring(prefix.length()))
                .filter(patch -> !patch.isEmpty() && patch.chars().allMatch(c -> c >= '0' && c <= '9'))
                .filter(patch -> new BigInteger(patch).toString().equals(patch))
                .map(patch -> new CalendarVersion(prefix, new BigInteger(patch)))
                .toList();
    }

    private static String next(String... tags) {
        return sequence(FEBRUARY, Arrays.asList(tags)).next().toString();
    }

    private static VersionSequence sequence(String month, List<String> tags) {
        Stream<RemoteRef> all = tags.stream().map(tag -> tag(tag, COMMIT));
        return new VersionSequence(month, all.toList());
    }

    private static CalendarVersion version(String text) {
        return CalendarVersion.parse(FEBRUARY, text).orElseThrow();
    }

    private static RemoteRef tag(String name, String commit) {
        return new RemoteRef("refs/tags/" + name, "a".repeat(40), commit);
    }
}
