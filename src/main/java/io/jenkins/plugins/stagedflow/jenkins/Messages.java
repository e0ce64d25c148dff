package io.jenkins.plugins.stagedflow.jenkins;

import org.jvnet.localizer.ResourceBundleHolder;

/** The texts of {@code Messages.properties}, in the language of who reads them. */
final class Messages {
    private static final ResourceBundleHolder HOLDER = ResourceBundleHolder.get(Messages.class);

    private Messages() {}

    static String BundledLibraryRetriever() {
        return HOLDER.format("BundledLibraryRetriever");
    }

    static String CalverReleaseStep() {
        return HOLDER.format("CalverReleaseStep");
    }

    static String CollectStackLogsStep() {
        return HOLDER.format("CollectStackLogsStep");
    }

    static String CranePromoteStep() {
        return HOLDER.format("CranePromoteStep");
    }

    static String K3sBootStep() {
        return HOLDER.format("K3sBootStep");
    }

    static String ParallelPushStep() {
        return HOLDER.format("ParallelPushStep");
    }

    static String SbomScanStep() {
        return HOLDER.format("SbomScanStep");
    }

    static String SshDeployStep() {
        return HOLDER.format("SshDeployStep");
    }

    static String StackDownStep() {
        return HOLDER.format("StackDownStep");
    }

    static String StackReadyStep() {
        return HOLDER.format("StackReadyStep");
    }

    static String TrivyScanStep() {
        return HOLDER.format("TrivyScanStep");
    }
}
