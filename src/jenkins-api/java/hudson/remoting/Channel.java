package hudson.remoting;

import java.io.IOException;

public class Channel implements VirtualChannel {
    protected Channel() {}

    @Override
    public <V, T extends Throwable> V call(Callable<V, T> callable) throws IOException, T, InterruptedException {
        throw new UnsupportedOperationException("signature only");
    }

    @Override
    public <V, T extends Throwable> Future<V> callAsync(Callable<V, T> callable) throws IOException {
        throw new UnsupportedOperationException("signature only");
    }

    public static Channel current() {
        throw new UnsupportedOperationException("signature only");
    }

    public void addListener(Listener listener) {
        throw new UnsupportedOperationException("signature only");
    }

    public boolean removeListener(Listener listener) {
        throw new UnsupportedOperationException("signature only");
    }

    public boolean isClosingOrClosed() {
        throw new UnsupportedOperationException("signature only");
    }

    public abstract static class Listener {
        public void onClosed(Channel channel, IOException cause) {}
    }
}
