package io.jenkins.plugins.stagedflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What {@code dev/jenkins} refuses, and what it keeps of downloads that go wrong. */
public class DevJenkinsIT {
    private static final int OK = 200;
    private static final String WAR = "/war-stable/2.541.3/jenkins.war";
    private static final String PLUGIN =
            "/download/plugins/antisamy-markup-formatter/189.v91a_f0dd8b_6b_4/antisamy-markup-formatter.hpi";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private HttpServer mirror;

    @Before
    public void startMirror() throws Exception {
        mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mirror.createContext("/", this::serve);
        mirror.start();
        put(WAR, "the war");
        put(WAR + ".sha256", sha256("the war") + " *jenkins.war\n");
        put(PLUGIN, "a plugin");
        put(
                "/current/plugin-versions.json",
                "{\"sha256\":\"%s\",\"url\":\"https://updates.jenkins.io%s\"}"
                        .formatted(
                                Base64.getEncoder()
                                        .encodeToString(HexFormat.of().parseHex(sha256("a plugin"))),
                                PLUGIN));
    }

    @After
    public void stopMirror() {
        mirror.stop(0);
    }

    @Test
    public void shouldKeepWhatHasItsChecksum() throws Exception {
        Ended run = start();

        // Of the plugins that the list names the mirror has the first alone.
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.last()).contains("could not find out the checksum of apache-httpcomponents-client-4-api");
        assertThat(kept()).containsExactly("jenkins.war", "plugins/antisamy-markup-formatter.hpi");
    }

    @Test
    public void shouldMakeAStateThatTheServicesTake() throws Exception {
        start();

        assertThat(folder.getRoot().toPath().resolve("state/.staged-flow")).exists();
        assertThat(script("dev/services", "down").status()).isZero();
        assertThat(folder.getRoot().toPath().resolve("state")).doesNotExist();
    }

    @Test
    public void shouldNotKeepAnotherFile() throws Exception {
        put(WAR, "another war");

        Ended run = start();

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.last())
                .isEqualTo("jenkins: " + url(WAR) + " has the checksum " + sha256("another war") + ", not "
                        + sha256("the war") + ": it was not kept");
        assertThat(kept()).isEmpty();
    }

    @Test
    public void shouldSayWhatIsNotThere() throws Exception {
        files.remove(PLUGIN);

        Ended run = start();

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.last())
                .isEqualTo("jenkins: could not download " + url(PLUGIN)
                        + " (The requested URL returned error: 404): name a war and a folder of plugins that are there"
                        + " already, see --help");
        assertThat(kept()).containsExactly("jenkins.war");
    }

    @Test
    public void shouldNotKeepWhatWasCutOff() throws Exception {
        put("/cut" + WAR, "the war and much more");

        Ended run = start();

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.last()).startsWith("jenkins: could not download " + url(WAR));
        assertThat(kept()).isEmpty();
    }

    @Test
    public void shouldSayThatTheMirrorIsAway() throws Exception {
        mirror.stop(0);

        Ended run = start();

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.lines())
                .singleElement()
                .asString()
                .startsWith("jenkins: could not download " + url(WAR) + ".sha256 (Failed to connect to 127.0.0.1 port ")
                .endsWith("): name a war and a folder of plugins that are there already, see --help");
        assertThat(kept()).isEmpty();
    }

    @Test
    public void shouldNotDownloadAgainWhatItHas() throws Exception {
        start();
        files.remove(WAR);
        files.remove(PLUGIN);

        assertThat(start().last()).contains("could not find out the checksum of apache-httpcomponents-client-4-api");
        assertThat(kept()).containsExactly("jenkins.war", "plugins/antisamy-markup-formatter.hpi");
    }

    @Test
    public void shouldRefuseArgumentsThatMakeNoSense() throws Exception {
        assertRefused("use start, status, stop, down or --help");
        assertRefused("use start, status, stop, down or --help", "up");
        assertRefused("does not know '--wat'; see --help", "start", "--wat");
        assertRefused("--war needs a value", "start", "--war");
        assertRefused("--war needs --plugins too", "start", "--war", "jenkins.war");
        assertRefused("--plugins needs --war too", "start", "--plugins", ".");
        assertRefused("--war: '/none' is no file that can be read", "start", "--war", "/none", "--plugins", "/");
        assertRefused("--mirror: 'http://other' is no https address", "start", "--mirror", "http://other");
        assertRefused("stop takes no 'now'", "stop", "now");
    }

    @Test
    public void shouldStopWhatDoesNotRun() throws Exception {
        assertThat(run("stop").status()).isZero();
        assertThat(run("down").status()).isZero();
        Ended status = run("status");
        assertThat(status.status()).isEqualTo(1);
        assertThat(status.last()).isEqualTo("Jenkins does not run");
    }

    private void assertRefused(String sentence, String... arguments) throws Exception {
        assertThat(run(arguments)).isEqualTo(new Ended(2, List.of("jenkins: " + sentence)));
    }

    private Ended start() throws Exception {
        return run("start", "--mirror", url(""));
    }

    private Ended run(String... arguments) throws Exception {
        return script("dev/jenkins", arguments);
    }

    private Ended script(String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", script));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("XDG_CACHE_HOME", folder.getRoot().toString());
        builder.environment().put("STAGED_FLOW_STATE", folder.getRoot() + "/state");
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return new Ended(process.waitFor(), lines);
    }

    private List<String> kept() throws IOException {
        Path cache = folder.getRoot().toPath().resolve("staged-flow/jenkins-2.541.3");
        try (Stream<Path> found = Files.walk(cache)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> cache.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + mirror.getAddress().getPort() + path;
    }

    private void put(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] content = files.get(path);
        byte[] promised = files.get("/cut" + path);
        try (exchange) {
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(OK, promised == null ? content.length : promised.length);
                exchange.getResponseBody().write(content);
            }
        }
    }

    private static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    /** How a command ended, with what it printed. */
    private record Ended(int status, List<String> lines) {
        String last() {
            return lines.get(lines.size() - 1);
        }
    }
}
