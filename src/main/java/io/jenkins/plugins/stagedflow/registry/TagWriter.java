package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.Outcome;
import io.jenkins.plugins.stagedflow.host.ParallelWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes tags all at once, and puts them back if one cannot be written, unless they are to be left. */
record TagWriter(RegistryClient client, Console console, boolean leaving) {
    void write(List<TagMove> moves) throws InterruptedException {
        try {
            Map<String, Outcome<String>> outcomes = ParallelWork.run(work(moves), TagLookup.MOST_AT_ONCE);
            String reasons = Reasons.of(outcomes);
            if (!reasons.isEmpty()) {
                throw failure(reasons, putBack(moves));
            }
        } catch (InterruptedException e) {
            // Stopped in the middle is no reason to leave half of the tags moved.
            putBack(moves);
            throw e;
        }
    }

    private Map<String, ParallelWork.Work<String>> work(List<TagMove> moves) {
        Map<String, ParallelWork.Work<String>> work = new LinkedHashMap<>();
        for (TagMove move : moves) {
            for (ImageReference tag : move.pending()) {
                work.put(move.image().name() + ":" + tag.identifier(), () -> write(move, tag));
            }
        }
        return work;
    }

    private String write(TagMove move, ImageReference tag) throws InterruptedException {
        client.put(tag, move.manifest());
        String digest = move.manifest().digest();
        String before = move.before().getOrDefault(tag.identifier(), "absent");
        console.named(move.image().name()).line("%s is %s now, was %s".formatted(tag, digest, before));
        return digest;
    }

    // A write that failed may still have reached the registry: all are looked at, not only those that succeeded.
    private ArrayList<RestoredTag> putBack(List<TagMove> moves) throws InterruptedException {
        if (leaving) {
            return new ArrayList<>();
        }
        List<Retagged> moved = moves.stream().map(TagMove::result).toList();
        return new TagRestorer(client.afresh(), console).restore(moved);
    }

    private OperationFailedException failure(String reasons, ArrayList<RestoredTag> restored) {
        String nothing = leaving ? "" : "No tag was moved";
        String after = restored.isEmpty() ? nothing : RestoredTag.summary(restored);
        return new OperationFailedException("write the tags", reasons, after, null, restored);
    }
}
