/** The sources of a local run: the repository of the Jenkinsfile with what is not committed yet. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.runner.scm;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
