package io.jenkins.plugins.stagedflow.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.stagedflow.FaultProxy;
import io.jenkins.plugins.stagedflow.FaultProxy.Fault;
import io.jenkins.plugins.stagedflow.host.ManualTiming;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Blobs of the real registry, also over a line with faults. */
public class BlobIT {
    private static final Predicate<String> PATCH = request -> request.startsWith("PATCH ");
    private static final Predicate<String> PUT = request -> request.startsWith("PUT ");
    private static final Predicate<String> POST = request -> request.startsWith("POST ");
    private static final Predicate<String> GET = request -> request.startsWith("GET ");
    private static final int SMALL = 100_000;
    private static final int LARGE = (int) BlobUpload.PART + 3_000_000;

    @Rule
    public final RealRegistry registry = new RealRegistry();

    private final ManualTiming timing = new ManualTiming();
    private FaultProxy line;
    private BlobClient blobs;

    @Before
    public void connect() {
        line = new FaultProxy(registry.name());
        blobs = RegistryClient.forWriting(registry.login("pusher"), timing.timing())
                .blobs();
    }

    @After
    public void disconnect() {
        line.close();
    }

    @Test
    public void shouldUploadASmallBlobInTwoRequests() throws Exception {
        byte[] content = content(SMALL);
        upload("app", content(SMALL));
        line.reset();

        assertThat(upload("app", content)).isOne();

        assertThat(line.requests()).hasSize(2).first().asString().startsWith("POST ");
        assertThat(kept("app", content)).isEqualTo(content);
    }

    @Test
    public void shouldUploadALargeBlobWithoutSendingAByteTwice() throws Exception {
        byte[] content = content(LARGE);

        assertThat(upload("app", content)).isOne();

        assertThat(line.bytesSent()).isEqualTo(LARGE);
        assertThat(kept("app", content)).isEqualTo(content);
    }

    @Test
    public void shouldUploadWhatIsNotYetWholeWhileItGrows() throws Exception {
        byte[] content = content(LARGE);

        assertThat(blobs.upload(repository("app"), new Growing(content))).isOne();

        assertThat(kept("app", content)).isEqualTo(content);
    }

    @Test
    public void shouldFindABlobWithItsSize() throws Exception {
        byte[] content = content(SMALL);
        Blob blob = Blob.of(content);

        assertThat(blobs.find(repository("app"), blob.digest())).isEmpty();
        upload("app", content);
        assertThat(blobs.find(repository("app"), blob.digest())).contains(blob);
    }

    @Test
    public void shouldTakeABlobOverFromAnotherRepositoryWithoutSendingIt() throws Exception {
        byte[] content = content(SMALL);
        Blob blob = Blob.of(content);
        upload("app", content);
        line.reset();

        assertThat(blobs.mount(repository("other"), blob.digest(), repository("app")))
                .isTrue();

        assertThat(line.bytesSent()).isZero();
        assertThat(kept("other", content)).isEqualTo(content);
    }

    @Test
    public void shouldSayThatARegistryDeclinesAMount() throws Exception {
        Blob blob = Blob.of(content(SMALL));

        assertThat(blobs.mount(repository("other"), blob.digest(), repository("app")))
                .isFalse();
        assertThat(line.count(request -> request.startsWith("DELETE "))).isOne();
    }

    @Test
    public void shouldSendAgainAfterAResetInTheMiddle() throws Exception {
        byte[] content = content(LARGE);
        line.next(PATCH, Fault.breakAfter(2_000_000));

        assertThat(upload("app", content)).isEqualTo(2);

        assertThat(timing.waits()).hasSize(1);
        assertThat(kept("app", content)).isEqualTo(content);
    }

    @Test
    public void shouldGoOnFromThePartThatArrived() throws Exception {
        byte[] content = content(2 * LARGE);
        line.next(PATCH, Fault.breakAfter(1_000)).next(passed(1), Fault.answer(503, ""));

        assertThat(upload("app", content)).isEqualTo(3);

        assertThat(line.bytesSent()).isLessThan(2 * LARGE + BlobUpload.PART);
        assertThat(kept("app", content)).isEqualTo(content);
    }

    @Test
    public void shouldBeginAgainWhenTheRegistryLostTheUpload() throws Exception {
        byte[] content = content(LARGE);
        upload("app", content(SMALL));
        line.reset();
        line.next(PATCH, Fault.answer(404, "{\"errors\":[{\"code\":\"BLOB_UPLOAD_UNKNOWN\"}]}"));

        assertThat(upload("app", content)).isEqualTo(2);
        assertThat(line.count(POST)).isEqualTo(2);
    }

    @Test
    public void shouldNotSendAgainWhatArrivedWhenOnlyTheAnswerWasLost() throws Exception {
        byte[] content = content(SMALL);
        line.next(PUT, Fault.loseAnswer());

        upload("app", content);

        assertThat(line.bytesSent()).isEqualTo(SMALL);
        assertThat(line.count(PUT)).isOne();
    }

