package io.jenkins.plugins.stagedflow.git;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A ref of a remote.
 *
 * @param name in full, as in refs/tags/2026.2.0
 * @param object id of what it names
 * @param commit id of what that marks in the end; the same if it is no annotated tag
 */
public record RemoteRef(String name, String object, String commit) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");
    private static final String PEELED = "peeled:";
    private static final String PEELED_REF = "^{}";

    /** Returns the ref a line of version 2 tells. */
    static RemoteRef parse(String line) throws IOException {
        String[] words = line.split(" ");
        if (words.length < 2 || !ID.matcher(words[0]).matches()) {
            throw new IOException("it sent a ref that is not of git's protocol");
        }
        String commit = words[0];
        for (String word : words) {
            commit = word.startsWith(PEELED) ? word.substring(PEELED.length()) : commit;
        }
        return new RemoteRef(words[1], words[0], commit);
    }

    /** Returns the refs of lines of older versions, where a line of its own tells what a tag marks. */
    static List<RemoteRef> unpeeled(List<String> lines) throws IOException {
        Map<String, RemoteRef> refs = new LinkedHashMap<>();
        for (String line : lines) {
            RemoteRef ref = parse(line);
            if (ref.name.endsWith(PEELED_REF)) {
                String name = ref.name.substring(0, ref.name.length() - PEELED_REF.length());
                refs.computeIfPresent(name, (key, tag) -> new RemoteRef(key, tag.object, ref.object));
            } else {
                refs.put(ref.name, ref);
            }
        }
        return List.copyOf(refs.values());
    }
}
