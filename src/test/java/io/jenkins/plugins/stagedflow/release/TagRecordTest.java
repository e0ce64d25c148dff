package io.jenkins.plugins.stagedflow.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.stagedflow.git.TagObject;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

public class TagRecordTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String COMMIT = "c".repeat(40);
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final CalendarVersion VERSION = CalendarVersion.first("2026.11.");

    @Test
    public void shouldKeepImagesRunAndTimeBelowTheMessage() throws Exception {
        TagObject tag = text("November\n\nThe first one").tag(VERSION, COMMIT);

        assertThat(tag.message())
                .isEqualTo("November\n\nThe first one\n\nImage: localhost:5000/demo/backend@" + DIGEST
                        + "\nRelease-Run: 1f\n");
        assertThat(TagRecord.of(tag))
                .isEqualTo(new TagRecord(Map.of("localhost:5000/demo/backend", DIGEST), "1f", false, NOW));
    }

    @Test
    public void shouldSayWhenTheVersionIsBeingTakenBack() throws Exception {
        Instant later = NOW.plusSeconds(60);

        assertThat(TagRecord.of(text("").withdrawn(VERSION, COMMIT, later)).withdrawn())
                .isTrue();
        assertThat(TagRecord.of(text("").withdrawn(VERSION, COMMIT, later)).when())
                .isEqualTo(later);
    }

    @Test
    public void shouldLeaveNoRunWhereAVersionIsLeftToWhoeverCompletesIt() throws Exception {
        Reservation version = new Reservation(VERSION, COMMIT, "a".repeat(40), false, text("").images(), false);

        TagRecord left = TagRecord.of(text("").left(version));

        assertThat(left.run()).isEmpty();
        assertThat(left.images()).containsValue(DIGEST);
    }

    @Test
    public void shouldNotTakeTheWordsOfAMessageForItsOwn() throws Exception {
        TagObject byHand = TagObject.of(
                "2026.11.0", COMMIT, "Ann", "a@b", NOW, "Image: x@" + DIGEST + "\nWithdrawn: yes\n\nby hand\n");

        assertThat(TagRecord.of(byHand)).isEqualTo(new TagRecord(Map.of(), "", false, NOW));
        assertThat(TagRecord.of(text("Image: x@" + DIGEST + "\nWithdrawn: yes").tag(VERSION, COMMIT)))
                .isEqualTo(new TagRecord(Map.of("localhost:5000/demo/backend", DIGEST), "1f", false, NOW));
    }

    private static TagText text(String message) {
        TreeMap<String, String> images = new TreeMap<>(Map.of("localhost:5000/demo/backend", DIGEST));
        return new TagText(Tagger.DEFAULT, message, NOW, images, "1f");
    }
}
