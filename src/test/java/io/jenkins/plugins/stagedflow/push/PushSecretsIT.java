package io.jenkins.plugins.stagedflow.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.stagedflow.ProcessSampler;
import io.jenkins.plugins.stagedflow.host.OperationFailedException;
import io.jenkins.plugins.stagedflow.host.RecordingConsole;
import io.jenkins.plugins.stagedflow.host.Timing;
import io.jenkins.plugins.stagedflow.registry.RealRegistry;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.Rule;
import org.junit.Test;

public class PushSecretsIT {
    @Rule
    public final RealRegistry registry = new RealRegistry();

    private final RecordingConsole console = new RecordingConsole();
    private final Set<String> commandLines = new HashSet<>();

    @Test
    public void shouldShowThePasswordNowhere() throws Exception {
        RegistryLogin login = registry.login("partial");
        List<String> images =
                List.of(registry.build("backend", "sha-1", "backend"), registry.build("frontend", "sha-1", "frontend"));
        OperationFailedException failure =
                catchThrowableOfType(OperationFailedException.class, () -> whileSampling(() -> push(login, images)));

        for (String secret : List.of(login.password().reveal(), login.basic().reveal())) {
            assertThat(console.text()).isNotEmpty().doesNotContain(secret);
            assertThat(withStackTrace(failure)).contains("frontend").doesNotContain(secret);
            assertThat(failure.partialResult().orElseThrow().toString()).doesNotContain(secret);
            assertThat(commandLines).isNotEmpty().noneMatch(line -> line.contains(secret));
            assertThat(temporaryFilesWith(secret)).isEmpty();
        }
    }

    private void push(RegistryLogin login, List<String> images) throws InterruptedException {
        new ParallelPush(registry.host(), console, Timing.system())
                .push(PushRequest.builder()
                        .registry(registry.name())
                        .namespace(registry.namespace())
                        .tag("sha-1")
                        .login(login)
                        .images(images)
                        .build());
    }

    private void whileSampling(ThrowableAssert.ThrowingCallable work) throws Throwable {
        try (ProcessSampler sampler = new ProcessSampler()) {
            try {
                work.call();
            } finally {
                commandLines.addAll(sampler.commandLines());
            }
        }
    }

    private static List<Path> temporaryFilesWith(String secret) throws IOException {
        try (Stream<Path> below = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return below.filter(path -> path.getFileName().toString().startsWith("staged-flow-"))
                    .filter(path -> read(path.resolve("config.json")).contains(secret))
                    .toList();
        }
    }

    // Other people's files come and go while this looks.
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    private static String withStackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
