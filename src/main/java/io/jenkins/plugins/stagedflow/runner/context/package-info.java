/** Where a step of a local run works: variables, workspace, console, stage. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.runner.context;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
