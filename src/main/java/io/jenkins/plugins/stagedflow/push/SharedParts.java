package io.jenkins.plugins.stagedflow.push;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Tells which images have parts in common that have to be read: those are read together, so that each is read once. */
final class SharedParts {
    private SharedParts() {}

    /** Returns the images in groups; no two groups miss the same part. */
    static List<List<ImagePush>> groups(Collection<ImagePush> images) {
        List<List<ImagePush>> groups = new ArrayList<>();
        for (ImagePush image : images) {
            List<ImagePush> joined = new ArrayList<>(List.of(image));
            for (List<ImagePush> group : List.copyOf(groups)) {
                if (group.stream().anyMatch(other -> share(image, other))) {
                    joined.addAll(group);
                    groups.remove(group);
                }
            }
            groups.add(joined);
        }
        return groups;
    }

    private static boolean share(ImagePush one, ImagePush other) {
        return !Collections.disjoint(one.missing(), other.missing());
    }
}
