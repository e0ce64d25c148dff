import io.jenkins.plugins.stagedflow.git.GitLogin;
import io.jenkins.plugins.stagedflow.git.GitRemote;
import io.jenkins.plugins.stagedflow.git.RemoteRef;
import io.jenkins.plugins.stagedflow.git.TagObject;
import io.jenkins.plugins.stagedflow.git.TagPush;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A warm Java machine for the benchmark: does what a line says with the classes of the release, and tells its seconds. */
public final class Ours {
    private Ours() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String answer;
            try {
                answer = "ok " + done(line.split(" "));
            } catch (Exception e) {
                answer = String.valueOf(e);
            }
            System.out.println(answer);
            System.out.flush();
        }
    }

    private static String done(String[] words) throws Exception {
        GitRemote remote = GitRemote.at(words[1], GitLogin.anonymous());
        long start = System.nanoTime();
        return words[0].equals("read") ? read(remote, words[2], start) : push(remote, words[2], words[3], start);
    }

    private static String read(GitRemote remote, String prefix, long start) throws Exception {
        List<RemoteRef> tags = remote.tags(List.of(prefix));
        long highest = tags.stream()
                .map(tag -> tag.name().substring(("refs/tags/" + prefix).length()))
                .mapToLong(Long::parseLong)
                .max()
                .orElse(-1);
        return seconds(start) + " " + highest;
    }

    private static String push(GitRemote remote, String name, String commit, long start) throws Exception {
        TagPush answer = remote.create(name, TagObject.of(name, commit, "B", "b@localhost", Instant.now(), "Release\n"));
        if (!answer.done()) {
            throw new IOException(answer.reason());
        }
        return seconds(start);
    }

    private static String seconds(long start) {
        return String.format(Locale.ROOT, "%.4f", (System.nanoTime() - start) / 1e9);
    }
}
