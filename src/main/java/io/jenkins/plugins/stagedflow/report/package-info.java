/** What a flow did, as data and as a page. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.report;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
