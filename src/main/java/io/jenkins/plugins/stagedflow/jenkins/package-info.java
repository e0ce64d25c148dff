/** The steps inside Jenkins: the agent as a host, credentials, and one step for each operation. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.jenkins;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
