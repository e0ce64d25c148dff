package io.jenkins.plugins.stagedflow.jenkins.run;

import io.jenkins.plugins.stagedflow.promote.PromoteResult;
import io.jenkins.plugins.stagedflow.promote.PromotedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which tags were moved to what. */
public final class PromotionDetail extends Detail {
    private final boolean dryRun;
    private final ArrayList<PromotedRow> images;

    PromotionDetail(PromoteResult result) {
        dryRun = result.dryRun();
        images = Limits.first(
                Limits.MOST_PARTS,
                List.copyOf(result.images().entrySet()),
                image -> new PromotedRow(image.getKey(), image.getValue()));
    }

    /** Returns whether nothing was written. */
    public boolean isDryRun() {
        return dryRun;
    }

    /** Returns the images. */
    public List<PromotedRow> getImages() {
        return images;
    }

    /** Returns all tags that were given to any of the images. */
    public String getTags() {
        return images.stream().flatMap(image -> image.tags.stream()).distinct().collect(Collectors.joining(", "));
    }

    /** An image and its tags. */
    public static final class PromotedRow {
        private final String name;
        private final String repository;
        private final String digest;
        private final ArrayList<String> tags;
        private final ArrayList<String> before;

        PromotedRow(String name, PromotedImage image) {
            this.name = Limits.text(name);
            repository = Limits.text(image.repository());
            digest = Limits.text(image.digest());
            tags = Limits.texts(image.tags());
            before = Limits.texts(
                    image.tags().stream().map(tag -> before(tag, image)).toList());
        }

        /** Returns how the step calls it. */
        public String getName() {
            return name;
        }

        /** Returns where it is. */
        public String getRepository() {
            return repository;
        }

        /** Returns what its tags hold now. */
        public String getDigest() {
            return digest;
        }

        /** Returns its tags. */
        public List<String> getTags() {
            return tags;
        }

        /** Returns what each tag held before, a line each. */
        public List<String> getBefore() {
            return before;
        }

        private static String before(String tag, PromotedImage image) {
            Map<String, String> before = image.before();
            if (!before.containsKey(tag)) {
                return tag + " is new";
            }
            return image.moved().contains(tag) ? tag + " was " + before.get(tag) : tag + " had it";
        }
    }
}
