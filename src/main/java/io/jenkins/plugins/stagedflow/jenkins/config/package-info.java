/** What an administrator sets once: defaults of the steps, and the named targets that they may deploy to. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.jenkins.config;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
