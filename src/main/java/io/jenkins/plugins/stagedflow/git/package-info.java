/**
 * A small client of git's wire protocol: reads the refs of a remote by prefix, reads the object of a tag, creates and
 * deletes tags. It needs no repository on this side.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.git;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
