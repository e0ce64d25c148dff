import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.push.ParallelPush;
import io.jenkins.plugins.stagedflow.push.PushRequest;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A Java machine for the benchmark that has pushed before, as one in Jenkins has. A line names registry, namespace,
 * directory of caches and images; the answer tells the seconds and the most memory the machine ever had, in MB.
 */
public final class Ours {
    private Ours() {}

    public static void main(String[] arguments) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String answer;
            try {
                answer = "ok " + pushed(line.split(" "));
            } catch (Exception e) {
                answer = String.valueOf(e);
            }
            System.out.println(answer);
            System.out.flush();
        }
    }

    private static String pushed(String[] words) throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("XDG_CACHE_HOME", words[2]);
        List<String> images = new ArrayList<>(List.of(words).subList(3, words.length));
        Path password = Path.of(System.getenv("PUSHER_PASSWORD_FILE"));
        PushRequest request = PushRequest.builder()
                .registry(words[0])
                .namespace(words[1])
                .tag("v1")
                .login(new RegistryLogin(System.getenv("PUSHER_USER"), Secret.of(Files.readString(password))))
                .images(images)
                .build();
        long start = System.nanoTime();
        new ParallelPush(new LocalHost(Path.of("."), environment), Console.silent(), Timing.system()).push(request);
        double seconds = (System.nanoTime() - start) / 1e9;
        return String.format(Locale.ROOT, "%.3f %d", seconds, peak());
    }

    private static long peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / 1_000_000)
                .findFirst()
                .orElse(-1);
    }
}
