import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A line to a server with a delay: whatever is sent arrives half a round trip later, and a new connection takes a whole
 * round trip before its first byte goes out, as a handshake does. Counts requests and connections.
 */
public final class Line {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static final AtomicLong REQUESTS = new AtomicLong();
    private static final AtomicLong CONNECTIONS = new AtomicLong();
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private Line() {}

    /** Arguments: port of the server, round trip in milliseconds. */
    public static void main(String[] arguments) throws IOException {
        int target = Integer.parseInt(arguments[0]);
        long delay = Long.parseLong(arguments[1]);
        ServerSocket door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        THREADS.submit(() -> accept(door, target, delay));
        System.out.println("127.0.0.1:" + door.getLocalPort());
        System.out.flush();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(REQUESTS.getAndSet(0) + " " + CONNECTIONS.getAndSet(0));
            System.out.flush();
        }
        System.exit(0);
    }

    private static Void accept(ServerSocket door, int target, long delay) throws IOException {
        while (true) {
            Socket client = door.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            CONNECTIONS.incrementAndGet();
            pass(client, server, delay, delay, true);
            pass(server, client, delay, 0, false);
        }
    }

    /** Half the delay a way; the first bytes of a connection wait for its handshake too. */
    private static void pass(Socket from, Socket to, long delay, long handshake, boolean asks) {
        BlockingQueue<Piece> onTheWay = new LinkedBlockingQueue<>();
        long opened = System.nanoTime() + handshake * 1_000_000;
        THREADS.submit(() -> {
            try (InputStream input = from.getInputStream()) {
                byte[] buffer = new byte[64 * 1024];
                Requests requests = new Requests();
                for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                    if (asks) {
                        requests.count(buffer, count);
                    }
                    long sent = Math.max(System.nanoTime(), opened);
                    onTheWay.add(new Piece(Arrays.copyOf(buffer, count), sent + delay * 500_000));
                }
            } catch (IOException e) {
                // The line is cut; what was sent still arrives.
            }
            onTheWay.add(new Piece(null, System.nanoTime() + delay * 500_000));
        });
        THREADS.submit(() -> {
            try (OutputStream output = to.getOutputStream()) {
                for (Piece piece = onTheWay.take(); piece.bytes != null; piece = onTheWay.take()) {
                    piece.await();
                    output.write(piece.bytes);
                    output.flush();
                }
            }
            return null;
        });
    }

    private record Piece(byte[] bytes, long due) {
        void await() throws InterruptedException {
            long left = due - System.nanoTime();
            if (left > 0) {
                Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
            }
        }
    }

    /** Counts the heads in what a client sends; the bodies of these requests are skipped by their length. */
    private static final class Requests {
        private final ByteArrayOutputStream head = new ByteArrayOutputStream();
        private long body;
        private int matched;

        void count(byte[] bytes, int count) {
            for (int i = 0; i < count; i++) {
                if (body > 0) {
                    body--;
                    continue;
                }
                head.write(bytes[i]);
                matched = bytes[i] == HEAD_END[matched] ? matched + 1 : bytes[i] == HEAD_END[0] ? 1 : 0;
                if (matched == HEAD_END.length) {
                    REQUESTS.incrementAndGet();
                    body = length(head.toString(java.nio.charset.StandardCharsets.ISO_8859_1));
                    head.reset();
                    matched = 0;
                }
            }
        }

        private static long length(String head) {
            return head.lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                    .mapToLong(line -> Long.parseLong(line.substring("content-length:".length()).strip()))
                    .findFirst()
                    .orElse(0);
        }
    }
}
