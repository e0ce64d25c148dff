/** The shared library {@code staged-flow}, as files that whoever runs Jenkinsfiles can put where it needs them. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.library;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
