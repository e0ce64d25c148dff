/** The program of a Jenkinsfile while it runs: Jenkins' CPS transformation, its threads, and the calls of steps. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.runner.cps;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
