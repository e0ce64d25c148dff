/** The compose program of a host, of either generation, and the project it runs. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.compose;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
