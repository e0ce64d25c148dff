/** What steps did, kept with the run in plain classes and shown on its pages and on those of its job. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.jenkins.run;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
