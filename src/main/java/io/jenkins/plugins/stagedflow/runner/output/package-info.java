/** What a local run leaves: its stages as a table, as JSON, and as the summary page. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.runner.output;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
