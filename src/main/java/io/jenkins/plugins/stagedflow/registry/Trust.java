package io.jenkins.plugins.stagedflow.registry;

import io.jenkins.plugins.stagedflow.host.Host;
import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * How registries are reached: by TLS with the authorities that Java knows, and without it on this machine itself, unless
 * something else is told.
 *
 * @param authorities PEM of certificates trusted besides those; with any, TLS is spoken on this machine too
 * @param plainHttp whether TLS is done without everywhere
 */
public record Trust(String authorities, boolean plainHttp) implements Serializable {
    private static final Trust USUAL = new Trust("", false);

    /** Requires certificates, or none, and not together with doing without them. */
    public Trust {
        requireOneOf(authorities, plainHttp);
        if (!authorities.isEmpty()) {
            certificates("ca", authorities);
        }
    }

    /** Returns what is usual. */
    public static Trust usual() {
        return USUAL;
    }

    /**
     * Returns the trust in the certificates of a file on a host.
     *
     * @param ca path of a file with certificates as PEM, empty for none
     * @throws InvalidRequestException if there are none in it, or both are wanted
     */
    public static Trust of(Host host, String ca, boolean plainHttp) {
        requireOneOf(ca, plainHttp);
        if (ca.isEmpty()) {
            return new Trust("", plainHttp);
        }
        String pem = host.files().read(host.directory().resolve(ca));
        if (certificatesIn(pem).isEmpty()) {
            throw new InvalidRequestException("ca", ca, "a file with certificates as PEM");
        }
        return new Trust(pem, false);
    }

    /**
     * Requires that not both are wanted.
     *
     * @param ca what names the certificates, empty for none
     * @throws InvalidRequestException if both are
     */
    public static void requireOneOf(String ca, boolean plainHttp) {
        if (plainHttp && !ca.isEmpty()) {
            throw new InvalidRequestException("plainHttp", true, "either that or a CA");
        }
    }

    /** Returns the address of a registry's API. */
    URI endpoint(String registry) {
        URI usual = Endpoint.of(registry);
        String scheme = plainHttp ? "http" : authorities.isEmpty() ? usual.getScheme() : "https";
        return withScheme(scheme, usual);
    }

    /** Returns the address with the scheme that this registry is reached by, if it is the registry's own. */
    URI adapted(String registry, URI uri) {
        return Endpoint.isSameOrigin(Endpoint.of(registry), uri)
                ? withScheme(endpoint(registry).getScheme(), uri)
                : uri;
    }

    /** Returns what decides about certificates. */
    SSLContext context() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        List<Certificate> all = new ArrayList<>(usualAuthorities());
        all.addAll(certificates("ca", authorities));
        for (Certificate certificate : all) {
            trusted.setCertificateEntry("authority-" + trusted.size(), certificate);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers(trusted), null);
        return context;
    }

    private static List<X509Certificate> usualAuthorities() throws GeneralSecurityException {
        return Arrays.stream(managers(null))
                .filter(X509TrustManager.class::isInstance)
                .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                .toList();
    }

    private static TrustManager[] managers(@edu.umd.cs.findbugs.annotations.CheckForNull KeyStore trusted)
            throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private static Collection<? extends Certificate> certificates(String field, String pem) {
        Collection<? extends Certificate> certificates = certificatesIn(pem);
        if (certificates.isEmpty()) {
            throw new InvalidRequestException(
                    field, "a text of " + pem.length() + " characters", "certificates as PEM");
        }
        return certificates;
    }

    private static Collection<? extends Certificate> certificatesIn(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            return List.of();
        }
    }

    private static URI withScheme(String scheme, URI uri) {
        return URI.create(scheme + uri.toString().substring(uri.getScheme().length()));
    }
}
