package io.jenkins.plugins.stagedflow.stack;

/**
 * The server of a cluster as a kubeconfig names it.
 *
 * @param url its address
 * @param authority the certificates to trust, in PEM and that in Base64, or an empty text
 * @param serverName the name its certificate is checked against instead of the address, or an empty text
 * @param unchecked whether its certificate is not checked at all
 */
record ClusterServer(String url, String authority, String serverName, boolean unchecked) {
    boolean isLocal() {
        return ServerAddress.isLocalUrl(url);
    }

    /** Returns whether clients look at a certificate. */
    boolean isVerified() {
        return url.startsWith("https:") && !unchecked;
    }

    /** Returns the name clients hold the certificate against when they reach the server at the given host. */
    String nameAt(String host) {
        return serverName.isEmpty() ? host : serverName;
    }
}
