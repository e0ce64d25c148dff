package io.jenkins.plugins.stagedflow.stack;

import io.jenkins.plugins.stagedflow.host.Console;
import io.jenkins.plugins.stagedflow.host.HostTask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Shakes hands with a server over the network of the host and reads for which names its certificate is.
 *
 * @param url the server
 * @param authority the certificates to trust, in PEM and that in Base64; empty for those of the host
 */
record CertificateTask(String url, String authority) implements HostTask<CertificateTask.Answer> {
    private static final int MILLIS_TO_ANSWER = 5_000;
    private static final int HTTPS = 443;

    @Override
    public Answer run(Console console) {
        URI server = URI.create(url);
        try (Socket plain = new Socket()) {
            int port = server.getPort() < 0 ? HTTPS : server.getPort();
            plain.connect(new InetSocketAddress(unbracketed(server.getHost()), port), MILLIS_TO_ANSWER);
            plain.setSoTimeout(MILLIS_TO_ANSWER);
            return answer(plain, port);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return new Answer(List.of(), String.valueOf(e.getMessage()));
        }
    }

    // Nothing but the names matters here: whether the address of this machine is among them does not.
    private Answer answer(Socket plain, int port) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = (SSLSocket)
                context().getSocketFactory().createSocket(plain, URI.create(url).getHost(), port, false)) {
            socket.startHandshake();
            Certificate certificate = socket.getSession().getPeerCertificates()[0];
            return new Answer(names((X509Certificate) certificate), "");
        }
    }

    // https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.6: a pair of the kind and the name
    private static List<String> names(X509Certificate certificate) throws GeneralSecurityException {
        List<String> names = new ArrayList<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            alternatives.forEach(pair -> names.add(String.valueOf(pair.get(1))));
        }
        return names;
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        if (authority.isEmpty()) {
            context.init(null, null, null);
            return context;
        }
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        byte[] pem = Base64.getMimeDecoder().decode(authority);
        for (Certificate each :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
            trusted.setCertificateEntry("authority-" + trusted.size(), each);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /**
     * What the server showed.
     *
     * @param names for which names and addresses its certificate is
     * @param problem why there was no handshake, or an empty text
     */
    record Answer(List<String> names, String problem) implements Serializable {
        Answer {
            names = List.copyOf(names);
        }
    }
}
