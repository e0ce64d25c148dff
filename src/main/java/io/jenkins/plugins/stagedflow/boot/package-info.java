/** Starts what is slow before end-to-end tests: k3s, image pulls, infrastructure services. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.boot;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
