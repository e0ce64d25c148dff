/** The command line over the engine. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.cli;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
