/** Finds the next calendar version, tags the commit and its images with it. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.release;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
