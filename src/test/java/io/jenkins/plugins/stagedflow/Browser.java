package io.jenkins.plugins.stagedflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Chromium with one page, for tests of what people see. Driven by its own protocol over the web socket of the
 * Java library, so that no driver program and no library has to match its version.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">Chrome DevTools Protocol</a>
 */
public final class Browser implements AutoCloseable {
    private static final int SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--window-size=1280,900",
            "--remote-debugging-port=0");

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private int calls;

    /** Starts the browser; the directory must be empty and is its own. */
    public Browser(Path directory) throws Exception {
        List<String> command = new ArrayList<>(List.of(program()));
        command.addAll(FLAGS);
        command.addAll(List.of("--user-data-dir=" + directory, "about:blank"));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        String page = page(port(directory.resolve("DevToolsActivePort")));
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(page), new Listener())
                .get(SECONDS, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** Opens an address and waits until it is loaded. */
    public void open(String url) throws Exception {
        events.clear();
        call("Page.navigate", Map.of("url", url));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (count("Page.loadEventFired") == 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(url + " was not loaded within " + SECONDS + " s");
            }
            Thread.sleep(10);
        }
    }

    /** Returns the value of an expression in the page; a promise is waited for. */
    public JsonNode evaluate(String expression) throws Exception {
        JsonNode answer = call(
                "Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** Presses and releases the key Tab. */
    public void pressTab() throws Exception {
        press("Tab", 9, "");
    }

    /** Presses and releases the key Enter. */
    public void pressEnter() throws Exception {
        press("Enter", 13, "\r");
    }

    private void press(String key, int code, String text) throws Exception {
        for (String type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code, "text", text));
        }
    }

    /** Lets pages run scripts, or not. */
    public void allowScripts(boolean allowed) throws Exception {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    /** Lets pages be shown to people who like it dark, or light. */
    public void prefer(String scheme) throws Exception {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Shows pages on a screen of that size. */
    public void resize(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Writes a picture of the page as far as its height, in PNG. */
    public void screenshot(Path file, int height) throws Exception {
        int width = evaluate("document.documentElement.clientWidth").asInt();
        Map<String, Object> clip = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
        JsonNode shot =
                call("Page.captureScreenshot", Map.of("format", "png", "clip", clip, "captureBeyondViewport", true));
        Files.write(file, Base64.getDecoder().decode(shot.path("data").asText()));
    }

    /** Returns the addresses the page asked for since it was opened, its own included. */
    public List<String> requests() {
        return events.stream()
                .filter(event ->
                        "Network.requestWillBeSent".equals(event.path("method").asText()))
                .map(event -> event.at("/params/request/url").asText())
                .toList();
    }

    /** Returns what the browser complained about since the page was opened, such as what a policy forbade. */
    public List<String> complaints() {
        return events.stream()
                .filter(event -> "Log.entryAdded".equals(event.path("method").asText())
                        || "Runtime.exceptionThrown".equals(event.path("method").asText()))
                .map(event -> event.path("params").toString())
                .toList();
    }

    /** Returns how long processors have worked for all processes of the browser. */
    public Duration cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    private long count(String event) {
        return events.stream()
                .filter(each -> event.equals(each.path("method").asText()))
                .count();
    }

    private JsonNode call(String method, Map<String, Object> parameters) throws Exception {
        int id = ++calls;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true).get(SECONDS, TimeUnit.SECONDS);
        JsonNode result = answer.get(SECONDS, TimeUnit.SECONDS);
        if (result.has("error")) {
            throw new IllegalStateException(method + ": " + result.get("error"));
        }
        return result.path("result");
    }

    private static String program() {
        for (String directory : System.getenv("PATH").split(":")) {
            for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
                Path program = Path.of(directory, name);
                if (Files.isExecutable(program)) {
                    return program.toString();
                }
            }
        }
        throw new IllegalStateException("This test needs a Chromium on the PATH: dev/install installs one");
    }

    private static String port(Path file) throws Exception {
        for (int i = 0; i < SECONDS * 20; i++) {
            if (Files.exists(file) && Files.readAllLines(file).size() > 1) {
                return Files.readAllLines(file).get(0);
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("Chromium did not start within " + SECONDS + " s");
    }

    private static String page(String port) throws Exception {
        URI targets = URI.create("http://127.0.0.1:" + port + "/json");
        String json = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(targets).build(), BodyHandlers.ofString())
                .body();
        for (JsonNode target : JSON.readTree(json)) {
            if ("page".equals(target.path("type").asText())) {
                return target.path("webSocketDebuggerUrl").asText();
            }
        }
        throw new IllegalStateException("Chromium has no page");
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                read(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        private void read(String json) {
            try {
                JsonNode message = JSON.readTree(json);
                if (message.has("id")) {
                    answers.remove(message.get("id").asInt()).complete(message);
                } else {
                    events.add(message);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
