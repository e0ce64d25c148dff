package io.jenkins.plugins.stagedflow.runner.context;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The one run of a Jenkinsfile: its number, its result so far, its variables and parameters. */
public final class Build {
    private final String job;
    private final int number;
    private final Path directory;
    private final Clock clock;
    private final Instant start;
    private final Map<String, String> variables = new TreeMap<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private String displayName;
    private String description = "";
    private Result result = Result.SUCCESS;
    private boolean resultSet;

    /**
     * Creates a run.
     *
     * @param directory what belongs to it alone: its workspaces, artifacts, stashes
     */
    public Build(String job, int number, Path directory, Clock clock) {
        this.job = job;
        this.number = number;
        this.directory = directory;
        this.clock = clock;
        start = clock.instant();
        displayName = "#" + number;
    }

    /** Returns the name of the job. */
    public String job() {
        return job;
    }

    /** Returns the number of the run. */
    public int number() {
        return number;
    }

    /** Returns the directory of the run. */
    public Path directory() {
        return directory;
    }

    /** Returns where the artifacts of the run are. */
    public Path artifacts() {
        return directory.resolve("artifacts");
    }

    /** Returns the clock of the run. */
    public Clock clock() {
        return clock;
    }

    /** Returns when the run began. */
    public Instant start() {
        return start;
    }

    /** Returns the variables that belong to the run, besides those of its parameters. */
    public synchronized Map<String, String> variables() {
        Map<String, String> all = new TreeMap<>();
        parameters.forEach((name, value) -> all.put(name, String.valueOf(value)));
        all.putAll(variables);
        return all;
    }

    /** Sets a variable of the run. */
    public synchronized void variable(String name, String value) {
        variables.put(name, value);
    }

    /** Returns the parameters of the run. */
    public synchronized Map<String, Object> parameters() {
        return new LinkedHashMap<>(parameters);
    }

    /** Gives a parameter its value. */
    public synchronized void parameter(String name, Object value) {
        parameters.put(name, value);
    }

    /** Returns the result so far. */
    public synchronized Result result() {
        return result;
    }

    /** Returns the result if one was set, or null, as a script sees it. */
    @CheckForNull
    public synchronized Result resultSoFar() {
        return resultSet ? result : null;
    }

    /** Makes the result worse, or leaves it when it is worse already. */
    public synchronized void worsen(Result other) {
        resultSet = true;
        result = result.and(other);
    }

    /** Returns the name of the run on pages. */
    public synchronized String displayName() {
        return displayName;
    }

    /** Sets the name of the run on pages. */
    public synchronized void displayName(String name) {
        displayName = name;
    }

    /** Returns the description of the run. */
    public synchronized String description() {
        return description;
    }

    /** Sets the description of the run. */
    public synchronized void description(String text) {
        description = text;
    }
}
