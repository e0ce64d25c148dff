/** Releases on GitHub or GitHub Enterprise, by its REST API. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.github;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
