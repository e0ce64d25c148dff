package io.jenkins.plugins.stagedflow.git;

import io.jenkins.plugins.stagedflow.host.LocalProcess;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.transport.URIish;

/**
 * The way to a directory of this machine: git itself does the work, so that the hooks and settings of that repository
 * count.
 *
 * @param address a path, or a URL that begins with file://
 */
record LocalTransport(URIish address) implements Transport {
    // Of the caller's own repository, as git forgets them itself when it goes to another one.
    private static final List<String> FORGOTTEN = List.of(
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_COMMON_DIR",
            "GIT_INDEX_FILE",
            "GIT_OBJECT_DIRECTORY",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            "GIT_NAMESPACE",
            "GIT_PREFIX",
            "GIT_QUARANTINE_PATH",
            "GIT_CONFIG_PARAMETERS",
            "GIT_CONFIG_COUNT");

    @Override
    public Conversation open(Service service) throws IOException {
        return service == Service.UPLOAD_PACK
                ? conversation("upload-pack", Map.of("GIT_PROTOCOL", VERSION_2))
                : new Ungreeted(conversation("receive-pack", Map.of()));
    }

    private Duplex conversation(String program, Map<String, String> environment) throws IOException {
        // In the way a web server runs it the one that takes in does not begin with all refs.
        List<String> arguments = program.equals("receive-pack")
                ? List.of("git", program, "--stateless-rpc", address.getPath())
                : List.of("git", program, address.getPath());
        LocalProcess process = LocalProcess.start(arguments, FORGOTTEN, environment);
        return new Duplex(process.output(), process.input(), process::errors, process);
    }

    /** A conversation that this side begins. */
    private record Ungreeted(Duplex duplex) implements Conversation {
        @Override
        public boolean isGreeted() {
            return false;
        }

        @Override
        public InputStream greeting() {
            return duplex.greeting();
        }

        @Override
        public InputStream answer(byte[] request) throws IOException {
            return duplex.answer(request);
        }

        @Override
        public String complaint() {
            return duplex.complaint();
        }

        @Override
        public void close() {
            duplex.close();
        }
    }
}
