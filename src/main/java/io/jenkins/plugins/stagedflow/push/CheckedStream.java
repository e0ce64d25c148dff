package io.jenkins.plugins.stagedflow.push;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.stagedflow.registry.Blob;
import io.jenkins.plugins.stagedflow.registry.Digests;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** The bytes of a blob; read from the first one on, they fail with the last if they do not have its digest. */
final class CheckedStream extends FilterInputStream {
    private final Blob blob;

    @CheckForNull
    private final MessageDigest hash;

    private long left;

    CheckedStream(InputStream bytes, Blob blob, long from) {
        super(bytes);
        this.blob = blob;
        hash = from == 0 ? Digests.hash(blob.digest()) : null;
        left = blob.size() - from;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int most) throws IOException {
        int count = super.read(bytes, offset, most);
        if (count > 0 && hash != null) {
            hash.update(bytes, offset, count);
            left -= count;
            requireDigest();
        }
        return count;
    }

    // Before the last bytes leave: what they would complete at the registry is not what it is called.
    private void requireDigest() throws IOException {
        if (left <= 0 && hash != null) {
            String found = Digests.text(blob.digest(), hash.digest());
            if (!found.equals(blob.digest())) {
                throw new IOException(
                        "the bytes of %s are %s: it is damaged where it comes from".formatted(blob, found));
            }
        }
    }
}
