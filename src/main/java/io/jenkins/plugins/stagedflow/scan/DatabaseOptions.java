package io.jenkins.plugins.stagedflow.scan;

import io.jenkins.plugins.stagedflow.host.InvalidRequestException;
import io.jenkins.plugins.stagedflow.host.Require;
import io.jenkins.plugins.stagedflow.registry.ImageReference;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Where a scan has its databases from, and how old they may be.
 *
 * @param repositories OCI repositories of the vulnerability database, the first one preferred; none for Trivy's own list
 * @param javaRepositories OCI repositories of the database of Java archives, likewise
 * @param directory a directory with databases that somebody else brings, for hosts without a network; empty to fetch
 * @param cacheDirectory where what was fetched is kept; empty for the user's cache directory
 * @param maxAge how long ago the vulnerability database may have been made; zero for any age
 */
public record DatabaseOptions(
        List<String> repositories,
        List<String> javaRepositories,
        String directory,
        String cacheDirectory,
        Duration maxAge)
        implements Serializable {
    /** A week: databases are made several times a day, and hosts without a network get theirs now and then. */
    public static final Duration USUAL_MAX_AGE = Duration.ofDays(7);

    private static final Duration TEN_YEARS = Duration.ofDays(3650);

    /**
     * Creates options.
     *
     * @throws InvalidRequestException naming the field, if a value cannot be meant
     */
    public DatabaseOptions {
        repositories = references("dbRepositories", repositories);
        javaRepositories = references("javaDbRepositories", javaRepositories);
        if (!directory.isEmpty() && !(repositories.isEmpty() && javaRepositories.isEmpty())) {
            throw new InvalidRequestException(
                    "databaseDirectory", directory, "either a directory or repositories, not both");
        }
        if (maxAge.isNegative() || maxAge.compareTo(TEN_YEARS) > 0) {
            throw new InvalidRequestException("maxDbAge", maxAge.toHours() + " h", "from 0, for any age, to ten years");
        }
    }

    /** Returns the defaults of the steps: Trivy's own repositories, the user's cache directory, a week. */
    public static DatabaseOptions usual() {
        return new DatabaseOptions(List.of(), List.of(), "", "", USUAL_MAX_AGE);
    }

    /** Returns the same with other repositories of the vulnerability database. */
    public DatabaseOptions from(Collection<String> others) {
        return new DatabaseOptions(List.copyOf(others), javaRepositories, directory, cacheDirectory, maxAge);
    }

    /** Returns the same with other repositories of the database of Java archives. */
    public DatabaseOptions javaFrom(Collection<String> others) {
        return new DatabaseOptions(repositories, List.copyOf(others), directory, cacheDirectory, maxAge);
    }

    /** Returns the same with a directory of databases that somebody else brings; a relative path starts at the host's. */
    public DatabaseOptions in(String path) {
        return new DatabaseOptions(repositories, javaRepositories, path, cacheDirectory, maxAge);
    }

    /** Returns the same with another directory to keep them in; a relative path starts at the host's directory. */
    public DatabaseOptions keptIn(String path) {
        return new DatabaseOptions(repositories, javaRepositories, directory, path, maxAge);
    }

    /** Returns the same with another limit of their age. */
    public DatabaseOptions notOlderThan(Duration age) {
        return new DatabaseOptions(repositories, javaRepositories, directory, cacheDirectory, age);
    }

    List<String> repositories(DatabaseKind kind) {
        return kind == DatabaseKind.JAVA ? javaRepositories : repositories;
    }

    private static List<String> references(String field, List<String> values) {
        values.forEach(value -> ImageReference.parse(field, value));
        return Require.noneTwice(field, values);
    }
}
