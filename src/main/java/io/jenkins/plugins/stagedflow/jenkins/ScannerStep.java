package io.jenkins.plugins.stagedflow.jenkins;

import io.jenkins.plugins.stagedflow.jenkins.config.Defaults;
import io.jenkins.plugins.stagedflow.registry.RegistryLogin;
import io.jenkins.plugins.stagedflow.scan.DatabaseOptions;
import io.jenkins.plugins.stagedflow.scan.TrivyProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that scans with Trivy: which one, what it compares with, where the images are. */
public abstract class ScannerStep extends OperationStep {
    private static final long serialVersionUID = 1L;
    private static final int USUAL_MAX_AGE = (int) DatabaseOptions.USUAL_MAX_AGE.toHours();

    private String trivyVersion = "";
    private String trivySha256 = "";
    private String trivyUrl = "";
    private ArrayList<String> dbRepositories = new ArrayList<>();
    private ArrayList<String> javaDbRepositories = new ArrayList<>();
    private String databaseDirectory = "";
    private String cacheDirectory = "";
    private int maxDbAge = USUAL_MAX_AGE;
    private String registry = "";
    private String credentialsId = "";
    private int maxParallel = 4;

    /** Returns the argument {@code trivyVersion}. */
    public String getTrivyVersion() {
        return trivyVersion;
    }

    /** Version that Trivy must have. */
    @DataBoundSetter
    public void setTrivyVersion(String value) {
        trivyVersion = value;
    }

    /** Returns the argument {@code dbRepositories}. */
    public List<String> getDbRepositories() {
        return dbRepositories;
    }

    /** Where the vulnerability database is, in order. */
    @DataBoundSetter
    public void setDbRepositories(List<String> value) {
        dbRepositories = Plain.texts(value);
    }

    /** Returns the argument {@code javaDbRepositories}. */
    public List<String> getJavaDbRepositories() {
        return javaDbRepositories;
    }

    /** Where the database of Java archives is, in order. */
    @DataBoundSetter
    public void setJavaDbRepositories(List<String> value) {
        javaDbRepositories = Plain.texts(value);
    }

    /** Returns the argument {@code trivySha256}. */
    public String getTrivySha256() {
        return trivySha256;
    }

    /** SHA-256 of the archive to install Trivy from where it is missing. */
    @DataBoundSetter
    public void setTrivySha256(String value) {
        trivySha256 = value;
    }

    /** Returns the argument {@code trivyUrl}. */
    public String getTrivyUrl() {
        return trivyUrl;
    }

    /** That archive, if not the one of the release. */
    @DataBoundSetter
    public void setTrivyUrl(String value) {
        trivyUrl = value;
    }

    /** Returns the argument {@code databaseDirectory}. */
    public String getDatabaseDirectory() {
        return databaseDirectory;
    }

    /** Directory with databases that somebody else brings. */
    @DataBoundSetter
    public void setDatabaseDirectory(String value) {
        databaseDirectory = value;
    }

    /** Returns the argument {@code cacheDirectory}. */
    public String getCacheDirectory() {
        return cacheDirectory;
    }

    /** Where databases and Trivy are kept. */
    @DataBoundSetter
    public void setCacheDirectory(String value) {
        cacheDirectory = value;
    }

    /** Returns the argument {@code maxDbAge}. */
    public int getMaxDbAge() {
        return maxDbAge;
    }

    /** Age above which the vulnerability database is not used, in hours. */
    @DataBoundSetter
    public void setMaxDbAge(int value) {
        maxDbAge = value;
    }

    /** Returns the argument {@code registry}. */
    public String getRegistry() {
        return registry;
    }

    /** Registry the login is for, as host or host:port. */
    @DataBoundSetter
    public void setRegistry(String value) {
        registry = value;
    }

    /** Returns the argument {@code credentialsId}. */
    public String getCredentialsId() {
        return credentialsId;
    }

    /** Username and password for the registry. */
    @DataBoundSetter
    public void setCredentialsId(String value) {
        credentialsId = value;
    }

    /** Returns the argument {@code maxParallel}. */
    public int getMaxParallel() {
        return maxParallel;
    }

    /** How many are scanned at a time, from 1 to 64. */
    @DataBoundSetter
    public void setMaxParallel(int value) {
        maxParallel = value;
    }

    /** Returns the registry the login is for. */
    final String loginRegistry(Defaults defaults) {
        return defaults.registryOfLogin(registry, credentialsId);
    }

    final RegistryLogin login(Site site) {
        return site.credentials().registryLogin("credentialsId", credentialsId);
    }

    final TrivyProgram program(Defaults defaults) {
        String version = Defaults.either(trivyVersion, defaults.trivyVersion());
        return new TrivyProgram(version.isEmpty() ? TrivyProgram.USUAL_VERSION : version, trivyUrl, trivySha256);
    }

    // Who names a directory wants nothing fetched, wherever others fetch from.
    final DatabaseOptions databases(Defaults defaults) {
        boolean offline = !databaseDirectory.isEmpty();
        return new DatabaseOptions(
                offline ? dbRepositories : Defaults.either(dbRepositories, defaults.trivyDbRepositories()),
                offline ? javaDbRepositories : Defaults.either(javaDbRepositories, defaults.trivyJavaDbRepositories()),
                databaseDirectory,
                cacheDirectory,
                Duration.ofHours(maxDbAge));
    }
}
