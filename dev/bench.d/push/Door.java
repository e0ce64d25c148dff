import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A door to the registry that counts the bytes sent through it. */
public final class Door {
    private static final AtomicLong SENT = new AtomicLong();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private Door() {}

    public static void main(String[] arguments) throws IOException {
        ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        int target = Integer.parseInt(arguments[0]);
        THREADS.submit(() -> {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                THREADS.submit(() -> pass(client, server, SENT));
                THREADS.submit(() -> pass(server, client, new AtomicLong()));
            }
        });
        System.out.println("127.0.0.1:" + door.getLocalPort());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(SENT.getAndSet(0));
            System.out.flush();
        }
        System.exit(0);
    }

    private static Void pass(Socket from, Socket to, AtomicLong count) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try (InputStream input = from.getInputStream();
                OutputStream output = to.getOutputStream()) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                count.addAndGet(read);
                output.write(buffer, 0, read);
            }
        }
        return null;
    }
}
