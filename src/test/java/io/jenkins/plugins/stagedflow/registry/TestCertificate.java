package io.jenkins.plugins.stagedflow.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/** A key and the certificate it has signed itself, for 127.0.0.1: made by keytool, which every Java has. */
final class TestCertificate {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @CheckForNull
    private static TestCertificate made;

    private final PrivateKey key;
    private final Certificate certificate;

    private TestCertificate(PrivateKey key, Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** Returns one that all tests of this Java machine share: to make one takes a second. */
    static synchronized TestCertificate shared() {
        TestCertificate certificate = made;
        if (certificate == null) {
            certificate = make();
            made = certificate;
        }
        return certificate;
    }

    private static TestCertificate make() {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Path store = null;
        try {
            Path directory = Files.createTempDirectory("staged-flow-test-");
            store = directory.resolve("key.p12");
            Process process = new ProcessBuilder(List.of(
                            keytool.toString(),
                            "-genkeypair",
                            "-alias",
                            "it",
                            "-keyalg",
                            "RSA",
                            "-keysize",
                            "2048",
                            "-dname",
                            "CN=staged-flow-test",
                            "-ext",
                            "SAN=ip:127.0.0.1,dns:localhost",
                            "-validity",
                            "2",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            String.valueOf(PASSWORD)))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return of(store);
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            delete(store);
        }
    }

    private static void delete(@CheckForNull Path store) {
        try {
            if (store != null) {
                Files.deleteIfExists(store);
                Files.delete(store.getParent());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestCertificate of(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return new TestCertificate((PrivateKey) keys.getKey("it", PASSWORD), keys.getCertificate("it"));
    }

    /** Returns the certificate as PEM. */
    String pem() {
        return pem("CERTIFICATE", encoded());
    }

    /** Returns the key as PEM. */
    String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    /** Returns the certificate as a JWT names it. */
    String x5c() {
        return Base64.getEncoder().encodeToString(encoded());
    }

    /** Returns the signature of a text, by RS256. */
    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, lines, kind);
    }
}
