/** Credentials of a local run, found by their ids. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.runner.credentials;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
