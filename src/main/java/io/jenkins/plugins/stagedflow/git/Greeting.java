package io.jenkins.plugins.stagedflow.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the service that hands out begins with: what it can do, or all its refs if it is of an older version.
 *
 * @param isVersion2 whether it takes commands
 * @param refs all its refs if it does not
 * @see <a href="https://git-scm.com/docs/protocol-v2#_capability_advertisement">capability advertisement</a>
 */
record Greeting(boolean isVersion2, List<RemoteRef> refs) {
    static Greeting read(Packets packets) throws IOException {
        List<String> lines = packets.lines();
        // Over http the service names itself first.
        if (!lines.isEmpty() && lines.get(0).startsWith("# service=")) {
            lines = packets.lines();
        }
        if (!lines.isEmpty() && lines.get(0).equals("version 2")) {
            requireSha1(String.join("\n", lines));
            return new Greeting(true, List.of());
        }
        return new Greeting(false, refs(lines));
    }

    private static List<RemoteRef> refs(List<String> lines) throws IOException {
        List<String> refs = new ArrayList<>();
        for (String line : lines) {
            int capabilities = line.indexOf('\0');
            if (capabilities >= 0) {
                requireSha1(line);
            }
            String ref = capabilities < 0 ? line : line.substring(0, capabilities);
            if (!ref.startsWith("version ") && !ref.startsWith("shallow ") && !ref.endsWith(" capabilities^{}")) {
                refs.add(ref);
            }
        }
        return RemoteRef.unpeeled(refs);
    }

    private static void requireSha1(String capabilities) throws IOException {
        if (capabilities.contains("object-format=sha256")) {
            throw new IOException("it is a repository of SHA-256 objects, which are not supported");
        }
    }
}
