import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.LocalHost;
import io.jenkins.plugins.stagedflow.host.Secret;
import io.jenkins.plugins.stagedflow.promote.CranePromote;
import io.jenkins.plugins.stagedflow.promote.PromoteRequest;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A warm Java machine, as one of Jenkins is: does what a line says ("REGISTRY TO FROM", or "REGISTRY TO" with the digests
 * of the images) with the classes of the step and tells the seconds. Nothing is kept between two lines but what the
 * classes themselves keep.
 */
public final class Ours {
    private static final Map<String, String> ENV = System.getenv();

    private Ours() {}

    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String answer;
            try {
                answer = "ok " + seconds(request(line.split(" ")));
            } catch (Exception e) {
                answer = String.valueOf(e);
            }
            System.out.println(answer);
            System.out.flush();
        }
    }

    private static PromoteRequest request(String[] words) throws Exception {
        Secret password = Secret.of(Files.readString(Path.of(ENV.get("PUSHER_PASSWORD_FILE"))).strip());
        PromoteRequest.Builder request = PromoteRequest.builder()
                .registry(words[0])
                .namespace(ENV.get("NAMESPACE"))
                .to(List.of(words[1]))
                .login(new RegistryLogin(ENV.get("PUSHER_USER"), password));
        Map<String, String> images = new LinkedHashMap<>();
        for (String image : ENV.get("IMAGES").split(" ")) {
            images.put(image.substring(0, image.indexOf('=')), image.substring(image.indexOf('=') + 1));
        }
        return (words.length > 2 ? request.images(images.keySet()).from(words[2]) : request.images(images)).build();
    }

    private static String seconds(PromoteRequest request) throws Exception {
        CranePromote promote = new CranePromote(new LocalHost(Path.of("."), ENV), Console.silent());
        long start = System.nanoTime();
        promote.promote(request);
        return String.format(Locale.ROOT, "%.4f", (System.nanoTime() - start) / 1e9);
    }
}
