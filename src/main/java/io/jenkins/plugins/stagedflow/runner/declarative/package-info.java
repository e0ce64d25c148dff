/** Declarative pipelines: their syntax tree brought to what the interpreter runs. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.runner.declarative;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
