package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps a run that was overtaken from taking tags back: a tag that holds an image of a later commit is not given an
 * earlier one. Costs nothing for tags that are absent or hold the image already.
 */
record AgeCheck(OriginLookup sources, OriginLookup targets) {
    /** Fails naming each tag that holds something later than it is to get. */
    void require(List<TagMove> moves) throws InterruptedException {
        Map<String, ParallelWork.Work<Origin>> work = new LinkedHashMap<>();
        moves.forEach(move -> replaced(move).forEach(tag -> {
            Manifest held = move.held().get(tag.identifier());
            work.put(move.image().name(), () -> sources.of(move.image().source().repository(), move.manifest()));
            work.put(tag.toString(), () -> targets.of(tag.repository(), held));
        }));
        if (!work.isEmpty()) {
            requireLater(moves, ParallelWork.run(work, TagLookup.MOST_AT_ONCE));
        }
    }

    private static Stream<ImageReference> replaced(TagMove move) {
        return move.pending().stream().filter(tag -> move.held().containsKey(tag.identifier()));
    }

    private static void requireLater(List<TagMove> moves, Map<String, Outcome<Origin>> origins) {
        String unknown = Reasons.of(origins);
        if (!unknown.isEmpty()) {
            throw new OperationFailedException(
                    "tell which images are later", unknown, "No tag was written; with force this is not asked for");
        }
        String objections =
                moves.stream().flatMap(move -> objections(move, origins)).collect(Collectors.joining("; "));
        if (!objections.isEmpty()) {
            throw new OperationFailedException(
                    "promote the images",
                    objections,
                    "No tag was written: a later run was faster. Use force to go back all the same");
        }
    }

    private static Stream<String> objections(TagMove move, Map<String, Outcome<Origin>> origins) {
        return replaced(move).flatMap(tag -> {
            Origin source = origins.get(move.image().name()).get();
            Origin target = origins.get(tag.toString()).get();
            String held = move.held().get(tag.identifier()).digest();
            return source.isBefore(target)
                    ? Stream.of("%s holds %s %s, which is later than %s %s"
                            .formatted(tag, held, target, move.manifest().digest(), source))
                    : Stream.of();
        });
    }
}
