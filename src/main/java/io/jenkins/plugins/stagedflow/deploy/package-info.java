/** Brings a host reached over SSH to a version, or back. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.deploy;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
