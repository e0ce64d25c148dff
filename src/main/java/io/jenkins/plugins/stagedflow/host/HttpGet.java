package io.jenkins.plugins.stagedflow.host;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks for what is at a URL, once, and leaves nothing behind. A client of {@code java.net.http} keeps a thread that waits
 * in native code, and for that one the JVM of a short program stays a third of a second longer than it need.
 *
 * @param url where to ask
 * @param limit how long it may take from the first byte sent to the last received
 * @param followsRedirects whether to go where the server points, which is never to another protocol
 * @param trusts what decides about certificates, of which any name will do then; nothing for the usual check
 */
public record HttpGet(URI url, Duration limit, boolean followsRedirects, Optional<SSLSocketFactory> trusts) {
    private static final int OK = 200;
    private static final int BUFFER = 64 * 1024;
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);

    /**
     * Returns the answer, with its body if its status is 200.
     *
     * @param mostBytes how long the body may be; with 0 it is not read at all
     * @throws LimitedBody.TooLargeException if it is longer
     * @throws IOException if there is no answer, or not within the limit
     */
    public Answer send(int mostBytes) throws IOException, InterruptedException {
        HttpURLConnection connection = connection();
        return within(connection, () -> answer(connection, mostBytes));
    }

    private Answer within(HttpURLConnection connection, Callable<Answer> work)
            throws IOException, InterruptedException {
        FutureTask<Answer> exchange = new FutureTask<>(work);
        Thread thread = new Thread(exchange, "http-get");
        thread.setDaemon(true);
        thread.start();
        try {
            return exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("the server did not send it within " + limit.toSeconds() + " s");
        } finally {
            // A thread that reads cannot be interrupted; without its connection it ends.
            connection.disconnect();
        }
    }

    /**
     * Returns the answer, without its body: that is written to a file if the status is 200, as it comes.
     *
     * @param file is replaced; after a failure it may hold a part
     * @param mostBytes how long the body may be
     * @throws LimitedBody.TooLargeException if it is longer
     * @throws IOException if there is no whole answer, or not within the limit
     */
    public Answer save(Path file, long mostBytes) throws IOException, InterruptedException {
        HttpURLConnection connection = connection();
        return within(connection, () -> saved(connection, file, mostBytes));
    }

    private HttpURLConnection connection() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setInstanceFollowRedirects(followsRedirects);
        connection.setUseCaches(false);
        connection.setConnectTimeout(millis(limit.compareTo(TO_CONNECT) < 0 ? limit : TO_CONNECT));
        connection.setReadTimeout(millis(limit));
        connection.setRequestProperty("Connection", "close");
        if (trusts.isPresent() && connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(trusts.get());
            secure.setHostnameVerifier((name, session) -> true);
        }
        return connection;
    }

    // 0 would mean no limit.
    private static int millis(Duration time) {
        return (int) Math.max(1, Math.min(time.toMillis(), Integer.MAX_VALUE));
    }

    private static Answer answer(HttpURLConnection connection, int mostBytes) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new IOException("what answers there does not speak HTTP");
        }
        String retryAfter = connection.getHeaderField("Retry-After");
        byte[] body = status == OK && mostBytes > 0 ? body(connection, mostBytes) : new byte[0];
        return new Answer(status, retryAfter == null ? "" : retryAfter, body);
    }

    private static byte[] body(HttpURLConnection connection, int mostBytes) throws IOException {
        try (InputStream in = connection.getInputStream()) {
            byte[] body = in.readNBytes(mostBytes);
            if (in.read() >= 0) {
                throw new LimitedBody.TooLargeException(mostBytes);
            }
            return requireWhole(body, connection.getContentLengthLong());
        }
    }

    private static Answer saved(HttpURLConnection connection, Path file, long mostBytes) throws IOException {
        Answer answer = answer(connection, 0);
        if (answer.status() == OK) {
            try (InputStream in = connection.getInputStream();
                    OutputStream out = Files.newOutputStream(file)) {
                long length = copied(in, out, mostBytes);
                requireLength(length, connection.getContentLengthLong());
            }
        }
        return answer;
    }

    private static long copied(InputStream in, OutputStream out, long mostBytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long length = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            length += read;
            if (length > mostBytes) {
                throw new LimitedBody.TooLargeException(mostBytes);
            }
            out.write(buffer, 0, read);
        }
        return length;
    }

    // Of a body that ends too soon the connection says nothing by itself.
    private static byte[] requireWhole(byte[] body, long announced) throws EOFException {
        requireLength(body.length, announced);
        return body;
    }

    private static void requireLength(long length, long announced) throws EOFException {
        if (length < announced) {
            throw new EOFException("the answer ended after " + length + " of " + announced + " bytes");
        }
    }

    private static IOException failure(Throwable cause) {
        if (cause instanceof UnknownHostException unknown) {
            return new IOException("no host is named " + unknown.getMessage(), unknown);
        }
        return cause instanceof IOException failure ? failure : new IOException(String.valueOf(cause), cause);
    }

    /**
     * What came back.
     *
     * @param status the HTTP status
     * @param retryAfter the header of that name, or an empty text
     * @param body the bytes, none unless they were asked for and the status is 200
     */
    public record Answer(int status, String retryAfter, byte[] body) {}
}
