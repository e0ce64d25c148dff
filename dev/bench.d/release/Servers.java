import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** What the remote of the benchmark is asked through: git's http-backend, and doors that count the bytes. */
public final class Servers {
    private static final AtomicLong BYTES = new AtomicLong();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private Servers() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(THREADS);
        http.createContext("/", exchange -> answer(exchange, arguments[0]));
        http.start();
        int port = http.getAddress().getPort();
        String[] daemon = arguments[1].split(":");
        System.out.printf(
                "127.0.0.1:%d 127.0.0.1:%d 127.0.0.1:%d%n",
                port, counting(Integer.parseInt(daemon[1])), counting(port));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(line.equals("reset") ? BYTES.getAndSet(0) : BYTES.get());
            System.out.flush();
        }
        System.exit(0);
    }

    private static int counting(int target) throws IOException {
        ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        THREADS.submit(() -> {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                THREADS.submit(() -> pass(client, server));
                THREADS.submit(() -> pass(server, client));
            }
        });
        return door.getLocalPort();
    }

    private static Void pass(Socket from, Socket to) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try (InputStream input = from.getInputStream();
                OutputStream output = to.getOutputStream()) {
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                BYTES.addAndGet(count);
                output.write(buffer, 0, count);
            }
        }
        return null;
    }

    private static void answer(HttpExchange exchange, String root) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
            body = new java.util.zip.GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
        Map<String, String> environment = builder.environment();
        environment.put("GIT_PROJECT_ROOT", root);
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REMOTE_USER", "bench");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put("CONTENT_LENGTH", String.valueOf(body.length));
        put(environment, "QUERY_STRING", exchange.getRequestURI().getQuery());
        put(environment, "CONTENT_TYPE", exchange.getRequestHeaders().getFirst("Content-Type"));
        put(environment, "GIT_PROTOCOL", exchange.getRequestHeaders().getFirst("Git-Protocol"));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(body);
        }
        try (exchange;
                InputStream output = process.getInputStream()) {
            exchange.sendResponseHeaders(headers(output, exchange), 0);
            output.transferTo(exchange.getResponseBody());
        }
    }

    private static void put(Map<String, String> environment, String name, String value) {
        environment.put(name, value == null ? "" : value);
    }

    private static int headers(InputStream output, HttpExchange exchange) throws IOException {
        int status = 200;
        for (String line = line(output); !line.isEmpty(); line = line(output)) {
            String[] header = line.split(": ", 2);
            if (header[0].equals("Status")) {
                status = Integer.parseInt(header[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
        }
        return status;
    }

    private static String line(InputStream output) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = output.read(); c != '\n' && c >= 0; c = output.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
