/** The machine a step works on (processes, files, code run there), its console and secrets. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.host;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
