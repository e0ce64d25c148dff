/** Shared libraries in a local run. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.runner.library;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
