/** The steps that a local run has. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.runner.steps;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
