package io.jenkins.plugins.stagedflow.jenkins;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.StaplerRequest2;

/** What the seven steps have in common for Jenkins: what they need, their forms, their lists of credentials. */
public abstract class OperationStepDescriptor extends StepDescriptor {
    private static final int MOST_NAMED = 4;

    private final String functionName;
    private final String displayName;

    OperationStepDescriptor(String functionName, String displayName) {
        this.functionName = functionName;
        this.displayName = displayName;
    }

    @Override
    public final String getFunctionName() {
        return functionName;
    }

    @Override
    public final String getDisplayName() {
        return displayName;
    }

    @Override
    public final Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, FilePath.class, Launcher.class, EnvVars.class);
    }

    /** Returns the step that a form means, with the very arguments a Pipeline would give. */
    @Override
    public final Step newInstance(@CheckForNull StaplerRequest2 request, JSONObject form) throws FormException {
        try {
            DescribableModel<? extends Step> model = DescribableModel.of(clazz);
            return model.instantiate(FormValues.arguments(model, fields(form)), null);
        } catch (RuntimeException e) {
            throw new FormException(e, functionName);
        }
    }

    /** Returns the fields of a form by the names of the step's arguments. */
    Map<?, ?> fields(Map<?, ?> form) {
        return form;
    }

    /** Returns the text that a field of the form shows for a list or a map; used by the views. */
    public final String lines(@CheckForNull Object value) {
        return value == null ? "" : FormValues.lines(value);
    }

    /** Returns the ids that may be chosen, for who may configure the item; for others the chosen one alone. */
    static ListBoxModel choices(
            @CheckForNull Item item, @CheckForNull String current, Class<? extends StandardCredentials> type) {
        StandardListBoxModel choices = new StandardListBoxModel();
        String chosen = current == null ? "" : current;
        if (!mayChoose(item)) {
            return choices.includeCurrentValue(chosen);
        }
        return choices.includeEmptyValue()
                .includeMatchingAs(ACL.SYSTEM2, item, type, List.of(), CredentialsMatchers.instanceOf(type))
                .includeCurrentValue(chosen);
    }

    /** Returns a phrase for the views of a run: which images, and how many where they are many, go where. */
    static String images(Map<String, Object> arguments, String verb, String... targetParts) {
        String target = joined(arguments, targetParts);
        String what = named(arguments.get("images"));
        return target.isEmpty() ? what : what + " " + verb + " " + target;
    }

    /** Returns the values of those arguments that are there, with commas; a registry and a namespace become one place. */
    static String joined(Map<String, Object> arguments, String... names) {
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            Object value = arguments.get(name);
            if (value != null && !lines(value, ", ").isEmpty()) {
                parts.add(lines(value, ", "));
            }
        }
        String all = String.join(", ", parts);
        return arguments.get("registry") != null && arguments.get("namespace") != null
                ? all.replace(
                        arguments.get("registry") + ", " + arguments.get("namespace"),
                        arguments.get("registry") + "/" + arguments.get("namespace"))
                : all;
    }

    private static String lines(Object value, String separator) {
        return FormValues.lines(value).replace("\n", separator);
    }

    private static String named(@CheckForNull Object images) {
        Object parts = EarlierImages.isResult(images == null ? "" : images) && images instanceof Map<?, ?> result
                ? result.get("images")
                : images;
        Collection<?> names = parts instanceof Map<?, ?> map
                ? map.keySet()
                : parts instanceof Collection<?> list ? list : List.of(String.valueOf(parts));
        boolean all = names.size() <= MOST_NAMED && names.stream().noneMatch(name -> name instanceof Map);
        return all ? lines(names, ", ") : names.size() + " images";
    }

    private static boolean mayChoose(@CheckForNull Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }
}
