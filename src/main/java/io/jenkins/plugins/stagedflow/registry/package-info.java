/** Image references, the OCI distribution client, registry logins and moves of tags. */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.stagedflow.registry;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
