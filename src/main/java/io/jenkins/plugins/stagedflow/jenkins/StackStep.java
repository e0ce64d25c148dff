package io.jenkins.plugins.stagedflow.jenkins;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** A step about a compose project: its files, its name, what they refer to. */
public abstract class StackStep extends OperationStep {
    private static final long serialVersionUID = 1L;

    private String projectDirectory = "";
    private ArrayList<String> composeFiles = new ArrayList<>();
    private String projectName = "";
    private ArrayList<String> profiles = new ArrayList<>();
    private LinkedHashMap<String, String> composeEnvironment = new LinkedHashMap<>();
    private String imageTag = "";

    /** Returns the argument {@code projectDirectory}. */
    public String getProjectDirectory() {
        return projectDirectory;
    }

    /** Directory of the compose project, relative to the directory of the step; that directory itself if left out. */
    @DataBoundSetter
    public void setProjectDirectory(String value) {
        projectDirectory = value;
    }

    /** Returns the argument {@code composeFiles}. */
    public List<String> getComposeFiles() {
        return composeFiles;
    }

    /** Compose files, relative to the project directory. */
    @DataBoundSetter
    public void setComposeFiles(List<String> value) {
        composeFiles = Plain.texts(value);
    }

    /** Returns the argument {@code projectName}. */
    public String getProjectName() {
        return projectName;
    }

    /** Name of the compose project, so that several of the same files can run beside each other on one machine. */
    @DataBoundSetter
    public void setProjectName(String value) {
        projectName = value;
    }

    /** Returns the argument {@code profiles}. */
    public List<String> getProfiles() {
        return profiles;
    }

    /** Compose profiles to turn on. */
    @DataBoundSetter
    public void setProfiles(List<String> value) {
        profiles = Plain.texts(value);
    }

    /** Returns the argument {@code composeEnvironment}. */
    public Map<String, String> getComposeEnvironment() {
        return composeEnvironment;
    }

    /** Variables that the compose files refer to. */
    @DataBoundSetter
    public void setComposeEnvironment(Map<String, String> value) {
        composeEnvironment = Plain.texts(value);
    }

    /** Returns the argument {@code imageTag}. */
    public String getImageTag() {
        return imageTag;
    }

    /** Tag of the images: the variable IMAGE_TAG of the compose files. */
    @DataBoundSetter
    public void setImageTag(String value) {
        imageTag = value;
    }

    final ComposeArguments compose() {
        return new ComposeArguments(
                projectDirectory, composeFiles, projectName, profiles, composeEnvironment, imageTag);
    }
}
