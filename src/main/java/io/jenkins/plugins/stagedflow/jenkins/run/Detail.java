package io.jenkins.plugins.stagedflow.jenkins.run;

import io.jenkins.plugins.stagedflow.deploy.DeployResult;
import io.jenkins.plugins.stagedflow.deploy.RolloutResult;
import io.jenkins.plugins.stagedflow.promote.PromoteResult;
import io.jenkins.plugins.stagedflow.push.PushResult;
import io.jenkins.plugins.stagedflow.release.CalverReleaseResult;
import io.jenkins.plugins.stagedflow.scan.ScanResult;
import java.io.Serializable;
import java.util.Optional;

/** What is kept of the result of a step. */
public abstract class Detail {
    Detail() {}

    /** Returns what is to be kept of a result; nothing of a kind that no page shows. */
    static Optional<Detail> of(Serializable result) {
        if (result instanceof PushResult push) {
            return Optional.of(new PushDetail(push));
        }
        if (result instanceof ScanResult scan) {
            return Optional.of(new ScanDetail(scan));
        }
        if (result instanceof PromoteResult promotion) {
            return Optional.of(new PromotionDetail(promotion));
        }
        if (result instanceof CalverReleaseResult release) {
            return Optional.of(new ReleaseDetail(release));
        }
        if (result instanceof DeployResult deployment) {
            return Optional.of(DeploymentDetail.of(deployment));
        }
        return result instanceof RolloutResult rollout ? Optional.of(DeploymentDetail.of(rollout)) : Optional.empty();
    }
}