    @Test
    public void shouldWaitAsLongAsTheRegistryAsksFor() throws Exception {
        byte[] content = content(SMALL);
        line.next(PUT, Fault.answer(429, "", "Retry-After", "9"));

        assertThat(upload("app", content)).isEqualTo(2);
        assertThat(timing.waits()).singleElement().satisfies(wait -> assertThat(wait)
                .hasSeconds(9));
    }

    @Test
    public void shouldFailWhenBytesAreDamagedEachTime() {
        byte[] content = content(SMALL);
        line.always(PUT, Fault.damage(5_000));

        assertThatThrownBy(() -> upload("app", content))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("DIGEST_INVALID");
    }

    @Test
    public void shouldSurviveBytesThatAreDamagedOnce() throws Exception {
        byte[] content = content(SMALL);
        line.next(PUT, Fault.damage(5_000));

        assertThat(upload("app", content)).isEqualTo(2);
        assertThat(kept("app", content)).isEqualTo(content);
    }

    @Test
    public void shouldGiveUpAfterTheLastAttemptAndSayWhy() {
        line.always(PATCH, Fault.answer(507, "{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":\"no space left\"}]}"));

        assertThatThrownBy(() -> upload("app", content(LARGE)))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("507")
                .hasMessageContaining("no space left");
        assertThat(line.count(PATCH)).isEqualTo(Retries.MOST_ATTEMPTS);
    }

    @Test
    public void shouldSayWhenTheSourceFailsAndNotBlameTheRegistry() {
        BlobSource vanishing = BlobSource.of(Blob.of(content(SMALL)), from -> {
            throw new IOException("the file has vanished");
        });

        assertThatThrownBy(() -> blobs.upload(repository("app"), vanishing))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("the file has vanished");
        assertThat(timing.waits()).isEmpty();
    }

    @Test
    public void shouldMendABrokenDownload() throws Exception {
        byte[] content = content(LARGE);
        upload("app", content);
        line.next(GET, Fault.breakAnswerAfter(1_000_000)).next(GET, Fault.breakAnswerAfter(500_000));

        assertThat(kept("app", content)).isEqualTo(content);

        assertThat(line.count(GET)).isEqualTo(3);
    }

    @Test
    public void shouldAskForTheRestOfABlobThatIsAnnouncedTooShort() throws Exception {
        byte[] content = content(SMALL);
        upload("app", content);
        line.next(GET, Fault.truncate(1_000)).next(GET, Fault.truncate(30_000));

        assertThat(kept("app", content)).isEqualTo(content);

        line.always(GET, Fault.truncate(0));

        assertThatThrownBy(() -> kept("app", content)).hasMessageContaining("it ended after 0 of 100000 bytes");
    }

    @Test
    public void shouldRefuseBytesThatAreNotTheBlob() throws Exception {
        byte[] content = content(SMALL);
        upload("app", content);
        line.always(GET, Fault.body(content(SMALL)));

        assertThatThrownBy(() -> kept("app", content)).hasMessageContaining("do not have this digest");
    }

    @Test
    public void shouldRefuseABlobThatGoesOn() throws Exception {
        byte[] content = content(SMALL);
        upload("app", content);
        line.always(GET, Fault.body(content(2 * SMALL)));

        assertThatThrownBy(() -> kept("app", content)).hasMessageContaining("longer than the 100000 bytes");
    }

    @Test
    public void shouldRefuseABlobWithoutAnEnd() throws Exception {
        byte[] content = content(SMALL);
        upload("app", content);
        line.always(GET, Fault.endless("application/octet-stream"));

        assertThatThrownBy(() -> kept("app", content)).hasMessageContaining("longer than the 100000 bytes");
    }

    private static Predicate<String> passed(int before) {
        int[] seen = {0};
        return request -> PATCH.test(request) && seen[0]++ >= before;
    }

    private int upload(String name, byte[] content) throws InterruptedException {
        return blobs.upload(repository(name), BlobSource.of(content));
    }

    private byte[] kept(String name, byte[] content) throws IOException {
        try (InputStream bytes = blobs.open(repository(name), Blob.of(content))) {
            return bytes.readAllBytes();
        }
    }

    private Repository repository(String name) {
        return Repository.of(line.address(), registry.namespace(), name);
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random().nextBytes(content);
        return content;
    }

    /** Bytes of which nobody knows before the end how many there are. */
    private record Growing(byte[] content) implements BlobSource {
        @Override
        public InputStream open(long from) {
            return new ByteArrayInputStream(content, (int) from, content.length - (int) from);
        }

        @Override
        public OptionalLong size() {
            return OptionalLong.empty();
        }

        @Override
        public Blob whole() {
            return Blob.of(content);
        }
    }
}
