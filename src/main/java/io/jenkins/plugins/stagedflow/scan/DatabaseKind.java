package io.jenkins.plugins.stagedflow.scan;

import java.time.Duration;

/** The databases Trivy compares with, and how its command line and its cache directory call them. */
enum DatabaseKind {
    /** Known vulnerabilities of packages. */
    VULNERABILITY(
            "vulnerability",
            "db",
            "trivy.db",
            "--download-db-only",
            "--db-repository",
            "dbRepositories",
            Duration.ofHours(1)),
    /** What Java archives are, by their checksum. */
    JAVA(
            "Java",
            "java-db",
            "trivy-java.db",
            "--download-java-db-only",
            "--java-db-repository",
            "javaDbRepositories",
            Duration.ofDays(1));

    private final String label;
    private final String directory;
    private final String file;
    private final String only;
    private final String repository;
    private final String field;
    private final Duration rest;

    DatabaseKind(
            String label, String directory, String file, String only, String repository, String field, Duration rest) {
        this.label = label;
        this.directory = directory;
        this.file = file;
        this.only = only;
        this.repository = repository;
        this.field = field;
        this.rest = rest;
    }

    /** Returns what people call it. */
    String label() {
        return label;
    }

    /** Returns its directory within a cache directory. */
    String directory() {
        return directory;
    }

    /** Returns its file within that. */
    String file() {
        return file;
    }

    /** Returns the option that fetches it and nothing else. */
    String only() {
        return only;
    }

    /** Returns the option that says from where. */
    String repository() {
        return repository;
    }

    /** Returns the field of a request that says from where. */
    String field() {
        return field;
    }

    /** Returns how long after a download Trivy does not look for a newer one. */
    Duration rest() {
        return rest;
    }
}
