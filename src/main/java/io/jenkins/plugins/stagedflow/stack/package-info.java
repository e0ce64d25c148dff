/** Waits for what boot started, brings the compose stack up and proves it healthy. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.stack;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
