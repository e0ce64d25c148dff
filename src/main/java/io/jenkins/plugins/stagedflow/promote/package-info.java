/** Gives scanned images their new tags at the registry, all or none. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.promote;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
