/** Runs a Jenkinsfile on this machine, without Jenkins. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.runner;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
