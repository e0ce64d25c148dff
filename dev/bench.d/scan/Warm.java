import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.report.ScanPages;
import io.jenkins.plugins.stagedflow.scan.DatabaseOptions;
import io.jenkins.plugins.stagedflow.scan.ScanRequest;
import io.jenkins.plugins.stagedflow.scan.TrivyScan;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The contenders "warm": scans in one Java machine, as Jenkins does, with the classes of the step. A line says how many
 * scans at once, and which images (NAME=REFERENCE); the answer comes when all reports and the page are written.
 */
public final class Warm {
    private static final Map<String, String> ENV = System.getenv();

    private Warm() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String answer = "ok";
            try {
                scan(line.split(" "));
            } catch (Exception e) {
                answer = String.valueOf(e);
            }
            System.out.println(answer);
            System.out.flush();
        }
    }

    private static void scan(String[] words) throws Exception {
        Secret password = Secret.of(Files.readString(Path.of(ENV.get("PUSHER_PASSWORD_FILE"))).strip());
        String reports = ENV.get("RUN") + "/reports";
        ScanRequest.Builder request = ScanRequest.builder()
                .maxParallel(Integer.parseInt(words[0]))
                .scanners(List.of(ENV.get("SCANNERS").split(",")))
                .databases(DatabaseOptions.usual().in(ENV.get("DATABASE")).keptIn(ENV.get("RUN") + "/cache"))
                .login(ENV.get("REGISTRY"), new RegistryLogin(ENV.get("PUSHER_USER"), password))
                .failOnFindings(false)
                .outputDirectory(reports);
        for (String image : List.of(words).subList(1, words.length)) {
            int equals = image.indexOf('=');
            request.image(image.substring(0, equals), image.substring(equals + 1));
        }
        LocalHost host = new LocalHost(Path.of("."), ENV);
        Console console = Console.to(System.err::println);
        new TrivyScan(host, console, Timing.system(), ScanPages.of(host, console, reports, "")).scan(request.build());
    }
}
