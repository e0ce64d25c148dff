/** Scans many images with Trivy at once and gates on what was found. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.scan;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
