package io.jenkins.plugins.stagedflow.runner.library;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the libraries a script needs, as the annotation of that name in Jenkins. */
@Retention(RetentionPolicy.SOURCE)
@Target({
    ElementType.PACKAGE,
    ElementType.FIELD,
    ElementType.LOCAL_VARIABLE,
    ElementType.METHOD,
    ElementType.CONSTRUCTOR,
    ElementType.TYPE
})
public @interface Library {
    /** Returns names, each of which may end in {@code @version}. */
    String[] value();

    /** Returns whether changes of the library are changes of the run; nothing here. */
    boolean changelog() default true;
}
