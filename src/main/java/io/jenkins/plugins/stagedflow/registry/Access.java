package io.jenkins.plugins.stagedflow.registry;

/**
 * What a request does to a repository.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/scope/">scopes of tokens</a>
 */
enum Access {
    PULL("pull"),
    PUSH("pull,push"),
    DELETE("pull,push,delete");

    private final String actions;

    Access(String actions) {
        this.actions = actions;
    }

    /** Returns the scope a token must have. */
    String scope(Repository repository) {
        return "repository:" + repository.path() + ":" + actions;
    }
}
