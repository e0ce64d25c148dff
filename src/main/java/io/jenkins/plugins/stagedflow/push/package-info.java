/** Pushes many images of a Docker Engine at once and names every failure. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.push;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
